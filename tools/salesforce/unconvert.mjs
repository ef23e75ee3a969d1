// Converts a metadata-format folder back into a project in source format, as `sf project retrieve` does with what an org
// sends. The project is made anew in OUTPUT, its sources in OUTPUT/package.
// usage: node unconvert.mjs METADATA OUTPUT
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

// The library behind it would otherwise write a log into the home directory.
process.env.SF_DISABLE_LOG_FILE = "true";
process.env.SF_DISABLE_TELEMETRY = "true";
const { ComponentSet, MetadataConverter } = await import("@salesforce/source-deploy-retrieve");

/** The project's package directory. */
const SOURCES = "package";

const [metadata, output] = process.argv.slice(2);
if (output === undefined) {
  throw new Error("usage: node unconvert.mjs METADATA OUTPUT");
}
// Labels, of which there is one file in both formats, are written where a project says.
const project = path.resolve(output);
await mkdir(project, { recursive: true });
await writeFile(
  path.join(project, "sfdx-project.json"),
  JSON.stringify({ packageDirectories: [{ path: SOURCES, default: true }] }),
);
const components = ComponentSet.fromSource(path.resolve(metadata));
await new MetadataConverter().convert(components, "source", {
  type: "directory",
  outputDirectory: path.join(project, SOURCES),
  genUniqueDir: false,
});
console.log(`${components.size} members`);
