package sc.fiji.neuroglancer.pyramid;

import org.junit.jupiter.api.Nested;
import sc.fiji.neuroglancer.grid.PixelType;

class HeapStorageTest {

    @Nested
    class OneBlock extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, 1L << 30);
        }
    }

    @Nested
    class SomePlanesPerBlock extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, 2L * width * height * type.bytes() + 1);
        }
    }

    @Nested
    class ABlockPerPlane extends SlabStorageContract {
        @Override
        SlabStorage create(
                final PixelType type, final int width, final int height, final int planes, final int bandRows) {
            return new HeapStorage(type, width, height, planes, 1);
        }
    }
}
