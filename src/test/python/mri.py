#!/usr/bin/python3
"""Real input from the Debian package mricron-data: an MRI head and its labelled regions.

    mri.py FOLDER

writes FOLDER/head.tif and FOLDER/labels.tif (ImageJ TIFF, mm), and FOLDER/slices/*.tif: the head, a file per plane."""
import gzip
import os
import struct
import sys

import numpy as np
import tifffile

TEMPLATES = "/usr/share/mricron/templates/"
TYPES = {2: "u1", 4: "i2", 512: "u2"}


def nifti(name):
    """Returns the voxels (z, y, x) as uint8 and the voxel size (x, y, z) in mm."""
    raw = gzip.open(TEMPLATES + name + ".nii.gz").read()
    order = "<" if struct.unpack("<i", raw[:4])[0] == 348 else ">"
    x, y, z = struct.unpack(order + "8h", raw[40:56])[1:4]
    kind = TYPES[struct.unpack(order + "h", raw[70:72])[0]]
    voxel = struct.unpack(order + "8f", raw[76:108])[1:4]
    start = int(struct.unpack(order + "f", raw[108:112])[0])
    voxels = np.frombuffer(raw, order + kind, x * y * z, start).reshape(z, y, x)
    assert voxels.min() >= 0 and voxels.max() < 256
    return voxels.astype(np.uint8), voxel


def save(path, voxels, voxel):
    metadata = {"spacing": float(voxel[2]), "unit": "mm", "axes": "ZYX"}
    tifffile.imwrite(path, voxels, imagej=True, resolution=(1 / voxel[0], 1 / voxel[1]), metadata=metadata)


def main():
    folder = sys.argv[1]
    os.makedirs(folder + "/slices", exist_ok=True)
    head, voxel = nifti("ch2")
    save(folder + "/head.tif", head, voxel)
    for z, plane in enumerate(head):
        tifffile.imwrite(f"{folder}/slices/z{z:04d}.tif", plane)
    save(folder + "/labels.tif", *nifti("aal"))


if __name__ == "__main__":
    main()
