// Notifications on the user's desktop.

import { NOTIFICATION_CLICKED, PERMITTED, STARTED, tell } from "./heard.js";

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
 */
export function notify(id, heading, body, tag) {
  try {
    const notification = new Notification(heading, { body, tag });
    notification.onclick = () => tell(NOTIFICATION_CLICKED, 0, id);
    withdraw(id);
    shown.set(id, notification);
  } catch {
    // The browser does not let it: the component shows the same.
  }
}

/** Takes a notification back. */
export function withdraw(id) {
  shown.get(id)?.close();
  shown.delete(id);
}
