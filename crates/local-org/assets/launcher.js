// The App Launcher: a dialog whose entries a search narrows.
"use strict";

export function watchLauncher() {
  for (const button of document.querySelectorAll("[data-opens]")) {
    const dialog = document.getElementById(button.dataset.opens);
    button.addEventListener("click", () => open(dialog));
    dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());
    const search = dialog.querySelector("[data-search]");
    search.addEventListener("input", () => narrow(dialog, search.value));
    search.addEventListener("keydown", (event) => {
      const first = dialog.querySelector("li:not([hidden]) a");
      if (event.key === "Enter" && first) first.click();
    });
  }
}

function open(dialog) {
  const search = dialog.querySelector("[data-search]");
  search.value = "";
  narrow(dialog, "");
  dialog.showModal();
  search.focus();
}

/** Shows the entries that a text is in, and says how many they are. */
function narrow(dialog, text) {
  const wanted = text.trim().toLocaleLowerCase();
  let found = 0;
  for (const group of dialog.querySelectorAll("[data-group]")) {
    const entries = [...group.querySelectorAll("[data-word]")];
    for (const entry of entries) {
      entry.hidden = !entry.dataset.word.toLocaleLowerCase().includes(wanted);
    }
    const shown = entries.filter((entry) => !entry.hidden).length;
    group.hidden = shown === 0;
    found += shown;
  }
  dialog.querySelector("[data-nothing]").hidden = found > 0;
  dialog.querySelector("[data-found]").textContent = wanted === "" ? "" : `${found} found`;
}
