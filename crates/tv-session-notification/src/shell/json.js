// JSON by the browser's own reader, for the contract's readers.

import { heard } from "./heard.js";

/** The values of the JSON that is being read; a value is named by its place. Nothing has place 0. */
let values;

const keep = (value) => (value === undefined || value === null ? 0 : values.push(value) - 1);

/** Reads the text that is being told; nothing when it is no JSON. */
export function parse() {
  values = [undefined];
  try {
    return keep(JSON.parse(heard()));
  } catch {
    return 0;
  }
}

/** A member of an object. What every object inherits is no member; no name asked for is among it. */
export const member = (name, value) => keep(values[value]?.[name]);

/** Keeps the items of a list one after the other; the place of the first. */
export const items = (value) => values.push(...values[value]) - values[value].length;

/** A value that is a text. */
export const textOf = (value) => (typeof values[value] === "string" ? values[value] : undefined);

/** A value that is a number, else not a number. */
export const number = (value) => (typeof values[value] === "number" ? values[value] : NaN);

/** A truth value (0, 1); -1 of anything else. */
export const flag = (value) => [false, true].indexOf(values[value]);

/** How long a list is; -1 of anything else. */
export const length = (value) => (Array.isArray(values[value]) ? values[value].length : -1);
