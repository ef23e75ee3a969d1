// What the component has done: one function for all, since one for each would be a tenth of what it loads.

import { call } from "./calls.js";
import { askPermission, notify, started } from "./desktop.js";
import { heard } from "./heard.js";
import { flag, items, length, member, number, parse, textOf } from "./json.js";
import { decided, listen, pass, remember, remembered, steal, wait } from "./others.js";
import { circumstances, close, open, raise, toast, waiting } from "./page.js";
import { draw, failure, own, ownText, raw, site, text, words } from "./paper.js";
import { closeTab, openTab, sendTab, sendTabToRecord } from "./tab.js";
import { armPoll, armTick } from "./timers.js";

/** In the order of `shell.rs`, which says what each is for. */
const ACTS = [
  raw,
  text,
  words,
  failure,
  site,
  own,
  draw,
  open,
  circumstances,
  ownText,
  waiting,
  listen,
  raise,
  close,
  toast,
  askPermission,
  notify,
  pass,
  decided,
  remembered,
  remember,
  wait,
  steal,
  call,
  heard,
  parse,
  member,
  items,
  textOf,
  number,
  flag,
  length,
  openTab,
  sendTab,
  sendTabToRecord,
  closeTab,
  armPoll,
  armTick,
  started,
];

/** The texts for the next act. */
const handed = [];

/** What the last act has answered. */
let answered;

/** Hands over a text. */
export function hand(text) {
  handed.push(text);
}

/** As an object: see `shell.rs`. */
export const acts = {
  /**
   * Acts, with the texts that were handed over.
   *
   * @param {number} what place in the list
   * @param {number} number comes after the texts
   */
  act(what, number) {
    answered = ACTS[what](...handed.splice(0), number);
    return answered;
  },
};

/** What was answered, as a text; nothing when it is none. */
export const answer = () => answered;
