package sc.fiji.neuroglancer.export;

import static sc.fiji.neuroglancer.message.Slot.key;
import static sc.fiji.neuroglancer.message.Slot.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.Fingerprint;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.ome.Axes;
import sc.fiji.neuroglancer.pyramid.ChunkShape;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.JsonMistake;
import sc.fiji.neuroglancer.zarr.ArraySpec;

/**
 * Everything that decides the bytes of an export. Pure data: parts of one export that run on different machines all have
 * the same plan, as JSON.
 *
 * @param programVersion version of this program
 * @param fingerprint of the pixels and of the options that the chunks depend on; empty until it is known
 * @param image what the planes mean, under the dataset's name
 * @param factors of the levels, finest first: how many voxels of the image one voxel covers along x, y, z
 * @param chunk shape of the chunks in voxels, the same on all levels
 * @param encoding how chunks are stored
 */
public record ExportPlan(
        String programVersion,
        String fingerprint,
        ImageMetadata image,
        List<Size3> factors,
        Size3 chunk,
        ImageExportOptions.Encoding encoding) {

    /** Chunks in a shard, at most: 32 MiB before compression with usual chunks. */
    private static final int CHUNKS_PER_SHARD = 64;

    private static final int SHARD_COLUMNS = 8;

    /** A shard is put together in one array. */
    private static final long LONGEST_SHARD = 1L << 30;

    /** Chunks in a row of chunks along z, at most: nothing can handle more files than that. */
    private static final long MOST_CHUNKS = 1L << 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the factors. */
    public ExportPlan {
        factors = List.copyOf(factors);
    }

    /**
     * Plans an export whose {@link #fingerprint} is not known yet. No pixel is read.
     *
     * @throws InputException when the options do not fit the image
     */
    static ExportPlan of(final ImageMetadata image, final ImageExportOptions options) {
        if (options.labels() && !image.type().isInteger())
            throw new InputException(
                    "Labels must be whole numbers, but this image is {}: {}, or convert it.",
                    image.type().label(),
                    set("content", "Intensity"));
        final PyramidPlan pyramid = PyramidPlan.of(image.size(), voxelSize(image), options.levels());
        final long volumes = (long) image.channels().size() * image.frames();
        final Size3 chunk = options.chunk()
                .map(wanted -> image.hasZAxis() ? wanted : wanted.with(2, 1)) // a flat image has flat chunks
                .orElseGet(() -> ChunkShape.auto(pyramid, voxelSize(image), volumes));
        final ExportPlan plan = new ExportPlan(
                version(),
                "",
                named(image, options.name()),
                pyramid.levels().stream().map(PyramidPlan.Level::factor).toList(),
                chunk,
                options.encoding());
        if (plan.chunksOfSlab() > MOST_CHUNKS)
            throw new InputException(
                    "Chunks of {} voxels would make {} files for every {} planes: increase {}, for instance to 64,64,64,"
                            + " or {}.",
                    chunk,
                    plan.chunksOfSlab(),
                    chunk.z(),
                    key("chunk"),
                    set("chunk", "auto"));
        return plan;
    }

    static double[] voxelSize(final ImageMetadata image) {
        return image.spacing().voxelSize().stream().mapToDouble(d -> d).toArray();
    }

    private static String version() {
        final String version = ExportPlan.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The image under the dataset's name; its only channel goes with it if it has the image's name. */
    private static ImageMetadata named(final ImageMetadata image, final String name) {
        final Channel first = image.channels().get(0);
        final boolean both = !image.hasChannelAxis() && first.name().equals(image.name());
        return image.toBuilder()
                .name(name)
                .channels(both ? List.of(first.named(name)) : image.channels())
                .build();
    }

    /**
     * Reads a plan.
     *
     * @throws InputException when this is not the JSON of a plan
     */
    public static ExportPlan parse(final String json) {
        try {
            return JSON.readValue(json, ExportPlan.class);
        } catch (final JsonProcessingException e) {
            throw new InputException(
                    e,
                    "The plan of the export cannot be read: {}. Plan the export again.",
                    JsonMistake.plain(e.getOriginalMessage()));
        }
    }

    /** The plan as JSON, for {@link #parse}. */
    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("records of plain values can always be written", e);
        }
    }

    /** The plan with what is known only when the export starts. */
    ExportPlan with(final String itsFingerprint, final Size3 itsChunk) {
        return new ExportPlan(programVersion, itsFingerprint, image, factors, itsChunk, encoding);
    }

    /**
     * Identifies the image and the options that the chunks depend on.
     *
     * @param identity of the image
     * @param chunkOption the shape that the user wants, or {@code auto}
     */
    String fingerprint(final String identity, final String chunkOption) {
        final Fingerprint all = new Fingerprint().add(identity);
        encoding.addTo(all, chunkOption);
        return all.add(String.join(", ", factors.stream().map(Size3::toString).toList()))
                .hex();
    }

    public PyramidPlan pyramid() {
        return PyramidPlan.ofFactors(image.size(), factors);
    }

    public Axes axes() {
        return Axes.of(image);
    }

    /** The arrays of the levels, finest first. */
    public List<ArraySpec> specs() {
        return pyramid().levels().stream().map(this::spec).toList();
    }

    private ArraySpec spec(final PyramidPlan.Level level) {
        final Size3 shard = chunksPerShard(level.size().ceilDiv(chunk), chunkBytes());
        return new ArraySpec(
                encoding.format().zarr(),
                axes().names(),
                new ArraySpec.Tiling(
                        axes().shape(level.size(), image.channels().size(), image.frames()),
                        axes().chunkShape(chunk),
                        encoding.shards() ? axes().chunkShape(shard) : null),
                image.type(),
                encoding.codec());
    }

    /** Shards are one row of chunks deep, so that they are whole when a slab is. */
    static Size3 chunksPerShard(final Size3 grid, final long chunkBytes) {
        final int most = mostPerShard(chunkBytes);
        final int columns = Math.min(Math.min(SHARD_COLUMNS, most), grid.x());
        return Size3.of(columns, Math.min(most / columns, grid.y()), 1);
    }

    private static int mostPerShard(final long chunkBytes) {
        return (int) Math.max(1, Math.min(CHUNKS_PER_SHARD, LONGEST_SHARD / chunkBytes));
    }

    /** Chunks of the largest shard; 1 without shards. */
    int mostPerShard() {
        return encoding.shards() ? (int) Math.min(chunksOfSlab(), mostPerShard(chunkBytes())) : 1;
    }

    private long chunksOfSlab() {
        return image.size().ceilDiv(chunk).with(2, 1).product();
    }

    /** Bytes of a chunk before compression. */
    long chunkBytes() {
        return chunk.product() * image.type().bytes();
    }

    /** The number of slabs of a level that are complete once that many slabs of level 0 are. */
    int slabs(final int level, final int slabsOfLevel0) {
        final int whole = image.size().z();
        final long planes = Math.min(whole, (long) slabsOfLevel0 * chunk.z());
        final int factor = factors.get(level).z();
        if (planes < whole) return (int) (planes / factor / chunk.z());
        return Size3.of(1, 1, whole)
                .ceilDiv(Size3.of(1, 1, factor))
                .ceilDiv(chunk)
                .z();
    }

    /** Number of slabs of level 0. */
    int slabs() {
        return image.size().ceilDiv(chunk).z();
    }
}
