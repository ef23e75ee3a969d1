// Converts the folders of a project's package into one folder in metadata format, with its package.xml.
// usage: node convert.mjs API_VERSION OUTPUT PROJECT
import { mkdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

// The library would otherwise write a log into the home directory.
process.env.SF_DISABLE_LOG_FILE = "true";
process.env.SF_DISABLE_TELEMETRY = "true";
const { ComponentSet, MetadataConverter } = await import("@salesforce/source-deploy-retrieve");

const [version, output, project] = process.argv.slice(2);
if (!project) {
  throw new Error("usage: node convert.mjs API_VERSION OUTPUT PROJECT");
}
const { packageDirectories } = JSON.parse(await readFile(join(project, "sfdx-project.json"), "utf8"));
const components = ComponentSet.fromSource({
  fsPaths: packageDirectories.map((directory) => resolve(project, directory.path)),
});
components.sourceApiVersion = version;
const target = resolve(output);
await rm(target, { recursive: true, force: true });
await mkdir(dirname(target), { recursive: true });
await new MetadataConverter().convert(components, "metadata", {
  type: "directory",
  outputDirectory: dirname(target),
  packageName: basename(target),
  genUniqueDir: false,
});
console.log(`${components.size} members`);
