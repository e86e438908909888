// Builds the one script and the one style of the report into the Python package. `npm ci && npm run build`.
// Both carry the hash of what they were built from; a test compares it, so that neither can lag behind its sources.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const assets = `${here}../src/detente/views/assets/`;

const names = ["build.mjs", "package-lock.json", "tsconfig.json", ...readdirSync(`${here}src`).map((name) => `src/${name}`)].sort();
const hash = createHash("sha256");
for (const name of names) hash.update(`${name}\0`).update(readFileSync(here + name)).update("\0");
const stamp = `/* sources sha256: ${hash.digest("hex")} */\n`;

const shared = { absWorkingDir: here, bundle: true, minify: true, legalComments: "none", charset: "ascii", write: false };
const script = await build({ ...shared, entryPoints: ["src/report.ts"], format: "iife", target: "es2020" });
const style = await build({ ...shared, entryPoints: ["src/report.css"], target: ["chrome111", "firefox113", "safari16.4"] });

for (const [name, result] of [["report.js", script], ["report.css", style]]) {
  // Inside a page, these letters would end the element that holds them.
  const text = result.outputFiles[0].text.replace(/<\/(script|style)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
  writeFileSync(assets + name, stamp + text);
  console.log(`${name} ${Math.round(text.length / 1024)} KB`);
}
