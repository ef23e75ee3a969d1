// Toasts: what `ShowToastEvent` of lightning/platformShowToastEvent asks for.
"use strict";

/** Milliseconds for which a toast stays that is not to stay until somebody closes it. */
const STAYS = 5000;

export function watchToasts() {
  document.addEventListener("lightning__showtoast", ({ detail }) => show(detail));
}

function show({ title, message, variant = "info", mode = "dismissible" }) {
  const toast = document.createElement("div");
  toast.className = "org-toast";
  toast.dataset.variant = variant;
  const heading = document.createElement("h2");
  heading.textContent = title;
  const text = document.createElement("p");
  text.textContent = message ?? "";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "slds-button slds-button_neutral";
  close.textContent = "Close";
  close.addEventListener("click", () => toast.remove());
  toast.append(heading, text, close);
  document.querySelector("[data-toasts]").append(toast);
  if (mode !== "sticky") setTimeout(() => toast.remove(), STAYS);
}
