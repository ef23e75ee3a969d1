// The other pages of this browser: what all know, what they tell one another, and which of them leads.

import { permission } from "./desktop.js";
import {
  LEASE_READ,
  LEFT,
  LOCK_DENIED,
  LOCK_ENDED,
  LOCK_GRANTED,
  NEWS,
  STORED,
  TOLD,
  tell,
} from "./heard.js";

let channel;

/**
 * Listens from now on.
 *
 * @param {string} name under which pages of this component speak
 */
export function listen(name) {
  channel = connect(name, ({ data }) => tell(TOLD, permission(), String(data)));
  connect("teamviewer", ({ data }) => tell(NEWS, 0, String(data?.type)));
  window.addEventListener("storage", ({ key }) => tell(STORED, 0, key ?? ""), true);
  window.addEventListener("pagehide", () => tell(LEFT), true);
}

/** A channel; none where a browser denies it, as some do in frames of other sites. */
function connect(name, heard) {
  try {
    const opened = new BroadcastChannel(name);
    opened.onmessage = heard;
    return opened;
  } catch {
    return undefined;
  }
}

/** Tells the other pages of this component. */
export function broadcast(text) {
  channel?.postMessage(text);
}

/** What is kept under a name for all pages. */
export function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text for all pages; an empty one is forgotten. */
export function remember(name, text) {
  try {
    if (text) {
      localStorage.setItem(name, text);
    } else {
      localStorage.removeItem(name);
    }
  } catch {
    // A browser that denies it to a frame, or whose storage is full: then each page knows only what it was told.
  }
}

/** What this page calls itself among all. */
export const identity = () => String(Math.random());

/** Waits in line for the lock of this name, and holds it until the page is gone or another page takes it. */
export const wait = (name, request) => lock(name, request, false);

/** Takes the lock of this name from whoever holds it, and holds it as well. */
export const steal = (name, request) => lock(name, request, true);

/** @param {number} request names the request in what is heard of it */
function lock(name, request, steal) {
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

/** Reads the lease of this name, and the time in seconds. */
export function look(name) {
  tell(LEASE_READ, Math.floor(Date.now() / 1000), remembered(name));
}
