package sc.fiji.neuroglancer.pyramid;

import org.junit.jupiter.api.Nested;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

class HeapStorageTest {

    @Nested
    class OneBlock extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, Size3.of(13, bandRows, 1), 1L << 30);
        }
    }

    @Nested
    class SomeChunksPerBlock extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, Size3.of(8, bandRows, 1), 300L * planes * type.bytes());
        }
    }

    @Nested
    class ABlockPerChunk extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, Size3.of(64, bandRows, 1), 1);
        }
    }
}
