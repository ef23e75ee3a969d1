// Compiles the Lightning web components of a folder with the platform's own compiler, one module for each:
// node lwc.mjs FROM TO. Imports of other modules stay, as addresses below the one that the module is served at; so the
// result does not depend on the namespace that the components are installed under.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { transformSync } from "@lwc/compiler";
import { build } from "esbuild";

const [from, to] = process.argv.slice(2).map((folder) => path.resolve(folder));

/** What the browsers of the shell understand. */
const TARGET = "es2022";

/** The namespace that components write for their own. */
const OWN = "c";

/** Where modules of others are served, for a module of the namespace `/lwc/<namespace>/<name>.js`. */
function address(specifier) {
  const [scope, ...rest] = specifier.split("/");
  if (specifier === "lwc") {
    return "../engine.js";
  }
  if (scope === OWN) {
    return `./${rest.join("/")}.js`;
  }
  if (scope.startsWith("@salesforce")) {
    return `./${specifier}.js`;
  }
  return `../${specifier}.js`;
}

/** The version of the platform that a component is written for. */
function apiVersion(component) {
  const meta = readFileSync(path.join(from, component, `${component}.js-meta.xml`), "utf8");
  const version = /<apiVersion>(\d+)(?:\.\d+)?<\/apiVersion>/.exec(meta)?.[1];
  if (version === undefined) {
    throw new Error(`${component}.js-meta.xml has no apiVersion`);
  }
  return Number(version);
}

/** What the compiler has against a file, for esbuild to say. */
function told(file, { message, location }) {
  return { text: message, location: { file, line: location?.line, column: location?.column } };
}

function compiler(component) {
  const version = apiVersion(component);
  return {
    name: "lwc",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path: specifier, resolveDir, kind }) => {
        if (kind === "entry-point") {
          return { path: specifier };
        }
        if (!specifier.startsWith(".")) {
          return { path: address(specifier), external: true };
        }
        const scoped = specifier.endsWith("?scoped=true");
        const file = path.resolve(resolveDir, specifier.replace(/\?.*$/, ""));
        const found = [file, `${file}.js`].find((name) => existsSync(name));
        if (found !== undefined) {
          return { path: found, pluginData: { scoped } };
        }
        // A component needs no template, and a template no styles; the compiler names them all the same.
        const optional = specifier.includes(".html") || specifier.includes(".css");
        return optional ? { path: file, namespace: "absent" } : undefined;
      });
      onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "export default undefined;" }));
      onLoad({ filter: /\.(js|html|css)$/, namespace: "file" }, ({ path: file, pluginData }) => {
        const options = { name: component, namespace: OWN, apiVersion: version };
        const scopedStyles = pluginData?.scoped ?? false;
        try {
          const source = readFileSync(file, "utf8");
          const { code, warnings } = transformSync(source, file, { ...options, scopedStyles });
          return { contents: code, loader: "js", errors: (warnings ?? []).map((fault) => told(file, fault)) };
        } catch (fault) {
          return { errors: [told(file, fault)] };
        }
      });
    },
  };
}

const components = readdirSync(from, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(from, entry.name, `${entry.name}.js`)))
  .map(({ name }) => name);
const common = { bundle: true, format: "esm", target: TARGET, logLevel: "warning" };
const builds = components.map((component) => ({
  ...common,
  entryPoints: [path.join(from, component, `${component}.js`)],
  outfile: path.join(to, "modules", `${component}.js`),
  plugins: [compiler(component)],
}));
builds.push({
  ...common,
  // With the engine's own checks of what components do.
  define: { "process.env.NODE_ENV": '"development"' },
  stdin: {
    contents: 'export * from "@lwc/engine-dom";',
    resolveDir: path.dirname(fileURLToPath(import.meta.url)),
  },
  outfile: path.join(to, "engine.js"),
});
const outcomes = await Promise.allSettled(builds.map((options) => build(options)));
// esbuild has said what is wrong, with file and line.
if (outcomes.some(({ status }) => status === "rejected")) {
  process.exit(1);
}
