// The utility bar: panels that open over the page, and what components may ask for their own utility.
"use strict";

/** The utilities of the page by their Ids. */
const utilities = new Map();

/** A utility, for lightning/platformUtilityBarApi. */
export function utility(id) {
  const found = utilities.get(id);
  if (!found) throw new Error(`There is no utility ${id}.`);
  return found;
}

class Utility {
  #loaded = false;

  constructor(panel, button, load) {
    this.panel = panel;
    this.button = button;
    this.load = load;
    panel.style.width = `${panel.dataset.width}px`;
    panel.style.height = `${panel.dataset.height}px`;
    button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    panel.querySelector("[data-minimize]").addEventListener("click", () => this.close());
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  open() {
    for (const other of utilities.values()) {
      if (other !== this && other.isOpen) other.close(false);
    }
    this.#show(true);
    this.highlight(false);
    this.fill();
    this.panel.focus();
  }

  close(focus = true) {
    this.#show(false);
    if (focus) this.button.focus();
  }

  /** Loads what the panel shows, once. */
  async fill() {
    if (this.#loaded) return;
    this.#loaded = true;
    if (this.panel.querySelector("[data-lwc]")) {
      const { provideUtility } = await import("/lwc/lightning/platformUtilityBarApi.js");
      provideUtility(this.panel, this.panel.dataset.utility);
    }
    this.load(this.panel);
  }

  #show(open) {
    this.button.setAttribute("aria-expanded", String(open));
    this.panel.toggleAttribute("data-open", open);
  }

  setLabel(label) {
    this.button.textContent = label;
  }

  highlight(on) {
    this.button.toggleAttribute("data-highlighted", on);
    if (on) this.button.setAttribute("aria-description", "New activity");
    else this.button.removeAttribute("aria-description");
  }

  info() {
    return {
      id: this.panel.dataset.utility,
      utilityVisible: this.isOpen,
      utilityLabel: this.button.textContent,
    };
  }
}

/** `load` loads what is inside a part of the page. */
export function watchUtilities(load) {
  for (const panel of document.querySelectorAll("[data-utility]")) {
    const own = new Utility(panel, document.getElementById(panel.dataset.utility), load);
    utilities.set(panel.dataset.utility, own);
    if (panel.hasAttribute("data-eager")) own.fill();
  }
}
