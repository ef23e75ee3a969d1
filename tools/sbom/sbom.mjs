// Writes a bill of materials as CycloneDX JSON, and checks it against the schema. What ships comes by standard input:
// {"name", "version", "licence", "parts": [{"kind", "name", "version", "licence", "direct", "needs": ["<name> <version>"]}]}.
// Without times and random numbers, so that the same parts make the same bytes.
// usage: node sbom.mjs OUTPUT
import { readFileSync, writeFileSync } from "node:fs";

import cyclonedx from "@cyclonedx/cyclonedx-library";
import parseExpression from "spdx-expression-parse";

const { Contrib, Enums, Models, Serialize, Spec, Validation } = cyclonedx;
const [output] = process.argv.slice(2);
if (output === undefined) {
  throw new Error("usage: node sbom.mjs OUTPUT");
}
const bill = JSON.parse(readFileSync(0, "utf8"));
const licences = new Contrib.License.Factories.LicenseFactory(parseExpression);

/** A component of the bill. */
function component(type, { name, version, licence }, purl) {
  const made = new Models.Component(type, name, { version, bomRef: purl, purl });
  made.licenses.add(licences.makeFromString(licence));
  return made;
}

/** The address of a package, as the package-URL specification has it; an npm scope is its namespace. */
function purl({ kind, name, version }) {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return `pkg:${kind}/${path}@${encodeURIComponent(version)}`;
}

const bom = new Models.Bom();
bom.metadata.component = component(
  Enums.ComponentType.Application,
  bill,
  purl({ kind: "generic", name: bill.name, version: bill.version }),
);
const known = new Map();
for (const part of bill.parts) {
  const made = component(Enums.ComponentType.Library, part, purl(part));
  bom.components.add(made);
  known.set(`${part.name} ${part.version}`, made);
}
for (const part of bill.parts) {
  const made = known.get(`${part.name} ${part.version}`);
  if (part.direct) {
    bom.metadata.component.dependencies.add(made.bomRef);
  }
  for (const need of part.needs) {
    const needed = known.get(need);
    if (needed === undefined) {
      throw new Error(`${part.name} needs ${need}, which is no part`);
    }
    made.dependencies.add(needed.bomRef);
  }
}

const version = Spec.Spec1dot6;
const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(version)).serialize(bom, {
  sortLists: true,
  space: 2,
});
const faults = await new Validation.JsonStrictValidator(version.version).validate(text);
if (faults !== null) {
  throw new Error(`the bill of materials breaks the schema: ${JSON.stringify(faults)}`);
}
writeFileSync(output, `${text}\n`);
