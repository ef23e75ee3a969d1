// Notifications on the user's desktop.

import { NOTIFICATION_CLICKED, PERMITTED, STARTED, tell } from "./heard.js";
import { filled } from "./words.js";

/** The notifications that are shown, by what they are about. */
const shown = new Map();

/** Whether this page may show notifications: denied (0), granted (1), not asked yet (2), no such thing here (3). */
export function permission() {
  const said = window.Notification?.permission;
  return said ? (said === "denied" ? 0 : said === "granted" ? 1 : 2) : 3;
}

/** Has the browser ask the user. Must be called in a click, and in a page that is no frame. */
export function askPermission() {
  const done = () => tell(PERMITTED, permission());
  Notification.requestPermission().then(done, done);
}

/** The component stands in the page. */
export function started() {
  tell(STARTED, permission());
}

/**
 * Shows a notification. One with the same tag, or about the same, is replaced.
 *
 * @param {string} id of what it is about
 * @param {...string} about the key of its words, and what stands in them
 */
export function notify(id, tag, ...about) {
  try {
    const notification = new Notification(filled("notify.connected"), { body: filled(...about), tag });
    notification.onclick = () => tell(NOTIFICATION_CLICKED, 0, id);
    withdraw(id);
    shown.set(id, notification);
  } catch {
    // The browser does not let it: the component shows the same.
  }
}

function withdraw(id) {
  shown.get(id)?.close();
  shown.delete(id);
}

/** Takes back the notifications about others than these. */
export function keepOnly(ids) {
  for (const id of shown.keys()) {
    if (!ids.includes(id)) {
      withdraw(id);
    }
  }
}
