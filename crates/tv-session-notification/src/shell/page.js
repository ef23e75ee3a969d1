// The page: what it says about itself, what is drawn in it, and what happens to it.

import { permission } from "./desktop.js";
import { CLICKED, FOCUSED, HIDDEN, OFFLINE, ONLINE, SHOWN, tell } from "./heard.js";

let root;
let catalogue;

/** What is shown in the parts of the frame, by their ids. */
const drawn = {};

/**
 * Takes the root element and its translations.
 *
 * @param {HTMLElement} element the root
 * @param {string} texts a JSON object of texts; throws when it is none
 */
export function open(element, texts) {
  root = element;
  catalogue = JSON.parse(texts);
  // On the way down, which also takes what does not rise.
  root.addEventListener("click", clicked, true);
  document.addEventListener("visibilitychange", () => happened(isVisible() ? SHOWN : HIDDEN), true);
  for (const [event, kind] of [
    ["focus", FOCUSED],
    ["online", ONLINE],
    ["offline", OFFLINE],
  ]) {
    window.addEventListener(event, () => happened(kind), true);
  }
}

/** Draws the frame of everything. */
export function frame(markup) {
  root.innerHTML = markup;
}

/** The user may have granted or taken the permission meanwhile. */
function happened(kind) {
  tell(kind, permission());
}

/** Tells the id of every button or link that is clicked, by mouse or keyboard. */
function clicked(event) {
  const element = event.target.closest("button,a");
  if (element && !element.hasAttribute("aria-disabled")) {
    tell(CLICKED, 0, element.id);
  }
}

const isVisible = () => document.visibilityState === "visible";

const isFramed = () => parent !== window;

/** Whether the page can be seen (1), the browser has a network (2), the page stands in a frame (4). */
export const circumstances = () => isVisible() + 2 * navigator.onLine + 4 * isFramed();

/** What the page says about itself. */
export const attribute = (name) => root.getAttribute(`data-${name}`);

/** What the page must say about itself; throws when it does not. */
export function required(name) {
  const value = attribute(name);
  if (!value) {
    throw new Error(`the page's root element has no attribute data-${name}`);
  }
  return value;
}

/** A property of the page's location or of the browser. */
export const own = (name) => location[name] ?? navigator[name];

/**
 * The text of a key with its `{placeholders}` filled. Values are put in as they are and never looked through for
 * placeholders; a placeholder without value stays. A key that is missing is reported, and shown as it is.
 */
export function words(key, name, value, otherName, other) {
  const text = catalogue[key];
  if (text === undefined) {
    console.error(`no translation for ${key}`);
    return key;
  }
  return text.replace(/{(\w+)}/g, (all, wanted) => ({ [name]: value, [otherName]: other })[wanted] ?? all);
}

/**
 * Shows markup in a part of the frame, if it is not shown already: what is drawn anew loses what the user selected in
 * it. The keyboard stays on the element that has the same id; when there is none any more, it goes to another.
 *
 * @param {string} id of the part
 * @param {string} markup in which every text is a text
 * @param {string} otherwise id of the element that takes the keyboard
 */
export function draw(id, markup, otherwise) {
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
    (document.getElementById(focused.id) ?? document.getElementById(otherwise))?.focus();
  }
}

/** Shows a text in a part of the frame, if it is not shown already: what is written anew is read aloud again. */
export function say(id, text) {
  if (drawn[id] !== text) {
    drawn[id] = text;
    document.getElementById(id).textContent = text;
  }
}

export function title(text) {
  document.title = text;
}

/** Brings the window to the user, as far as the browser lets it. */
export function raise() {
  window.focus();
}

/** Closes the window, when a page has opened it. */
export function close() {
  window.close();
}

/** What is around the page's frame in Lightning does what only the top page can do. */
function around(message) {
  const origin = attribute("parent-origin");
  if (isFramed() && origin) {
    // The browser keeps it from anybody but that origin.
    parent.postMessage({ source: "teamviewer", ...message }, origin);
  }
}

/** Has a short message shown over the whole page. */
export function toast(heading, message) {
  around({ type: "toast", title: heading, message });
}

/** Has the place where this frame opens marked, or not any more (0). */
export function highlight(on) {
  around({ type: "highlight", on: on > 0 });
}
