// Takes the place of four WebAssembly decoders (2 MB) for encodings that OME-Zarr does not have.
const absent = (what) => async () => {
  throw new Error(`This local viewer has no decoder for ${what}. Open the link in a public Neuroglancer.`);
};
export const decompressJxl = absent("JPEG XL");
export const decompressPng = absent("PNG chunks");
export const decompressCompresso = absent("compresso");
export const decodeDraco = absent("Draco meshes");
export const decodeDracoPartitioned = decodeDraco;
