// What the browser tells the component: one thing after the other, in the turn of the browser in which it happens.

// The component's own script, as it stands beside `snippets/`: wasm-bindgen copies this file to
// `snippets/<crate>/src/shell/`.
import { hear } from "../../../../tv-session-notification.js";

// What happened: the kinds of `heard.rs`.
export const STARTED = 0;
export const SHOWN = 1;
export const HIDDEN = 2;
export const FOCUSED = 3;
export const ONLINE = 4;
export const OFFLINE = 5;
export const PERMITTED = 6;
export const REFUSED = 7;
export const PASSED = 8;
export const REMEMBERED = 9;
export const SIGNED_IN = 10;
export const CHANGED = 11;
export const CLICKED = 12;
export const NOTIFICATION_CLICKED = 13;
export const TAB_OPENED = 14;
export const TAB_BLOCKED = 15;
export const TAB_GONE = 16;
export const ANSWERED = 17;
export const CALL_FAILED = 18;
export const POLL_DUE = 19;
export const TICK_DUE = 20;
export const LOCK_GRANTED = 21;
export const LOCK_ENDED = 22;
export const LOCK_DENIED = 23;

/** What is not told yet. The first is being worked on: what that brings about in turn waits for its end. */
const waiting = [];

/**
 * Tells the component.
 *
 * @param {number} kind what happened
 * @param {number} number see `heard.rs`
 * @param {string} text see `heard.rs`
 */
export function tell(kind, number, text) {
  if (waiting.push([kind, number, text]) > 1) {
    return;
  }
  while (waiting.length > 0) {
    hear(performance.now(), ...waiting[0]);
    waiting.shift();
  }
}

/** The text of what is being told. */
export function heard() {
  return waiting[0][2];
}
