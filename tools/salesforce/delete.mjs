// Deletes from a project what manifests of deletion name, as an org does that is sent them: an object takes along what
// hangs on it, and labels go one by one. For the test that an uninstallation leaves nothing.
// usage: node delete.mjs PROJECT MANIFEST...
import { rm } from "node:fs/promises";
import path from "node:path";

// The library behind it would otherwise write a log into the home directory.
process.env.SF_DISABLE_LOG_FILE = "true";
process.env.SF_DISABLE_TELEMETRY = "true";
const { ComponentSet, ManifestResolver } = await import("@salesforce/source-deploy-retrieve");

const [project, ...manifests] = process.argv.slice(2);
if (manifests.length === 0) {
  throw new Error("usage: node delete.mjs PROJECT MANIFEST...");
}
const named = new Set();
for (const manifest of manifests) {
  const { components } = await new ManifestResolver().resolve(path.resolve(manifest));
  for (const { fullName, type } of components) {
    // A flow's last version takes the flow along.
    named.add(`${type.name} ${type.name === "Flow" ? fullName.replace(/-1$/, "") : fullName}`);
  }
}

/** The object that a component hangs on: layouts and translations have its name before a hyphen. */
function ownObject({ fullName, type }) {
  return ["CustomObjectTranslation", "Layout"].includes(type.name) ? fullName.split("-", 1)[0] : undefined;
}

let deleted = 0;
for (const component of ComponentSet.fromSource(path.resolve(project)).getSourceComponents()) {
  const files = [component.xml, ...component.walkContent()].filter((file) => file !== undefined);
  const children = component.getChildren();
  if (component.type.name === "CustomLabels") {
    // The file goes with the last of them.
    if (!children.every((label) => named.has(`CustomLabel ${label.fullName}`))) {
      continue;
    }
  } else if (
    !named.has(`${component.type.name} ${component.fullName}`) &&
    !named.has(`CustomObject ${ownObject(component)}`)
  ) {
    continue;
  }
  deleted += 1;
  files.push(...children.map(({ xml }) => xml));
  for (const file of files) {
    await rm(file, { recursive: true, force: true });
  }
}
console.log(`deleted ${deleted} components`);
