// The other pages of this browser: what all know, what they tell one another, and which of them leads.

import { permission } from "./desktop.js";
import {
  CHANGED,
  LOCK_DENIED,
  LOCK_ENDED,
  LOCK_GRANTED,
  PASSED,
  PERMITTED,
  REFUSED,
  REMEMBERED,
  SIGNED_IN,
  heard,
  tell,
} from "./heard.js";
import { attribute } from "./page.js";

/** Under which name pages of this component speak and lead, for this user. */
const name = `teamviewer.notification.${attribute("user-id")}`;

/** Under which name they keep what was told. */
const memory = `${name}.told`;

/** What the page after the sign-in leaves in the storage, for browsers without a channel between it and us. */
const SIGN_IN_LEFT = "teamviewer.signedIn";

/** What a page of this component tells. */
const TOLD = [PERMITTED, REFUSED, PASSED, REMEMBERED];

/** What a page of another component tells. */
const NEWS = { signedIn: SIGNED_IN, changed: CHANGED };

let channel;

/** Listens from now on. */
export function listen() {
  // Whatever else is told comes from a page of another version.
  channel = connect(name, ({ told, text }) => TOLD.includes(told) && tell(told, permission(), text));
  connect("teamviewer", ({ type }) => Object.hasOwn(NEWS, type) && tell(NEWS[type]));
  window.addEventListener("storage", ({ key }) => key === SIGN_IN_LEFT && tell(SIGNED_IN), true);
}

/** A channel; none where a browser denies it, as some do in frames of other sites. */
function connect(name, take) {
  try {
    const opened = new BroadcastChannel(name);
    opened.onmessage = ({ data }) => take(Object(data));
    return opened;
  } catch {
    return undefined;
  }
}

/** Tells the other pages of this component. */
function broadcast(told, text) {
  channel?.postMessage({ told, text });
}

/** Passes the reply that is being worked on to the other pages. */
export const pass = () => broadcast(PASSED, heard());

/** Tells what the user has decided on: granted (1) or refused (0). */
export const decided = (granted) => broadcast(granted ? PERMITTED : REFUSED);

/** What is kept for all pages. */
export function remembered() {
  try {
    return localStorage.getItem(memory);
  } catch {
    return "";
  }
}

/** Keeps a text for all pages, and tells them. */
export function remember(text) {
  broadcast(REMEMBERED, text);
  try {
    localStorage.setItem(memory, text);
  } catch {
    // A browser that denies it to a frame, or whose storage is full: then each page knows only what it was told.
  }
}

/** Waits in line for the lock, and holds it until the page is gone or another page takes it. */
export const wait = (request) => lock(request, false);

/** Takes the lock from whoever holds it, and holds it as well. */
export const steal = (request) => lock(request, true);

/** @param {number} request names the request in what is heard of it */
function lock(request, steal) {
  let granted = false;
  const hold = () => {
    granted = true;
    tell(LOCK_GRANTED, request);
    return new Promise(() => undefined);
  };
  const ended = () => tell(granted ? LOCK_ENDED : LOCK_DENIED, request);
  try {
    navigator.locks.request(name, { steal }, hold).then(ended, ended);
  } catch {
    // A browser without locks.
    ended();
  }
}
