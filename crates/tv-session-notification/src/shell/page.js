// The page: what it says about itself, and what happens to it.

import { keepOnly, permission } from "./desktop.js";
import { CLICKED, FOCUSED, HIDDEN, OFFLINE, ONLINE, SHOWN, tell } from "./heard.js";
import { filled, read } from "./words.js";

const root = document.getElementById("teamviewer");

/** What the ids of buttons begin with; the id of a session may follow. */
const BUTTONS = ["join-", "dismiss-", "enable", "allow", "sign-in", "again"];

/** How many customers wait. */
let count = 0;

/** Takes the translations that boot.js left, and draws the frame of everything. */
export function open(frame) {
  read(root.catalogue);
  root.innerHTML = frame;
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

/** The user may have granted or taken the permission meanwhile. */
function happened(kind) {
  tell(kind, permission());
}

/** Tells which button or link was clicked, by mouse or keyboard. */
function clicked(event) {
  const element = event.target.closest("button,a");
  if (element && !element.hasAttribute("aria-disabled")) {
    const button = BUTTONS.findIndex((start) => element.id.startsWith(start));
    if (button >= 0) {
      tell(CLICKED, button, element.id.slice(BUTTONS[button].length));
    }
  }
}

const isVisible = () => document.visibilityState === "visible";

const isFramed = () => parent !== window;

/** What the page says about itself. */
export const attribute = (name) => root.getAttribute(`data-${name}`);

/** Whether the page can be seen (1), the browser has a network (2), the page stands in a frame (4), it asks (8). */
export const circumstances = () =>
  isVisible() + 2 * navigator.onLine + 4 * isFramed() + 8 * (attribute("mode") === "setup");

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

/** Has a short message shown over the whole page: the key of its words, and what stands in them. */
export function toast(...about) {
  around({ type: "toast", title: filled("notify.connected"), message: filled(...about) });
}

/**
 * The customers of these sessions wait, and no others: said in the title, and around the frame.
 *
 * @param {...string} ids of the sessions
 */
export function waiting(...ids) {
  // The number that comes with every act.
  ids.pop();
  keepOnly(ids);
  if (ids.length !== count) {
    count = ids.length;
    document.title = (count ? `(${count}) ` : "") + filled("notify.heading");
    around({ type: "highlight", on: count > 0 });
  }
}
