// Waking up later.

import { POLL_DUE, TICK_DUE, tell } from "./heard.js";

const timers = [];

/** Wakes the component once, later. Each timer exists once. */
function arm(kind, millis) {
  clearTimeout(timers[kind]);
  timers[kind] = setTimeout(() => tell(kind), millis);
}

/** For the next question. */
export const armPoll = (millis) => arm(POLL_DUE, millis);

/** For what depends on the time. */
export const armTick = (millis) => arm(TICK_DUE, millis);
