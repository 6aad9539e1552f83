package sc.fiji.neuroglancer.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.address.LocalPath;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;

/** The datasets of a folder on this computer. Immutable. */
public final class Datasets {

    private final Path folder;
    private final List<Path> images;
    private final List<Path> points;

    private Datasets(final Path folder, final List<Path> images, final List<Path> points) {
        this.folder = folder;
        this.images = List.copyOf(images);
        this.points = List.copyOf(points);
    }

    /**
     * The grid of an image's voxels: sizes, voxel size, unit, origin, time points, number of channels.
     *
     * @param dataset folder or web address of an OME-Zarr
     * @throws InputException when there is no image
     * @throws IOException when its metadata cannot be read
     */
    public static ImageMetadata grid(final String dataset) throws IOException {
        if (Destination.isAddress(dataset)) {
            final Place place = Place.of(dataset);
            return DatasetReader.read(place.store(), dataset).grid(place.name());
        }
        final Path folder = LocalPath.of(dataset);
        return DatasetReader.read(new DirectoryStore(folder), folder.toString())
                .grid(String.valueOf(folder.getFileName()));
    }

    /**
     * Looks whether a folder is a dataset, or else which of the folders in it are; not deeper.
     *
     * @throws InputException when there is none
     * @throws IOException when the folder cannot be read
     */
    public static Datasets of(final Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            throw new InputException("There is no folder " + folder + ": export first, or choose another.");
        final List<Path> images = new ArrayList<>();
        final List<Path> points = new ArrayList<>();
        sort(folder, images, points);
        if (images.isEmpty() && points.isEmpty()) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (final Path child : children) sort(child, images, points);
            }
        }
        if (images.isEmpty() && points.isEmpty())
            throw new InputException("There is no dataset in " + folder + ": export first, or choose another folder.");
        Collections.sort(images);
        Collections.sort(points);
        return new Datasets(folder, images, points);
    }

    private static void sort(final Path folder, final List<Path> images, final List<Path> points) {
        if (new LocalDataset(folder).isComplete()) images.add(folder);
        else if (Files.exists(folder.resolve("info"))) points.add(folder);
    }

    /** The OME-Zarrs, by name. */
    public List<Path> images() {
        return images;
    }

    /** The precomputed annotations, by name. */
    public List<Path> points() {
        return points;
    }

    /**
     * The one image with the points beside it, or the points alone.
     *
     * @throws InputException when there are several images
     */
    public List<Path> one() {
        if (images.size() > 1)
            throw new InputException("There are several images in " + folder + ": choose one of "
                    + images.stream().map(p -> p.getFileName().toString()).collect(Collectors.joining(", ")) + ".");
        final List<Path> all = new ArrayList<>(images);
        all.addAll(points);
        return all;
    }
}
