// Runs Salesforce's code analyzer over a project, with PMD's recommended and security rules and those that decide over
// the AppExchange, and prints what it finds as JSON: [{"rule", "file", "line", "message"}].
// usage: node pmd.mjs PROJECT
import { CodeAnalyzer, CodeAnalyzerConfig } from "@salesforce/code-analyzer-core";
import { createEnginePlugin } from "@salesforce/code-analyzer-pmd-engine";

const [project] = process.argv.slice(2);
if (!project) {
  throw new Error("usage: node pmd.mjs PROJECT");
}
const config = CodeAnalyzerConfig.fromObject({
  engines: {
    pmd: { rule_languages: ["apex", "visualforce", "xml", "html", "javascript"] },
    cpd: { disable_engine: true },
  },
});
const analyzer = new CodeAnalyzer(config);
await analyzer.addEnginePlugin(createEnginePlugin());
const rules = await analyzer.selectRules(["AppExchange", "Security", "Recommended"]);
if (rules.getCount() < 80) {
  throw new Error(`only ${rules.getCount()} rules were found`);
}
const results = await analyzer.run(rules, { workspace: await analyzer.createWorkspace([project]) });
const violations = results.getViolations().map((violation) => {
  const place = violation.getPrimaryLocation();
  return {
    rule: violation.getRule().getName(),
    file: place.getFile() ?? "",
    line: place.getStartLine() ?? 0,
    message: violation.getMessage(),
  };
});
console.log(JSON.stringify(violations));
