// Collects the licence text of every npm package that ends up in the bundle, because bundling drops licence comments.
import fs from "node:fs";
import path from "node:path";

/** The folder of the npm package a module belongs to, or undefined for our own modules. */
function packageOf(id) {
  const file = id.replace(/^\0+/, "").replace(/\?.*$/, "");
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file);
  return found?.[1];
}

function textOf(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const files = fs.readdirSync(folder).filter((f) => /^(licen[cs]e|copying|notice)/i.test(f)).sort();
  if (files.length === 0) throw new Error(`${name} ${version} has no licence file: add its text to notices.txt.`);
  const texts = files.map((f) => fs.readFileSync(path.join(folder, f), "utf8").trim());
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

export function licences(here) {
  const folders = new Set();
  return {
    /** Remembers the packages of each chunk; wanted in the page and in its workers. */
    collect: () => ({
      name: "licences-collect",
      generateBundle(options, bundle) {
        for (const chunk of Object.values(bundle))
          for (const id of chunk.moduleIds ?? []) {
            const folder = packageOf(id);
            if (folder) folders.add(folder);
          }
      },
    }),
    /** Writes the texts, and those of libraries that are compiled into packages, beside the bundle. */
    write: () => ({
      name: "licences-write",
      writeBundle({ dir }) {
        const line = "=".repeat(80) + "\n";
        const head = "This viewer is built from the following software. Their licences follow.\n";
        const texts = [...folders].sort().map(textOf);
        const notices = fs.readFileSync(path.join(here, "notices.txt"), "utf8");
        fs.writeFileSync(path.join(dir, "LICENSES.txt"), [head, ...texts, notices].join(line));
      },
    }),
  };
}
