// Metadata that an administrator changes before a test: source-format files beside those of the demo org.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { OBJECTS, type ObjectName } from "./demo-records.ts";
import type { Names } from "./names.ts";
import { ROOT } from "./product.ts";

const PACKAGE = path.join(ROOT, "visualforce/main/default/customMetadata");
const DEMO = path.join(ROOT, "demo/main/default/customMetadata");

/**
 * Ticks "Allow Custom Recipient?" of every supported object. Returns the arguments with which the local org
 * installs that on top of the demo org.
 */
export async function allowCustomRecipients(folder: string, names: Names): Promise<string[]> {
  const target = path.join(folder, "customMetadata");
  await mkdir(target, { recursive: true });
  for (const object of OBJECTS) {
    const { file, installedAs } = supportedObject(object, names);
    const shipped = await readFile(file, "utf8");
    const ticked = shipped.replace(
      /(<field>AllowCustomRecipient__c<\/field>\s*<value[^>]*>)false(<\/value>)/,
      "$1true$2",
    );
    if (ticked === shipped) {
      throw new Error(`${file} does not say whether custom recipients are allowed`);
    }
    const installed = ticked.replace(
      /<field>(\w+)<\/field>/g,
      (_, field: string) => `<field>${names.own(field)}</field>`,
    );
    await writeFile(path.join(target, installedAs), installed);
  }
  return [names.namespace === "" ? "--source" : "--subscriber-source", folder];
}

/** The record of an object in Supported Objects: where its file is, and how the administrator's is called. */
function supportedObject(object: ObjectName, names: Names): { file: string; installedAs: string } {
  const type = "TeamViewerSupportedObject";
  if (object === "Machine__c") {
    // The administrator's own record, so its name has no namespace.
    const file = path.join(DEMO, `${type}.Machine.md-meta.xml`);
    return { file, installedAs: `${names.own(type)}.Machine.md-meta.xml` };
  }
  const file = path.join(PACKAGE, `${type}.${object}.md-meta.xml`);
  return { file, installedAs: `${names.own(type)}.${names.own(object)}.md-meta.xml` };
}
