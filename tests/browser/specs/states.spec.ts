// Every state of every component, as its HTML snapshot has it, on the component's own page: WCAG 2.2 AA as far as axe
// knows, what eyes would see at once, and a picture of each in the gallery. That the running component reaches its states is for other tests.

import type { Page } from "@playwright/test";

import { expectStateAccessible } from "../support/axe.ts";
import { expect, test, USERS } from "../support/fixtures.ts";
import { layoutFaults } from "../support/layout.ts";
import { snapshots, type Snapshot } from "../support/snapshots.ts";

/** The page of a component alone. */
const PAGES: Readonly<Record<string, string>> = {
  administration: "TeamViewerAdministration",
  "company-report": "TeamViewerCompanyReport",
  "connection-report": "TeamViewerConnectionReport",
  "my-devices": "TeamViewerMyDevices",
  session: "TeamViewerSession",
  "session-history": "TeamViewerSessionHistory",
  "tv-session-notification": "tvSessionNotification",
};

const ALL = snapshots();

test("every component with a page has snapshots, and every snapshot a page", () => {
  expect([...new Set(ALL.map(({ component }) => component))].sort()).toEqual(Object.keys(PAGES).sort());
});

for (const [component, name] of Object.entries(PAGES)) {
  test(`no state of ${component} breaks a rule that axe knows or is drawn badly`, async ({
    page,
    recordPage,
  }) => {
    // The page as it is, without the program that would draw on it.
    await page.route(/\/boot\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await recordPage.logIn(recordPage.address(name), USERS.administrator);
    for (const snapshot of ALL.filter((one) => one.component === component)) {
      await show(page, snapshot);
      const title = `${component} ${snapshot.state}`;
      await expectStateAccessible(page, title);
      expect.soft(await layoutFaults(page), title).toEqual([]);
    }
  });
}

/** Puts a snapshot into the place of the component, as the component would have drawn it. */
async function show(page: Page, { html, language }: Snapshot): Promise<void> {
  await page.evaluate(
    ([html, language]) => {
      const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
      const rest = new Intl.RelativeTimeFormat(language);
      const place = document.querySelector("#teamviewer");
      if (place === null) {
        throw new Error("the page has no place for a component");
      }
      document.documentElement.lang = language;
      // The Rust tests have no Intl.
      place.innerHTML = html
        .replace(/&lt;(?:date|time) (\d+)&gt;/g, (_, seconds) => moment.format(Number(seconds) * 1000))
        .replace(/in Hours\((\d+)\)/g, (_, hours) => rest.format(Number(hours), "hours"));
      for (const element of place.querySelectorAll<HTMLElement>("*")) {
        for (const { name, value } of element.attributes) {
          // Set through the style's own properties: the page's policy allows no attribute.
          if (name.startsWith("style:")) {
            element.style.setProperty(name.slice("style:".length), value);
          }
        }
        // See `show_values` in crates/page/src/fields.rs.
        const wanted = element.dataset["value"];
        if (element instanceof HTMLInputElement && element.type === "checkbox") {
          element.checked = wanted === "true";
        } else if (wanted !== undefined) {
          (element as HTMLInputElement).value = wanted;
        }
      }
      place.querySelector("dialog")?.showModal();
    },
    [html, language] as const,
  );
}
