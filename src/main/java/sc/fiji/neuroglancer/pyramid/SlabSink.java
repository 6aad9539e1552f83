package sc.fiji.neuroglancer.pyramid;

import java.io.IOException;

/** Takes the slabs that a cascade has filled. */
@FunctionalInterface
public interface SlabSink {

    /**
     * Takes a full slab. Called by the thread that feeds the cascade, which goes on meanwhile; the slab must be
     * released once nobody reads it any more.
     */
    void accept(Slab slab) throws IOException;
}
