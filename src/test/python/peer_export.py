"""A Python exporter to compare with: TIFF slices -> Zarr v2 pyramid of 2x2x2 means, Blosc zstd 1 + shuffle, 64^3 chunks.

One pass over the slices in slabs of 64 planes, half slabs carried to the next level: bounded memory, numpy throughout.
Needs Debian's python3-zarr, python3-numcodecs, python3-tifffile.   python3 peer_export.py SLICES_FOLDER OUT
"""
import glob
import sys

import numpy as np
import tifffile
import zarr
from numcodecs import Blosc

CHUNK = 64


def halve(block):
    """Mean of 2x2x2, rounded half up; at odd edges the last voxel counts twice."""
    dtype = block.dtype
    block = np.pad(block, [(0, n % 2) for n in block.shape], mode="edge").astype(np.uint32)
    block = block[::2] + block[1::2]
    block = block[:, ::2] + block[:, 1::2]
    block = block[:, :, ::2] + block[:, :, 1::2]
    return ((block + 4) >> 3).astype(dtype)


class Level:
    def __init__(self, group, path, shape, dtype, following):
        codec = Blosc("zstd", 1, Blosc.SHUFFLE)
        self.array = group.create_dataset(
            path, shape=shape, chunks=(CHUNK,) * 3, dtype=dtype, compressor=codec, dimension_separator="/")
        self.following = following
        self.waiting = []
        self.done = 0

    def feed(self, block, last):
        self.waiting.append(block)
        planes = sum(len(b) for b in self.waiting)
        if planes < CHUNK and not last:
            return
        slab = np.concatenate(self.waiting) if len(self.waiting) > 1 else self.waiting[0]
        self.waiting = []
        self.array[self.done:self.done + len(slab)] = slab
        self.done += len(slab)
        if self.following:
            self.following.feed(halve(slab), last)


def main(slices, out):
    files = sorted(glob.glob(slices + "/*.tif"))
    first = tifffile.imread(files[0])
    shapes = [(len(files),) + first.shape]
    while max(shapes[-1]) > 128:
        shapes.append(tuple((n + 1) // 2 for n in shapes[-1]))
    group = zarr.group(zarr.storage.DirectoryStore(out))
    level = None
    for i in reversed(range(len(shapes))):
        level = Level(group, str(i), shapes[i], first.dtype, level)
    for z in range(0, len(files), CHUNK):
        slab = np.stack([tifffile.imread(f) for f in files[z:z + CHUNK]])
        level.feed(slab, z + CHUNK >= len(files))
    print("planes", len(files))


if __name__ == "__main__":
    main(*sys.argv[1:])
