// The HTML snapshots of the components' screens, which the Rust tests compare the views with.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./product.ts";

/** The component whose snapshots hold several languages. */
const NOTIFICATION = "tv-session-notification";

/** A screen as a component draws it in one state. */
export interface Snapshot {
  /** The component's crate. */
  readonly component: string;
  /** What the test in Rust calls the state. */
  readonly state: string;
  /** The language of the words. */
  readonly language: "en" | "fr";
  /** What stands inside the page's element for the component. */
  readonly html: string;
}

/** Every snapshot of every component, in the order of their files. */
export function snapshots(): Snapshot[] {
  const crates = path.join(ROOT, "crates");
  const files = readdirSync(crates, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\/src\/view\/.*snapshots\/.*\.snap$/.test(file))
    .sort()
    .flatMap((file) => read(file, readFileSync(path.join(crates, file), "utf8")));
}

/** What a file of insta's holds: a head between two lines of dashes, then the text. */
function read(file: string, content: string): Snapshot[] {
  const component = file.slice(0, file.indexOf("/"));
  const state = path.basename(file, ".snap").replace(/^.*__tests__/, "");
  const text = content
    .split(/^---\n/m)
    .slice(2)
    .join("---\n")
    .trim();
  if (component === NOTIFICATION) {
    return inEveryLanguage(component, state, text);
  }
  // The lines between elements are the tests' own; the view has none.
  const html = text.replaceAll(">\n<", "><");
  return [
    {
      component,
      state,
      language: state.endsWith("_french") ? "fr" : "en",
      // A dialog is compared alone. Around it stands here what stands around it on every screen.
      html: html.startsWith("<DIALOG") ? `<main class="tv-panel"><h1>TeamViewer</h1>${html}</main>` : html,
    },
  ];
}

/** The notification's: a screen for each language, after a line that names it, and what is then said aloud. */
function inEveryLanguage(component: string, state: string, text: string): Snapshot[] {
  const screens = [...text.matchAll(/^(en|fr)\n(.*?)\nsaid:(.*?)$/gms)];
  return screens.map(([, language, screen, said]) => ({
    component,
    state: `${state}_${language}`,
    language: language === "fr" ? "fr" : "en",
    html:
      `<main class="tv-panel"><section id="tv-part" class="tv-part" aria-labelledby="tv-heading">${screen}</section>` +
      `<p id="tv-said" class="tv-assistive" role="status">${said}</p></main>`,
  }));
}
