// Reads the queries of a package's Apex, the fields that it names in text, and those that its records of supported objects
// name, and writes a class that accesses every one of them, so that a type checker can judge them.
// usage: node soql.mjs PROJECT CLASS_FILE
// Prints {"lines": {"12": "Visits.cls:3: SELECT ..."}, "problems": ["..."]}: what each line of the class comes from.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseQuery } from "@jetstreamapp/soql-parser-js";

// The one class that puts queries together from names; it looks every name up in the org's own schema first.
const COMPOSES = "TeamViewerReader.cls";
// A class that calls one of these names fields, or parts of queries, in text: a comment in front of the statement says
// of which object, "// fields of Contact"; "// object FeedItem" in front of an object's own name. What is there only in
// some orgs is unknown to the type checker: "// unchecked fields of Account: only where there are person accounts".
const NAMES_IN_TEXT = /\bnew TeamViewerReader\(|\bnew TeamViewerRecipient\.Fields\(|\.newSObject\(/;
const MARK = /^\/\/ (unchecked fields of|fields of|object) (\w+)\b(: \S)?/;
const RECORD_TYPE = "TeamViewerSupportedObject.";
const RECORD_FIELDS = ["NameField__c", "ContactField__c", "EmailField__c", "PhoneField__c", "MobileField__c"];

const [project, classFile] = process.argv.slice(2);
if (!classFile) {
  throw new Error("usage: node soql.mjs PROJECT CLASS_FILE");
}
const className = basename(classFile, ".cls");
const output = [`public class ${className} {`];
const lines = {};
const problems = [];

const files = readdirSync(project, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
for (const file of files) {
  if (file.endsWith(".cls") || file.endsWith(".trigger")) {
    readApex(basename(file), readFileSync(file, "utf8"));
  } else if (basename(file).startsWith(RECORD_TYPE) && file.endsWith(".md-meta.xml")) {
    readRecord(basename(file), readFileSync(file, "utf8"));
  }
}
output.push("}", "");
writeFileSync(classFile, output.join("\n"));
writeFileSync(
  `${classFile}-meta.xml`,
  `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>
`,
);
console.log(JSON.stringify({ lines, problems }));

/** Finds queries in brackets, texts that are queries, and texts that name fields. */
function readApex(name, source) {
  const namesInText = name !== COMPOSES && !name.endsWith("Test.cls") && NAMES_IN_TEXT.test(source);
  let mark = null;
  // What is open: "(" of a call, "list" of a list's contents, or another bracket.
  const open = [];
  for (let at = 0; at < source.length;) {
    const rest = source.startsWith("//", at) ? "\n" : source.startsWith("/*", at) ? "*/" : null;
    if (rest) {
      const end = source.indexOf(rest, at + 2);
      const found = MARK.exec(source.slice(at, end < 0 ? undefined : end));
      mark = found ? { kind: found[1], object: found[2], reason: found[3] } : mark;
      at = end < 0 ? source.length : end + rest.length;
    } else if (source[at] === "'") {
      const end = endOfText(source, at);
      const text = source.slice(at + 1, end - 1);
      if (/^\s*(SELECT|FIND)\s/i.test(text)) {
        const where = `${name}:${lineOf(source, at)}`;
        if (/^\s*\+/.test(source.slice(end))) {
          if (name !== COMPOSES) {
            problems.push(
              `${where}: a query put together from parts; only ${COMPOSES} may, which looks names up`,
            );
          }
        } else {
          readQuery(where, text.replaceAll("\\'", "'"));
        }
      } else if (namesInText && isName(source, at, end) && (mark || ["(", "list"].includes(open.at(-1)))) {
        readName(`${name}:${lineOf(source, at)}`, text, mark);
      }
      at = end;
    } else if (source[at] === "[" && /^\[\s*(SELECT|FIND)\s/i.test(source.slice(at, at + 200))) {
      const end = endOfBracket(source, at);
      readQuery(`${name}:${lineOf(source, at)}`, source.slice(at + 1, end - 1));
      at = end;
    } else {
      mark = source[at] === ";" ? null : mark;
      if ("({[".includes(source[at])) {
        open.push(/>\s*$/.test(source.slice(0, at)) && source[at] === "{" ? "list" : source[at]);
      } else if (")}]".includes(source[at])) {
        open.pop();
      }
      at += 1;
    }
  }
}

/** Whether a text can name a field: not the key of a map, a case of a switch, or what something is compared with. */
function isName(source, at, end) {
  const text = source.slice(at + 1, end - 1);
  return (
    (/^\w+$/.test(text) || isClause(text)) &&
    !/^\s*=>/.test(source.slice(end)) &&
    !/(\bwhen|[=!]=|=>)\s*$/.test(source.slice(0, at)) &&
    !/@\w+\([^()]*$/.test(source.slice(0, at))
  );
}

function isClause(text) {
  return /^\s*(WHERE|ORDER BY|GROUP BY|LIMIT)\s/i.test(text);
}

/** A text that names an object or a field, or is the part of a query behind the object. */
function readName(where, text, mark) {
  const origin = `${where}: '${text.trim().slice(0, 80)}'`;
  if (mark === null) {
    problems.push(`${origin}: of which object? Write "// fields of ..." in front of the statement`);
  } else if (mark.kind === "unchecked fields of") {
    if (!mark.reason) {
      problems.push(`${origin}: why unchecked? Write ": " and the reason behind the object`);
    }
  } else if (mark.kind === "object") {
    if (text !== mark.object) {
      problems.push(`${origin}: is not the object ${mark.object}`);
    }
    write(origin, text, []);
  } else if (isClause(text)) {
    readQuery(where, `SELECT Id FROM ${mark.object} ${text}`);
  } else {
    write(origin, mark.object, [`.${text}`]);
  }
}

function lineOf(source, at) {
  return source.slice(0, at).split("\n").length;
}

/** Where the text that begins at `at` has ended. */
function endOfText(source, at) {
  let end = at + 1;
  while (end < source.length && source[end] !== "'") {
    end += source[end] === "\\" ? 2 : 1;
  }
  return end + 1;
}

/** Where the bracket that begins at `at` has ended. */
function endOfBracket(source, at) {
  const open = [];
  for (let end = at; end < source.length; end += 1) {
    if (source[end] === "'") {
      end = endOfText(source, end) - 1;
    } else if ("[({".includes(source[end])) {
      open.push(source[end]);
    } else if ("])}".includes(source[end])) {
      open.pop();
      if (open.length === 0) {
        return end + 1;
      }
    }
  }
  return source.length;
}

/** Replaces what is bound by a name: the parser knows few of Apex's expressions, and the type checker reads them all. */
function withoutBinds(query) {
  let result = "";
  for (let at = 0; at < query.length;) {
    if (query[at] === "'") {
      const end = endOfText(query, at);
      result += query.slice(at, end);
      at = end;
    } else if (query[at] === ":" && !/\w/.test(query[at - 1] ?? "")) {
      at = endOfBind(query, at + 1);
      result += /\b(LIMIT|OFFSET)\s*$/i.test(result) ? "1 " : ":bound ";
    } else {
      result += query[at];
      at += 1;
    }
  }
  return result;
}

function endOfBind(query, from) {
  let at = from;
  for (;;) {
    const word = /^\s*(?:\?\.|new\s+|[\w.]+|<[\w\s,.<>]*>(?=\s*[({]))/.exec(query.slice(at));
    const space = /^\s*/.exec(query.slice(at))[0].length;
    if (word && (at === from || !/^\s/.test(word[0]) || /new\s+$/.test(query.slice(from, at)))) {
      at += word[0].length;
    } else if ("[({".includes(query[at + space] ?? " ") && (space === 0 || at === from)) {
      at = endOfBracket(query, at + space);
    } else if (/^\s*[-+*/]\s*[\w.]/.test(query.slice(at))) {
      at += /^\s*[-+*/]\s*[\w.]+/.exec(query.slice(at))[0].length;
    } else {
      return at;
    }
  }
}

function readQuery(where, text) {
  const origin = `${where}: ${text.replace(/\s+/g, " ").trim().slice(0, 80)}`;
  let query;
  try {
    // The parser does not know the clause that includes the recycle bin.
    const known = withoutBinds(text).replace(/\sALL\s+ROWS\s*$/i, " ");
    query = parseQuery(known, { allowApexBindVariables: true });
  } catch (error) {
    problems.push(`${origin}: cannot be read: ${error.message.split("\n")[0]}`);
    return;
  }
  access(origin, query.sObject, "", query);
}

/** Writes an access to each field of a query; `prefix` leads from a record of the object to those of a query in it. */
function access(origin, object, prefix, query) {
  const paths = new Set();
  const aliases = new Set();
  const addFunction = (call) => {
    for (const parameter of call.parameters ?? []) {
      if (typeof parameter !== "string") {
        addFunction(parameter);
      } else if (/^[a-z][\w.]*$/i.test(parameter) && !/^FIELDS$/i.test(call.functionName)) {
        paths.add(parameter);
      }
    }
  };
  for (const field of query.fields ?? []) {
    if (field.alias) {
      aliases.add(field.alias.toLowerCase());
    }
    switch (field.type) {
      case "Field":
        paths.add(field.field);
        break;
      case "FieldRelationship":
        paths.add([...field.relationships, field.field].join("."));
        break;
      case "FieldFunctionExpression":
        addFunction(field);
        break;
      case "FieldSubquery":
        access(origin, object, `${prefix}.${field.subquery.relationshipName}[0]`, field.subquery);
        break;
      default:
        problems.push(`${origin}: ${field.type} is not looked at`);
    }
  }
  const addCondition = (condition) => {
    if (!condition) {
      return;
    }
    for (const side of [condition.left, condition.right]) {
      if (!side) {
        continue;
      }
      if (side.field) {
        paths.add(side.field);
      }
      if (side.fn) {
        addFunction(side.fn);
      }
      if (side.valueQuery) {
        access(origin, side.valueQuery.sObject, "", side.valueQuery);
      }
    }
    if (condition.right && (condition.right.left || condition.right.right)) {
      addCondition(condition.right);
    }
  };
  addCondition(query.where);
  addCondition(query.having);
  for (const part of [query.orderBy, query.groupBy].flat()) {
    if (part?.field) {
      paths.add(part.field);
    }
    if (part?.fn) {
      addFunction(part.fn);
    }
  }
  write(
    origin,
    object,
    [...paths].filter((path) => !aliases.has(path.toLowerCase())).map((path) => `${prefix}.${path}`),
  );
}

function write(origin, object, paths) {
  const open = `    void q${output.length}(${object} r) {`;
  output.push(open);
  lines[output.length] = origin;
  for (const path of paths) {
    output.push(`        Object o${output.length} = r${path};`);
    lines[output.length] = origin;
  }
  output.push("    }");
}

/** The fields that a record of a supported object names. */
function readRecord(name, text) {
  const value = (field) =>
    new RegExp(`<field>${field}</field>\\s*<value[^>]*>([^<]+)</value>`).exec(text)?.[1].trim();
  const object = value("SupportedObject__c");
  if (object) {
    for (const field of RECORD_FIELDS) {
      if (value(field)) {
        write(`${name}: ${field}`, object, [`.${value(field)}`]);
      }
    }
  }
}
