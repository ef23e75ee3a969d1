// What the component has done: one function for all, since one for each would be a tenth of what it loads.

import { call } from "./calls.js";
import { askPermission, notify, started, withdraw } from "./desktop.js";
import { flag, items, length, member, number, parse, quoted, text } from "./json.js";
import { broadcast, identity, listen, look, remember, remembered, steal, wait } from "./others.js";
import {
  attribute,
  circumstances,
  close,
  draw,
  frame,
  highlight,
  open,
  own,
  raise,
  required,
  say,
  title,
  toast,
  words,
} from "./page.js";
import { closeTab, openTab, sendTab } from "./tab.js";
import { arm } from "./timers.js";

/** In the order of `shell.rs`, which says what each is for. */
const ACTS = [
  frame,
  circumstances,
  attribute,
  required,
  own,
  words,
  draw,
  say,
  title,
  raise,
  close,
  toast,
  highlight,
  askPermission,
  notify,
  withdraw,
  listen,
  broadcast,
  remembered,
  remember,
  identity,
  wait,
  steal,
  look,
  call,
  quoted,
  parse,
  member,
  items,
  text,
  number,
  flag,
  length,
  openTab,
  sendTab,
  closeTab,
  arm,
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
  open,

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
