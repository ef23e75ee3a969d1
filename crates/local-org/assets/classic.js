// Classic's own behaviour: the publisher's actions with the keyboard (WAI-ARIA tabs pattern), frames that load when
// they are first seen, and the question before a deletion.
"use strict";

function loadFrames(part) {
  for (const frame of part.querySelectorAll("iframe[data-src]")) {
    frame.src = frame.dataset.src;
    frame.removeAttribute("data-src");
  }
}

function selectAction(tabs, chosen, focus) {
  for (const tab of tabs) {
    const selected = tab === chosen;
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    panel.hidden = !selected;
    if (selected) loadFrames(panel);
  }
  if (focus) chosen.focus();
}

for (const set of document.querySelectorAll("[data-tabs]")) {
  const tabs = [...set.querySelectorAll(":scope > [role=tablist] > [role=tab]")];
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => selectAction(tabs, tab, false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      selectAction(tabs, tabs[(to + tabs.length) % tabs.length], true);
    });
  });
}

for (const frame of document.querySelectorAll("iframe[data-src]")) {
  if (!frame.closest("[role=tabpanel]")) loadFrames(frame.parentElement);
}

document.addEventListener("submit", (event) => {
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});
