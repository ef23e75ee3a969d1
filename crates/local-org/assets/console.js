// The console's own behaviour: records open in primary tabs, components of the footer open and close.
"use strict";

const RECORD = /^\/[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

const main = document.querySelector("[data-console]");
const list = main.querySelector("[role=tablist]");

function tabs() {
  return [...list.querySelectorAll("[role=tab]")];
}

function panelOf(tab) {
  return document.getElementById(tab.getAttribute("aria-controls"));
}

function select(chosen, focus) {
  for (const tab of tabs()) {
    const selected = tab === chosen;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    panelOf(tab).hidden = !selected;
  }
  if (focus) chosen.focus();
}

function close(tab) {
  const all = tabs();
  const next = all[all.indexOf(tab) - 1];
  panelOf(tab).remove();
  tab.remove();
  select(next, true);
}

/** Records that a page in a tab links to open in tabs of their own. The pages are of this origin. */
function watch(frame) {
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || !RECORD.test(new URL(link.href).pathname)) return;
      event.preventDefault();
      open(new URL(link.href).pathname, link.textContent.trim());
    });
  });
}

function open(path, label) {
  const known = tabs().find((tab) => tab.dataset.record === path);
  if (known) {
    select(known, true);
    return;
  }
  const id = `console${path.replaceAll("/", "-")}`;
  const tab = document.createElement("button");
  tab.type = "button";
  tab.id = `${id}-tab`;
  tab.dataset.record = path;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", id);
  tab.textContent = label;
  list.append(tab);
  const panel = document.createElement("div");
  panel.id = id;
  panel.className = "console-panel";
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Close ${label}`;
  button.addEventListener("click", () => close(tab));
  const frame = document.createElement("iframe");
  frame.title = label;
  frame.src = `${path}?isdtp=vw`;
  watch(frame);
  panel.append(button, frame);
  main.append(panel);
  select(tab, true);
}

list.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) select(tab, false);
});

list.addEventListener("keydown", (event) => {
  const all = tabs();
  const at = all.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  select(all[(to + all.length) % all.length], true);
});

for (const link of document.querySelectorAll("[data-navigation]")) {
  link.addEventListener("click", () => select(tabs()[0], false));
}

watch(main.querySelector("iframe[name=navigation]"));

for (const button of document.querySelectorAll("[data-component]")) {
  const panel = document.getElementById(button.getAttribute("aria-controls"));
  panel.style.width = `${panel.dataset.width}px`;
  const show = (opened) => {
    panel.toggleAttribute("data-closed", !opened);
    button.setAttribute("aria-expanded", String(opened));
  };
  button.addEventListener("click", () => show(panel.hasAttribute("data-closed")));
  panel.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      button.focus();
    }
  });
}
