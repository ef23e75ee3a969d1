// Waking up later.

import { FIRED, tell } from "./heard.js";

const timers = [];

/** Wakes the component once, later. Each timer exists once. */
export function arm(timer, millis) {
  clearTimeout(timers[timer]);
  timers[timer] = setTimeout(() => tell(FIRED, timer), millis);
}
