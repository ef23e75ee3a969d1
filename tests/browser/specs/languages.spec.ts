// Every page speaks the Salesforce user's language, fits into a narrow window in it, and writes dates, numbers and
// durations in the user's locale and time zone.

import { readFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "@playwright/test";

import { expectAccessible } from "../support/axe.ts";
import { addDevices, DevicesPanel } from "../support/devices-panel.ts";
import { alone, expect, USERS } from "../support/fixtures.ts";
import type { OrgControl, Row } from "../support/org-control.ts";
import { ROOT } from "../support/product.ts";
import { connect, keepPast } from "../support/report-panel.ts";
import { consent, SessionPanel } from "../support/session-panel.ts";

type Catalogue = Readonly<Record<string, string>>;

function catalogue(language: string): Catalogue {
  return JSON.parse(readFileSync(path.join(ROOT, `static/i18n/${language}.json`), "utf8")) as Catalogue;
}

const ENGLISH = catalogue("en");

/** A language of the product, and how its users write a time of 65 minutes. */
interface Language {
  /** The name of its catalogue, a language tag. */
  readonly tag: string;
  /** As Salesforce calls the language of a user. */
  readonly salesforce: string;
  readonly locale: string;
  readonly zone: string;
  readonly duration: string;
}

const LANGUAGES: readonly Language[] = [
  { tag: "fr", salesforce: "fr", locale: "fr_FR", zone: "Europe/Paris", duration: "1 h 5 min" },
  { tag: "de", salesforce: "de", locale: "de_DE", zone: "Europe/Berlin", duration: "1 Std. 5 Min." },
  { tag: "es", salesforce: "es", locale: "es_ES", zone: "Atlantic/Canary", duration: "1 h 5 min" },
  { tag: "it", salesforce: "it", locale: "it_IT", zone: "Europe/Rome", duration: "1 h 5 min" },
  { tag: "pt-BR", salesforce: "pt_BR", locale: "pt_BR", zone: "America/Sao_Paulo", duration: "1 h 5 min" },
  { tag: "ja", salesforce: "ja", locale: "ja_JP", zone: "Asia/Tokyo", duration: "1 時間 5 分" },
];

const [FRENCH] = LANGUAGES as readonly [Language, ...Language[]];

/** Shorter words may stand in a text of another language by accident. */
const TELLING = 9;

/** English words that a language does not have, as they stand on a screen: without the places for values. */
function englishOnly(words: Catalogue): string[] {
  return Object.entries(ENGLISH)
    .filter(([key, english]) => words[key] !== english)
    .flatMap(([, english]) => english.split(/\{\w+\}/))
    .map((english) => english.trim())
    .filter((english) => english.length >= TELLING)
    .filter((english) => !Object.values(words).some((other) => other.includes(english)));
}

/** The longest part of a text without a value; what to look for on a screen. */
function part(text: string | undefined): string {
  const parts = (text ?? "").split(/\{\w+\}/).map((piece) => piece.trim());
  return parts.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

/** Every component, with the title of its window and what stands there once everything has come. */
const PAGES: readonly (readonly [name: string, title: string, whole: string, onRecord?: boolean])[] = [
  ["TeamViewerSession", "title", "status.waiting", true],
  ["TeamViewerSessionHistory", "history.title", "history.heading", true],
  ["TeamViewerConnectionReport", "report.title", "report.again", true],
  ["TeamViewerMyDevices", "devices.title", "devices.count"],
  ["TeamViewerCompanyReport", "company.title", "company.whole"],
  ["TeamViewerAdministration", "admin.title", "admin.health.what"],
  ["tvSessionNotification", "notify.heading", "notify.watchingOne"],
  ["TeamViewerNotificationSetup", "notify.setupHeading", "notify.setupHeading"],
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

/** How the browser writes a time for somebody who lives there. */
async function written(page: Page, { locale, zone }: Language, time: unknown): Promise<string> {
  return page.evaluate(
    ([tag, timeZone, millis]) =>
      new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone }).format(millis),
    [locale.replace("_", "-"), zone, Date.parse(String(time))] as const,
  );
}

/** Makes the French user one of another language. */
async function speak(org: OrgControl, change: Row): Promise<void> {
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${FRENCH_USER}'`);
  await org.update("User", { Id: user?.["Id"], ...change });
}

for (const language of LANGUAGES) {
  const { tag, salesforce, locale, zone, duration } = language;

  alone(`every component in a narrow window: ${tag}`, async ({ recordPage, org, simulator }) => {
    const words = catalogue(tag);
    const say = (key: string): string => words[key] ?? key;
    const foreign = englishOnly(words);
    await permit(org);
    await speak(org, { LanguageLocaleKey: salesforce, LocaleSidKey: locale, TimeZoneSidKey: zone });
    const record = await frenchCase(org);
    const past = { code: "s88-000-001", daysAgo: 2 };
    await keepPast(org, { object: "Case", id: record, name: "", secrets: [] }, [past]);
    await connect(simulator, [{ ...past, device: "TILL-10", seconds: 65 * 60 }]);
    await addDevices(simulator);

    const { page } = recordPage;
    await page.setViewportSize({ width: 320, height: 640 });
    const panel = new SessionPanel(page, page);
    const speaks = async (name: string): Promise<void> => {
      const root = page.locator("#teamviewer");
      await expect(page.locator("html"), name).toHaveAttribute("lang", salesforce.replace("_", "-"));
      await expect(root, name).toHaveAttribute("lang", tag);
      await expect(root.locator(".tv-crash"), name).toHaveCount(0);
      const shown = await root.innerText();
      expect(
        foreign.filter((english) => shown.includes(english)),
        name,
      ).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${name} is wider than the window`).toBeLessThanOrEqual(0);
      await expectAccessible(panel);
    };

    await recordPage.logIn(`${recordPage.address("TeamViewerSession")}?id=${record}`, FRENCH_USER);
    const signIn = panel.button(say("button.signIn"));
    await expect(signIn).toBeVisible();
    await speaks("signed out");
    await consent(await panel.openTab(() => signIn.click()));
    await panel.button(say("button.newRemoteControl")).click();
    await expect(panel.status()).toContainText(say("status.waiting"));
    await panel.button(say("button.share")).click();
    await expect(page.getByLabel(say("field.chatterMessage"))).toBeVisible();
    await speaks("the dialogue for sharing");

    for (const [name, title, whole, onRecord] of PAGES) {
      await page.goto(`${recordPage.address(name)}${onRecord === true ? `?id=${record}` : ""}`);
      await expect(page, name).toHaveTitle(say(title));
      await expect(page.getByText(part(words[whole])).first(), name).toBeVisible();
      await speaks(name);
      if (name === "TeamViewerSessionHistory") {
        const rows = await org.sessionsOf(record);
        await expect(
          page.getByText(await written(page, language, rows.at(-1)?.["ValidUntil__c"])).first(),
        ).toBeVisible();
      }
      if (name === "TeamViewerConnectionReport" || name === "TeamViewerCompanyReport") {
        await expect(page.getByText(duration).first()).toBeVisible();
      }
      if (name === "TeamViewerAdministration") {
        const most = await page.evaluate(
          (locale) => new Intl.NumberFormat(locale).format(36_500),
          locale.replace("_", "-"),
        );
        await expect(page.getByText(most).first()).toBeVisible();
      }
    }
  });
}

alone("dates are written for the user's locale and time zone", async ({ recordPage, org, simulator }) => {
  await permit(org);
  await addDevices(simulator);
  const record = await frenchCase(org);
  const { page } = recordPage;

  await recordPage.logIn(`${recordPage.address("TeamViewerSession")}?id=${record}`, FRENCH_USER);
  const session = new SessionPanel(page, page);
  const tab = await session.openTab(() => session.button("Se connecter à votre compte TeamViewer").click());
  await consent(tab);
  await session.button("Nouvelle session de contrôle à distance").click();
  await expect(session.status()).toContainText("En attente du client");
  const [row] = await org.sessionsOf(record);
  const until = await written(page, FRENCH, row?.["ValidUntil__c"]);
  await expect(session.root.getByText(until)).toBeVisible();

  await page.goto(`${recordPage.address("TeamViewerSessionHistory")}?id=${record}`);
  await expect(page.getByRole("table").getByText(until)).toBeVisible();

  await page.goto(recordPage.address("TeamViewerMyDevices"));
  const devices = new DevicesPanel(page);
  // Seen at five past six in the evening, Greenwich time.
  const seen = devices.row("Till 10").getByRole("cell").last();
  await expect(seen).toHaveText(await written(page, FRENCH, "2026-02-27T18:05:00Z"));
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
    await recordPage.logIn(recordPage.address("TeamViewerSignedIn"), FRENCH_USER);
    await expect(page).toHaveTitle("Vous êtes connecté à TeamViewer");
    await expect(page.getByRole("heading", { name: "Vous êtes connecté à TeamViewer" })).toBeVisible();
    await expect(
      page.getByText("Vous pouvez fermer cette fenêtre et continuer dans Salesforce."),
    ).toBeVisible();
  },
);

alone("a country's variety of a language reads that language", async ({ recordPage, org }) => {
  await permit(org);
  const { page } = recordPage;
  for (const [salesforce, tag] of [
    ["es_MX", "es"],
    ["pt_PT", "pt-BR"],
    ["fr_CA", "fr"],
    ["en_GB", "en"],
    ["iw", "en"],
  ] as const) {
    await speak(org, { LanguageLocaleKey: salesforce });
    await recordPage.logIn(recordPage.address("TeamViewerMyDevices"), FRENCH_USER);
    await expect(page.locator("#teamviewer"), salesforce).toHaveAttribute("lang", tag);
    await expect(page.getByText(catalogue(tag)["devices.signedOut"] ?? "")).toBeVisible();
  }
});

alone(
  "a language without a catalogue falls back to English, its dates do not",
  async ({ recordPage, org, simulator }) => {
    await addDevices(simulator);
    const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.agent}'`);
    await org.update("User", {
      Id: user?.["Id"],
      LanguageLocaleKey: "nl_NL",
      LocaleSidKey: "de_DE",
      TimeZoneSidKey: "Asia/Tokyo",
    });
    const panel = await DevicesPanel.open(recordPage);
    await panel.signIn();
    await expect(panel.root.locator("#teamviewer")).toHaveAttribute("lang", "en");
    await expect(panel.row("Till 10").getByRole("cell").last()).toHaveText("28.02.2026, 03:05");
  },
);

alone(
  "the card in place of a component that does not come is in the user's language",
  async ({ recordPage, org, console: guard }) => {
    guard.expect(/could not start|ERR_FAILED|Failed to load resource/);
    await permit(org);
    await speak(org, { LanguageLocaleKey: "ja" });
    const { page } = recordPage;
    await page.route("**/i18n/ja.json", (route) => route.abort());
    await recordPage.logIn(recordPage.address("TeamViewerMyDevices"), FRENCH_USER);
    const card = page.getByRole("alert");
    await expect(card.getByRole("heading", { name: "TeamViewer が停止しました" })).toBeVisible();
    await expect(card).toContainText("ページのこの部分を読み込めませんでした。");
    await page.unroute("**/i18n/ja.json");
    await card.getByRole("button", { name: "再読み込み" }).click();
    await expect(page.getByText(catalogue("ja")["devices.signedOut"] ?? "")).toBeVisible();
  },
);
