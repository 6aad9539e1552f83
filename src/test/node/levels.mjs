// Reads every level of OME-Zarr datasets with zarrita and writes its values as raw little-endian bytes, C order.
//   node levels.mjs OUT DATASET...      writes OUT/<dataset number>-<level>.raw and prints a line for each: dtype shape
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileSystemStore } from "@zarrita/storage";
import * as zarr from "zarrita";

const [out, ...datasets] = process.argv.slice(2);
for (const [number, dataset] of datasets.entries()) {
  const group = await zarr.open(zarr.root(new FileSystemStore(dataset)), { kind: "group" });
  const { multiscales } = group.attrs.ome ?? group.attrs;
  for (const [level, { path }] of multiscales[0].datasets.entries()) {
    const array = await zarr.open(group.resolve(path), { kind: "array" });
    const { data, shape } = await zarr.get(array);
    writeFileSync(join(out, `${number}-${level}.raw`), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    console.log(number, level, array.dtype, shape.join("x"));
  }
}
