// Writes the manifests that delete everything that a deployment of a project has brought: what stands on other things
// first, then what it stands on.
// usage: node uninstall.mjs API_VERSION OUTPUT PROJECT
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

// The library behind it would otherwise write a log into the home directory.
process.env.SF_DISABLE_LOG_FILE = "true";
process.env.SF_DISABLE_TELEMETRY = "true";
const { ComponentSet } = await import("@salesforce/source-deploy-retrieve");

/** Types of what is on pages, in apps or in the hands of users, and so stands on everything else. */
const FIRST = new Set([
  "CustomApplication",
  "CustomApplicationComponent",
  "CustomMetadata",
  "CustomTab",
  "Dashboard",
  "EmailTemplate",
  "FlexiPage",
  "Flow",
  "HomePageComponent",
  "LightningComponentBundle",
  "PermissionSet",
  "QuickAction",
  "Report",
]);

/** Flows are deleted version by version; a deployment makes the first. */
const FIRST_VERSION = "-1";

/** Types of what goes with the object whose name stands before the hyphen. */
const OF_OBJECTS = new Set(["CustomObjectTranslation", "Layout"]);

/** A language's file of translations belongs to the org: without the labels it is empty. */
const KEPT = new Set(["Translations"]);

const [version, output, project] = process.argv.slice(2);
if (project === undefined) {
  throw new Error("usage: node uninstall.mjs API_VERSION OUTPUT PROJECT");
}
const all = ComponentSet.fromSource(path.resolve(project)).getSourceComponents().toArray();
const objects = new Set(
  all.filter(({ type }) => type.name === "CustomObject").map(({ fullName }) => fullName),
);
const [nothing, first, second] = [new ComponentSet(), new ComponentSet(), new ComponentSet()];
for (const component of all) {
  const { fullName, type } = component;
  // Labels are deleted one by one, since there is one file of them; everything else goes with all that is in it.
  const members = type.name === "CustomLabels" ? component.getChildren() : [component];
  const withObject = OF_OBJECTS.has(type.name) && objects.has(fullName.split("-", 1)[0]);
  if (!KEPT.has(type.name) && !withObject) {
    for (const member of members) {
      // A folder has the type of what is in it, and must be empty.
      const folder = type.folderContentType !== undefined;
      const deletions = FIRST.has(type.name) && !folder ? first : second;
      // By name alone: with its source an object would bring its fields along, which go with it anyway.
      deletions.add({
        fullName: member.fullName + (type.name === "Flow" ? FIRST_VERSION : ""),
        type: type.folderContentType ?? member.type.name,
      });
    }
  }
}
const folder = path.resolve(output);
await mkdir(folder, { recursive: true });
const manifests = { package: nothing, destructiveChangesPre: first, destructiveChangesPost: second };
for (const [name, members] of Object.entries(manifests)) {
  members.sourceApiVersion = version;
  await writeFile(path.join(folder, `${name}.xml`), await members.getPackageXml());
}
