// A part of the screen being written, piece by piece.

import { attribute } from "./page.js";
import { filled } from "./words.js";

/** What is written so far, as HTML. */
let paper = "";

/** What is shown in the parts of the frame, by their ids. */
const drawn = {};

/** The component's own markup. */
export function raw(markup) {
  paper += markup;
}

/** A text, whatever is in it. */
export function text(text) {
  paper += String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The text of a key, and what stands in it. */
export const words = (...about) => text(filled(...about));

/** The text of a failure. */
export const failure = (name) => words(`failure.${name}`);

/** The text of a key that names the page's site. */
export const site = (key) => words(key, "site", location.origin);

/** What the page says about itself, or what is said of it. */
export const ownText = (name) => attribute(name) ?? location[name] ?? navigator[name];

export const own = (name) => text(ownText(name));

/**
 * Shows what was written in a part of the frame, if it is not shown already: what is drawn anew loses what the user
 * selected in it, and is read aloud again. The keyboard stays on the element that has the same id; when there is none
 * any more, it goes to the heading.
 *
 * @param {string} id of the part
 */
export function draw(id) {
  const markup = paper;
  paper = "";
  if (drawn[id] === markup) {
    return;
  }
  drawn[id] = markup;
  const part = document.getElementById(id);
  const focused = document.activeElement;
  // Never from the page around a frame.
  const keeps = document.hasFocus() && part.contains(focused);
  part.innerHTML = markup;
  if (keeps) {
    (document.getElementById(focused.id) ?? document.getElementById("tv-heading"))?.focus();
  }
}
