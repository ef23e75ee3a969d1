// Starts the component of this page: fetches its module, its translations and hands over the root element.
// Shows the error card when the module cannot start, or dies.
//
// A file of its own and no inline script, so that a strict content policy may forbid those.

const root = document.getElementById("teamviewer");

/** Languages with a file in i18n/. */
const LANGUAGES = ["en", "fr"];

/** The only words that cannot come from the translations: they are for when nothing works. */
const CARD = {
  en: {
    heading: "TeamViewer has stopped",
    start: "This part of the page could not be loaded. Check your network, then reload it.",
    crash: "An unexpected error occurred. Your sessions are safe: reload to see them.",
    reload: "Reload",
  },
  fr: {
    heading: "TeamViewer s’est arrêté",
    start: "Cette partie de la page n’a pas pu être chargée. Vérifiez votre réseau, puis rechargez-la.",
    crash: "Une erreur inattendue s’est produite. Vos sessions sont conservées : rechargez pour les voir.",
    reload: "Recharger",
  },
};

/** The language of the user (`fr`, `fr_CA`) as far as there are translations, else English. */
function language() {
  const wanted = (root.dataset.language || "").slice(0, 2).toLowerCase();
  return LANGUAGES.includes(wanted) ? wanted : "en";
}

let dead = false;

/** Replaces the component by the error card. Only the first error counts: later ones follow from it. */
function showCard(reason) {
  if (dead) {
    return;
  }
  dead = true;
  const words = CARD[language()];
  const card = document.createElement("section");
  card.className = "tv-panel tv-crash";
  card.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.className = "tv-title";
  heading.textContent = words.heading;
  const text = document.createElement("p");
  text.textContent = words[reason];
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "slds-button slds-button_neutral tv-button";
  reload.textContent = words.reload;
  reload.addEventListener("click", () => location.reload());
  card.append(heading, text, reload);
  root.replaceChildren(card);
}

/** What a dead module throws, now or in a promise. Errors of other scripts on the page are not ours. */
function watch(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    showCard("crash");
  }
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  return answer;
}

async function start() {
  const { module: folder, component, static: files } = root.dataset;
  root.lang = language();
  const [glue, wasm, catalogue] = await Promise.all([
    import(`${folder}/${component}.js`),
    // As bytes: what content type a static resource gets is not promised.
    fetched(`${folder}/${component}_bg.wasm`).then((answer) => answer.arrayBuffer()),
    fetched(`${files}/i18n/${language()}.json`).then((answer) => answer.text()),
  ]);
  await glue.default({ module_or_path: wasm });
  glue.start(root, catalogue);
}

/** Tells the component that frames this page in Lightning how high the content is, so that the frame can follow. */
function tellHeight(frame, origin) {
  let told;
  const tell = () => {
    const heights = [root.getBoundingClientRect().bottom + window.scrollY];
    for (const dialog of root.querySelectorAll("dialog[open]")) {
      // With its borders.
      heights.push(dialog.scrollHeight + dialog.offsetHeight - dialog.clientHeight);
    }
    const height = Math.ceil(Math.max(...heights));
    if (height !== told) {
      told = height;
      frame.postMessage({ source: "teamviewer", type: "height", height }, origin);
    }
  };
  new ResizeObserver(tell).observe(root);
  // A dialogue lies over the content and may be higher.
  new MutationObserver(tell).observe(root, { subtree: true, childList: true, attributeFilter: ["open"] });
}

if (root.dataset.parentOrigin && window.parent !== window) {
  tellHeight(window.parent, root.dataset.parentOrigin);
}

window.addEventListener("error", (event) => watch(event.error));
window.addEventListener("unhandledrejection", (event) => watch(event.reason));
// The module says so itself when it panics.
window.addEventListener("teamviewer:crash", () => showCard("crash"));

start().catch((error) => {
  console.error("TeamViewer could not start:", error);
  showCard("start");
});
