#!/usr/bin/python3
"""Reads every level of an OME-Zarr 0.4 with zarr-python and compares it with the TIFF that was exported.

    judge.py DATASET TIFF mean|mode

Level 0 must be the TIFF, each next level the block mean (rounded half up) or mode of the level before. Prints the shape
of each level; ends with a failed assertion otherwise."""
import itertools
import sys

import numpy as np
import tifffile
import zarr


def blocks(level, step):
    """The voxels of each block, one array per place; at odd edges the last voxel stands for the missing."""
    odd = [(0, -n % s) for n, s in zip(level.shape, step)]
    whole = np.pad(level, odd, mode="edge").astype(np.int64)
    places = itertools.product(*(range(s) for s in step))
    return np.stack([whole[tuple(slice(p, None, s) for p, s in zip(place, step))] for place in places])


def mean(block):
    return (2 * block.sum(axis=0) + len(block)) // (2 * len(block))


def mode(block):
    """The most frequent value, of equally frequent ones the smallest that is not zero."""
    count = (block[:, None] == block[None]).sum(axis=1)
    rank = count * (1 << 40) + np.where(block == 0, 0, (1 << 39) - block)
    return np.take_along_axis(block, rank.argmax(axis=0)[None], axis=0)[0]


def main():
    group = zarr.open_group(sys.argv[1], mode="r")
    method = {"mean": mean, "mode": mode}[sys.argv[3]]
    multiscale = group.attrs["multiscales"][0]
    assert multiscale["version"] == "0.4", multiscale
    assert [axis["name"] for axis in multiscale["axes"]] == ["z", "y", "x"], multiscale
    before, scale_before = tifffile.imread(sys.argv[2]), None
    for dataset in multiscale["datasets"]:
        scale = dataset["coordinateTransformations"][0]["scale"]
        level = group[dataset["path"]][:]
        expected = before
        if scale_before is not None:
            step = [round(a / b) for a, b in zip(scale, scale_before)]
            expected = method(blocks(before, step))
        assert level.shape == expected.shape, (dataset, level.shape, expected.shape)
        assert (level == expected).all(), f"{dataset['path']}: {(level != expected).sum()} voxels differ"
        print(dataset["path"], level.dtype, level.shape, scale, [axis.get("unit") for axis in multiscale["axes"]])
        before, scale_before = level, scale


if __name__ == "__main__":
    main()
