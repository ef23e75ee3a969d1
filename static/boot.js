// Starts the component of this page: fetches its module, its translations and hands over the root element.
// Shows the error card when the module cannot start, or dies.
//
// A file of its own and no inline script, so that a strict content policy may forbid those.

const root = document.getElementById("teamviewer");

/** Languages with a file in i18n/. */
const LANGUAGES = ["de", "en", "es", "fr", "it", "ja", "pt-BR"];

/**
 * The catalogue for the user's language as Salesforce writes it (`fr`, `es_MX`, `pt_PT`): the one of the same
 * language, whatever the country, else English.
 */
function catalogueOf(wanted = "") {
  return LANGUAGES.find((tag) => tag.slice(0, 2) === wanted.slice(0, 2).toLowerCase()) || "en";
}

let dead = false;

/**
 * Replaces the component by the error card. Only the first error counts: later ones follow from it.
 *
 * Its words are custom labels on the page, and not in the translations: they are for when nothing can be fetched.
 */
function showCard(reason) {
  if (dead) {
    return;
  }
  dead = true;
  const words = root.dataset;
  const card = document.createElement("section");
  card.className = "tv-panel tv-crash";
  card.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.className = "tv-title";
  heading.textContent = words.stopped;
  const text = document.createElement("p");
  text.textContent = reason;
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
    showCard(root.dataset.crashed);
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
  const language = catalogueOf(root.dataset.language);
  root.lang = language;
  const [glue, wasm, catalogue] = await Promise.all([
    import(`${folder}/${component}.js`),
    // As bytes: what content type a static resource gets is not promised.
    fetched(`${folder}/${component}_bg.wasm`).then((answer) => answer.arrayBuffer()),
    fetched(`${files}/i18n/${language}.json`).then((answer) => answer.text()),
  ]);
  await glue.default({ module_or_path: wasm });
  // For those who read it from there, and take nothing along.
  root.catalogue = catalogue;
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
window.addEventListener("teamviewer:crash", () => showCard(root.dataset.crashed));

start().catch((error) => {
  console.error("TeamViewer could not start:", error);
  showCard(root.dataset.notStarted);
});
