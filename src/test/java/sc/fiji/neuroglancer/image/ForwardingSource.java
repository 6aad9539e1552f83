package sc.fiji.neuroglancer.image;

import java.io.IOException;
import sc.fiji.neuroglancer.task.Monitor;

/** Another source's planes, for tests that change one thing about it. */
public abstract class ForwardingSource implements PixelSource {

    private final PixelSource source;

    /** @param source delivers what is not overridden */
    protected ForwardingSource(final PixelSource source) {
        this.source = source;
    }

    @Override
    public ImageMetadata metadata() {
        return source.metadata();
    }

    @Override
    public int channelsPerRead() {
        return source.channelsPerRead();
    }

    @Override
    public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
        source.read(channel, z, time, planes);
    }

    @Override
    public String identity(final Monitor monitor) {
        return source.identity(monitor);
    }

    @Override
    public long bytesPerRead() {
        return source.bytesPerRead();
    }
}
