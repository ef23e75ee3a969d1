// The tab that an action is for: opened in the click, sent to its address later.

import { TAB_BLOCKED, TAB_GONE, TAB_OPENED, tell } from "./heard.js";
import { attribute } from "./page.js";

let opened;

/** Opens it, empty. Must be called in a click, else browsers block it. */
export function openTab(ticket) {
  closeTab();
  opened = window.open("about:blank", "_blank");
  if (opened) {
    // Opened with `noopener` it would have no handle to set the address by.
    opened.opener = null;
  }
  tell(opened ? TAB_OPENED : TAB_BLOCKED, ticket);
}

/** Sends it to its address, if it is still there. */
export function sendTab(address) {
  try {
    if (opened.closed) {
      tell(TAB_GONE);
    } else {
      opened.location.replace(address);
    }
  } catch {
    // There is none, or the address is none.
    tell(TAB_GONE);
  }
  opened = undefined;
}

/** Closes it: its address never came. */
export function closeTab() {
  opened?.close();
  opened = undefined;
}

/** Sends it to a record. */
export function sendTabToRecord(id) {
  sendTab(`${attribute("org-address")}/${id}`);
}
