// The shell's own behaviour: tabs with the keyboard (WAI-ARIA tabs pattern), frames and components that load when they
// are first seen, and the question before a deletion.
"use strict";

import { mountComponents } from "./components.js";
import { watchLauncher } from "./launcher.js";
import { watchToasts } from "./toasts.js";
import { watchUtilities } from "./utility-bar.js";

/** Loads what is in a part of the page that is seen now. */
function load(part) {
  for (const frame of part.querySelectorAll("iframe[data-src]")) {
    frame.src = frame.dataset.src;
    frame.removeAttribute("data-src");
  }
  mountComponents(part);
}

function select(tabs, chosen, focus) {
  for (const tab of tabs) {
    const selected = tab === chosen;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !selected;
  }
  load(document.getElementById(chosen.getAttribute("aria-controls")));
  if (focus) chosen.focus();
}

for (const set of document.querySelectorAll("[data-tabs]")) {
  const tabs = [...set.querySelectorAll(":scope > [role=tablist] > [role=tab]")];
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => select(tabs, tab, false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      select(tabs, tabs[(to + tabs.length) % tabs.length], true);
    });
  });
  const first = tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
  if (first) select(tabs, first, false);
}

for (const place of document.querySelectorAll("iframe[data-src], [data-lwc]")) {
  if (!place.closest("[role=tabpanel], [data-utilities]")) load(place.parentElement);
}

document.addEventListener("submit", (event) => {
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

watchToasts();
watchLauncher();
watchUtilities(load);
