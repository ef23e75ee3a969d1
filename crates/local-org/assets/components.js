// Puts Lightning web components into their places, in the engine that the platform has.
"use strict";

/** Fills the places inside `part` that are still empty. */
export function mountComponents(part) {
  for (const place of part.querySelectorAll("[data-lwc]")) {
    const { lwc: address, tag, properties } = place.dataset;
    place.removeAttribute("data-lwc");
    mount(address, tag, JSON.parse(properties)).then(
      (element) => place.append(element),
      (error) => {
        console.error(`${tag} could not be loaded:`, error);
        place.setAttribute("role", "alert");
        place.textContent = `The component ${tag} could not be loaded.`;
      },
    );
  }
}

async function mount(address, tag, properties) {
  const [{ createElement }, { default: Component }] = await Promise.all([
    import("/lwc/engine.js"),
    import(address),
  ]);
  return Object.assign(createElement(tag, { is: Component }), properties);
}
