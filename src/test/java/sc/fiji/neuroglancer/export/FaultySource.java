package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sc.fiji.neuroglancer.image.ForwardingSource;
import sc.fiji.neuroglancer.image.PixelSource;

/** Another source's planes; notes which were read, and does something of its own before the n-th read. */
public final class FaultySource extends ForwardingSource {

    /** What happens instead of a read. */
    @FunctionalInterface
    public interface Fault {
        void happen() throws IOException;
    }

    private final int at;
    private final Fault fault;
    private final List<String> reads = Collections.synchronizedList(new ArrayList<>());

    /** @param at which read, from 0, the fault comes before; -1 for none */
    public FaultySource(final PixelSource source, final int at, final Fault fault) {
        super(source);
        this.at = at;
        this.fault = fault;
    }

    /** The planes that were read, in order, as {@code t/c/z}. */
    List<String> reads() {
        return List.copyOf(reads);
    }

    @Override
    public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
        if (reads.size() == at) fault.happen();
        reads.add(time + "/" + channel + "/" + z);
        super.read(channel, z, time, planes);
    }
}
