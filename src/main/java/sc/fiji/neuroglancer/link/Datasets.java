package sc.fiji.neuroglancer.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.dataset.DatasetKind;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The datasets of a folder on this computer.
 *
 * @param images OME-Zarr and precomputed volumes, by name
 * @param points precomputed annotations, by name
 */
public record Datasets(Path folder, List<Path> images, List<Path> points) {

    /** Sorts the lists. */
    public Datasets {
        images = images.stream().sorted().toList();
        points = points.stream().sorted().toList();
    }

    /**
     * The voxel grid of an image: sizes, voxel size, unit, origin, time points, number of channels.
     *
     * @param dataset folder or web address of an OME-Zarr
     * @throws InputException when there is no image
     * @throws IOException when its metadata cannot be read
     */
    public static ImageMetadata grid(final String dataset) throws IOException {
        if (Address.parse(dataset) instanceof Address.Web web) {
            final Place place = Place.of(web, null);
            return DatasetReader.read(place.store(), dataset).grid(place.name());
        }
        final Path folder = Address.path(dataset);
        return DatasetReader.read(new DirectoryStore(folder), folder.toString())
                .grid(String.valueOf(folder.getFileName()));
    }

    /**
     * Checks whether a folder is a dataset, or else which of its subfolders are; not deeper.
     *
     * @throws InputException when there is no dataset
     * @throws IOException when the folder cannot be read
     */
    public static Datasets of(final Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            throw new InputException("The folder {} does not exist: export first, or choose another folder.", folder);
        final List<Path> images = new ArrayList<>();
        final List<Path> points = new ArrayList<>();
        sort(folder, images, points);
        if (images.isEmpty() && points.isEmpty()) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (final Path child : children) sort(child, images, points);
            }
        }
        if (images.isEmpty() && points.isEmpty())
            throw new InputException("{} contains no dataset: export first, or choose another folder.", folder);
        return new Datasets(folder, images, points);
    }

    private static void sort(final Path folder, final List<Path> images, final List<Path> points) throws IOException {
        if (new LocalDataset(folder).isComplete()) {
            images.add(folder);
            return;
        }
        try {
            final DatasetKind kind = DatasetKind.of(folder);
            if (kind == DatasetKind.ANNOTATIONS) points.add(folder);
            else if (kind.isPrecomputedVolume()) images.add(folder);
        } catch (final InputException e) {
            return; // a file that happens to be called info
        }
    }

    /**
     * The one image with the points beside it, or the points alone.
     *
     * @throws InputException when there are several images
     */
    public List<Path> one() {
        if (images.size() > 1)
            throw new InputException(
                    "{} contains several images: choose one of {}.",
                    folder,
                    images.stream().map(Path::getFileName).toList());
        return Stream.concat(images.stream(), points.stream()).toList();
    }
}
