// Every page speaks the Salesforce user's language, and writes dates in the user's locale and time zone.

import { readFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "@playwright/test";

import { addDevices, DevicesPanel } from "../support/devices-panel.ts";
import { alone, expect, USERS } from "../support/fixtures.ts";
import type { OrgControl } from "../support/org-control.ts";
import { ROOT } from "../support/product.ts";
import { consent, SessionPanel } from "../support/session-panel.ts";

type Catalogue = Readonly<Record<string, string>>;

const [ENGLISH, FRENCH] = ["en", "fr"].map(
  (language) =>
    JSON.parse(readFileSync(path.join(ROOT, `static/i18n/${language}.json`), "utf8")) as Catalogue,
) as [Catalogue, Catalogue];

/** Shorter words may stand in a French text by accident. */
const TELLING = 9;

/** English words that French does not have, as they stand on a screen: without the places for values. */
const ENGLISH_ONLY = Object.entries(ENGLISH)
  .filter(([key, words]) => FRENCH[key] !== words)
  .flatMap(([, words]) => words.split(/\{\w+\}/))
  .map((words) => words.trim())
  .filter((words) => words.length >= TELLING)
  .filter((words) => !Object.values(FRENCH).some((french) => french.includes(words)));

/** Every page, with the title of its window; those with an Id stand on a record. */
const PAGES: readonly (readonly [name: string, title: string, onRecord?: boolean])[] = [
  ["TeamViewerSession", "TeamViewer", true],
  ["TeamViewerCaseSession", "TeamViewer", true],
  ["TeamViewerSessionHistory", "Historique TeamViewer", true],
  ["TeamViewerCaseSessionHistory", "Historique TeamViewer", true],
  ["TeamViewerConnectionReport", "Rapport de connexion", true],
  ["TeamViewerCaseConnectionReport", "Rapport de connexion", true],
  ["TeamViewerMyDevices", "TeamViewer MyDevices"],
  ["TeamViewerCompanyReport", "Rapport de connexion TeamViewer"],
  ["TeamViewerAdministration", "Administration TeamViewer"],
  ["tvSessionNotification", "Notifications de session TeamViewer"],
  ["TeamViewerNotificationSetup", "Notifications de TeamViewer sur le bureau"],
];

/** The demo org's French user, who now may do everything. */
const FRENCH_USER = USERS.withoutPermission;

async function permit(org: OrgControl): Promise<void> {
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${FRENCH_USER}'`);
  const sets = await org.query(
    "SELECT Id FROM PermissionSet WHERE Name IN ('TeamViewer_User', 'TeamViewer_Administrator', 'Support_Agent')",
  );
  expect(sets).toHaveLength(3);
  for (const set of sets) {
    await org.insert("PermissionSetAssignment", { AssigneeId: user?.["Id"], PermissionSetId: set["Id"] });
  }
}

/** A case that the French user may see. */
async function frenchCase(org: OrgControl): Promise<string> {
  const [row] = await org.query(`SELECT Id FROM Case WHERE Owner.Username = '${FRENCH_USER}' LIMIT 1`);
  return String(row?.["Id"]);
}

/** How the browser writes a time for somebody in France. */
async function inParis(page: Page, time: unknown): Promise<string> {
  return page.evaluate(
    (millis) =>
      new Intl.DateTimeFormat("fr-FR", {
        dateStyle: "medium",
        timeStyle: "short",
        timeZone: "Europe/Paris",
      }).format(millis),
    Date.parse(String(time)),
  );
}

alone(
  "every page is in French for a user whose language is French",
  async ({ recordPage, org, simulator }) => {
    void simulator;
    await permit(org);
    const record = await frenchCase(org);
    const { page } = recordPage;
    for (const [name, title, onRecord] of PAGES) {
      const address = `/apex/${name}${onRecord === true ? `?id=${record}` : ""}`;
      await recordPage.logIn(`http://c.vf.force.localhost:${recordPage.port}${address}`, FRENCH_USER);
      await expect(page, name).toHaveTitle(title);
      await expect(page.locator("html"), name).toHaveAttribute("lang", "fr");
      const root = page.locator("#teamviewer");
      await expect(root, name).toHaveAttribute("lang", "fr");
      await expect(root.getByText("Chargement…"), name).toHaveCount(0);
      await expect(root, name).not.toBeEmpty();
      await expect(root.locator(".tv-crash"), name).toHaveCount(0);
      const shown = await root.innerText();
      expect(
        ENGLISH_ONLY.filter((words) => shown.includes(words)),
        name,
      ).toEqual([]);
      expect(
        Object.values(FRENCH).some((words) => words.length >= TELLING && shown.includes(words)),
        `${name} says nothing of the French catalogue: ${shown}`,
      ).toBe(true);
    }
  },
);

alone("dates are written for the user's locale and time zone", async ({ recordPage, org, simulator }) => {
  await permit(org);
  await addDevices(simulator);
  const record = await frenchCase(org);
  const { page } = recordPage;
  const visit = async (address: string): Promise<void> => {
    await page.goto(`http://c.vf.force.localhost:${recordPage.port}${address}`);
  };

  await recordPage.logIn(
    `http://c.vf.force.localhost:${recordPage.port}/apex/TeamViewerSession?id=${record}`,
    FRENCH_USER,
  );
  const session = new SessionPanel(page, page);
  const tab = await session.openTab(() => session.button("Se connecter à votre compte TeamViewer").click());
  await consent(tab);
  await session.button("Nouvelle session de contrôle à distance").click();
  await expect(session.status()).toContainText("En attente du client");
  const [row] = await org.sessionsOf(record);
  const until = await inParis(page, row?.["ValidUntil__c"]);
  await expect(session.root.getByText(until)).toBeVisible();

  await visit(`/apex/TeamViewerSessionHistory?id=${record}`);
  await expect(page.getByRole("table").getByText(until)).toBeVisible();

  await visit("/apex/TeamViewerMyDevices");
  const devices = new DevicesPanel(page);
  // Seen at five past six in the evening, Greenwich time.
  const seen = devices.row("Till 10").getByRole("cell").last();
  await expect(seen).toHaveText(await inParis(page, "2026-02-27T18:05:00Z"));
  await expect(seen).toHaveText(/^27 févr\. 2026\D+19:05$/);
  await expect(page.getByText("Appareils : 5 sur 5")).toBeVisible();
});

alone(
  "the page after a sign-in is in the user's language too",
  async ({ recordPage, org, console: guard }) => {
    await permit(org);
    // It tries to close itself, which a browser allows only to a tab that a page has opened.
    guard.expect(/Scripts may close only the windows that were opened by them/);
    const { page } = recordPage;
    await recordPage.logIn(
      `http://c.vf.force.localhost:${recordPage.port}/apex/TeamViewerSignedIn`,
      FRENCH_USER,
    );
    await expect(page).toHaveTitle("Vous êtes connecté à TeamViewer");
    await expect(page.getByRole("heading", { name: "Vous êtes connecté à TeamViewer" })).toBeVisible();
    await expect(
      page.getByText("Vous pouvez fermer cette fenêtre et continuer dans Salesforce."),
    ).toBeVisible();
  },
);

alone(
  "a language without a catalogue falls back to English, its dates do not",
  async ({ recordPage, org, simulator }) => {
    await addDevices(simulator);
    const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.agent}'`);
    await org.update("User", {
      Id: user?.["Id"],
      LanguageLocaleKey: "de",
      LocaleSidKey: "de_DE",
      TimeZoneSidKey: "Asia/Tokyo",
    });
    const panel = await DevicesPanel.open(recordPage);
    await panel.signIn();
    await expect(panel.root.locator("#teamviewer")).toHaveAttribute("lang", "en");
    await expect(panel.row("Till 10").getByRole("cell").last()).toHaveText("28.02.2026, 03:05");
  },
);
