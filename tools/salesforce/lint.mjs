// Runs Salesforce's lint rules over Lightning web components and prints what they find as a JSON list of texts.
// usage: node lint.mjs FOLDER...
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";

const require = createRequire(import.meta.url);
const lwc = require("@salesforce/eslint-config-lwc");

const folders = process.argv.slice(2);
if (folders.length === 0) {
  throw new Error("usage: node lint.mjs FOLDER...");
}
const config = [
  ...lwc.configs.recommended,
  {
    languageOptions: { parserOptions: { requireConfigFile: false } },
    rules: {
      // Needs to know where modules are; what is imported from the package is checked by `cargo xtask check imports`.
      "import/no-unresolved": "off",
      "import/named": "off",
      "import/namespace": "off",
      "import/default": "off",
    },
  },
];
// The factories of `jest.mock` are hoisted above every import.
const tests = { files: ["**/*.test.js"], languageOptions: { globals: { require: "readonly" } } };
const linter = new Linter({ configType: "flat" });
const problems = [];
let seen = 0;
for (const folder of folders) {
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    if (name.endsWith(".js")) {
      seen += 1;
      const file = join(folder, name);
      for (const { line, ruleId, message } of linter.verify(readFileSync(file, "utf8"), [...config, tests], {
        filename: name,
      })) {
        problems.push(`${file}:${line}: ${message} (${ruleId})`);
      }
    }
  }
}
if (seen === 0) {
  throw new Error(`there are no modules in ${folders.join(", ")}`);
}
console.log(JSON.stringify(problems));
