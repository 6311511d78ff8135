// Builds the studio: `node build.mjs [FOLDER]`. Without a folder, into the package, where it is committed.
// `built-from.txt` holds a digest of everything that went in, so that a test without Node can tell whether it is stale.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../src/sensorium/surfaces/studio/static");
const pinned = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];

await mkdir(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: {
    studio: "source/main.tsx",
    look: "source/styles/studio.css",
    microphone: "source/sound/microphone.worklet.ts",
  },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2023", "chrome123", "firefox120", "safari17.5"],
  legalComments: "inline",
  logLevel: "warning",
});
for (const name of ["index.html", "icon.svg"]) await copyFile(join(here, "source", name), join(target, name));
await writeFile(join(target, "built-from.txt"), `${await digest()}\n`);

/** Of every source file and of what pins the toolchain, by name and content. */
async function digest() {
  const entries = await readdir(join(here, "source"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = [...pinned, ...files.map((file) => file.slice(here.length + 1).replaceAll("\\", "/"))].sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(here, name)));
  return hash.digest("hex");
}
