// What the browser tells the component: one thing after the other, in the turn of the browser in which it happens.

// The component's own script, as it stands beside `snippets/`: wasm-bindgen copies this file to
// `snippets/<crate>/src/shell/`.
import { hear } from "../../../../tv-session-notification.js";

// What happened: the kinds of `heard.rs`.
export const STARTED = 0;
export const LOCK_GRANTED = 1;
export const LOCK_ENDED = 2;
export const LOCK_DENIED = 3;
export const LEASE_READ = 4;
export const STORED = 5;
export const LEFT = 6;
export const NEWS = 7;
export const TOLD = 8;
export const SHOWN = 9;
export const HIDDEN = 10;
export const FOCUSED = 11;
export const ONLINE = 12;
export const OFFLINE = 13;
export const PERMITTED = 14;
export const CLICKED = 15;
export const NOTIFICATION_CLICKED = 16;
export const TAB_OPENED = 17;
export const TAB_BLOCKED = 18;
export const TAB_GONE = 19;
export const ANSWERED = 20;
export const CALL_FAILED = 21;
export const FIRED = 22;

/** What is not told yet. The first is being worked on: what that brings about in turn waits for its end. */
const waiting = [];

/**
 * Tells the component.
 *
 * @param {number} kind what happened
 * @param {number} number see `heard.rs`
 * @param {string} text see `heard.rs`
 */
export function tell(kind, number = 0, text = "") {
  if (waiting.push([kind, number, text]) > 1) {
    return;
  }
  while (waiting.length > 0) {
    hear(performance.now(), ...waiting[0]);
    waiting.shift();
  }
}
