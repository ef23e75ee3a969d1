// What every picture of the guides has in common: the language of the users, the words of that language, and where the
// picture goes. `cargo xtask screenshots docs` takes all of them.

import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, type Frame, type FrameLocator, type Locator, type Page } from "@playwright/test";

import { test as base, USERS } from "../support/fixtures.ts";
import { Names } from "../support/names.ts";
import type { OpenRecord } from "../support/org-control.ts";
import { ROOT } from "../support/product.ts";
import { RecordPage } from "../support/record-page.ts";
import { consent, type AccountName } from "../support/session-panel.ts";

/** A language of the guides. */
export type Language = "en" | "fr";

/** What the users of the demo org have chosen in their personal settings. */
const PERSONAL: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { LanguageLocaleKey: "en_US", LocaleSidKey: "en_GB", TimeZoneSidKey: "Europe/London" },
  fr: { LanguageLocaleKey: "fr", LocaleSidKey: "fr_FR", TimeZoneSidKey: "Europe/Paris" },
};

/** As the pictures show it, the package is unmanaged. */
const NAMES = new Names("");

/** No movement, no caret. */
const PLAIN = { animations: "disabled", caret: "hide" } as const;

/** The component, alone on its page or in a frame. */
export type Place = Page | Frame | FrameLocator;

/** One browser in front of the product, in one language. */
export class Studio {
  readonly #catalogue: Readonly<Record<string, string>>;
  readonly #recordPage: RecordPage;

  constructor(
    readonly page: Page,
    readonly port: number,
    readonly language: Language,
  ) {
    const file = path.join(ROOT, `static/i18n/${language}.json`);
    this.#catalogue = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    this.#recordPage = new RecordPage(page, port, NAMES);
  }

  /** Words as they stand on the screen. */
  say(key: string): string {
    const words = this.#catalogue[key];
    if (words === undefined) {
      throw new Error(`the catalogue has no ${key}`);
    }
    return words;
  }

  /** Words in which values may stand. */
  like(key: string): RegExp {
    const parts = this.say(key).split(/\{\w+\}/);
    return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"));
  }

  button(key: string, place: Place = this.page): Locator {
    return place.getByRole("button", { name: this.say(key), exact: true });
  }

  heading(key: string, place: Place = this.page): Locator {
    return place.getByRole("heading", { name: this.say(key), exact: true });
  }

  /** Opens a page of the package on its own; on a record, if there is one. */
  async open(name: string, record?: OpenRecord, username: string = USERS.agent, more = ""): Promise<void> {
    const about = record === undefined ? "" : `?id=${record.id}`;
    await this.visit(`${NAMES.page(this.port, name)}${about}${more}`, username);
  }

  /** Logs in and goes to an address of the org. */
  async visit(address: string, username: string = USERS.agent): Promise<void> {
    await this.#recordPage.logIn(address, username);
  }

  /** Signs in to TeamViewer, unless a picture before has. */
  async signIn(account: AccountName = "Jane Miller", place: Place = this.page): Promise<void> {
    const signIn = this.button("button.signIn", place);
    const signOut = this.button("button.signOut", place);
    await expect(signIn.or(signOut)).toBeVisible();
    if (await signIn.isVisible()) {
      const opened = this.page.context().waitForEvent("page");
      await signIn.click();
      await consent(await opened, account);
      await expect(signIn).toHaveCount(0);
    }
  }

  /** The session component of a record, by an agent who is signed in. */
  async session(record: OpenRecord): Promise<void> {
    await this.open("TeamViewerSession", record);
    await this.signIn();
  }

  /** Makes a session; answers its code. */
  async create(kind: "RemoteControl" | "Pilot" = "RemoteControl"): Promise<string> {
    await this.button(`button.new${kind}`).click();
    await expect(this.page.locator(".tv-badge")).toContainText(this.say("status.waiting"));
    return (await this.page.locator(".tv-code").innerText()).trim();
  }

  /** Opens the share dialog. */
  async share(): Promise<Locator> {
    await this.button("button.share").click();
    const dialog = this.page.getByRole("dialog");
    await expect(
      this.button("button.send", this.page).or(
        dialog.getByRole("button", { name: this.say("button.share") }),
      ),
    ).toBeVisible();
    return dialog;
  }

  /** Takes the picture `docs/images/<language>/<name>.png`: of one thing with some white beside it, or the component. */
  async take(name: string, what: Locator = this.page.locator("#teamviewer"), beside = 0): Promise<void> {
    await what.scrollIntoViewIfNeeded();
    await this.#still();
    const [box, scrolled] = [
      await what.boundingBox(),
      await this.page.evaluate(() => ({ x: scrollX, y: scrollY })),
    ];
    if (box === null) {
      throw new Error(`there is nothing to see for ${name}`);
    }
    // Less above and below, where the next thing is near.
    const above = beside / 2;
    const x = Math.max(0, box.x + scrolled.x - beside);
    const y = Math.max(0, box.y + scrolled.y - above);
    const clip = { x, y, width: box.width + 2 * beside, height: box.height + 2 * above };
    await this.page.screenshot({ path: this.#file(name), ...PLAIN, clip, fullPage: true });
  }

  /** Takes a picture of the window's upper part. */
  async takeWindow(name: string, height: number): Promise<void> {
    await this.#still();
    const clip = { x: 0, y: 0, width: this.page.viewportSize()?.width ?? 0, height };
    await this.page.screenshot({ path: this.#file(name), ...PLAIN, clip });
  }

  #file(name: string): string {
    return path.join(ROOT, "docs/images", this.language, `${name}.png`);
  }

  /** Pointer and keyboard nowhere, fonts there, and the addresses of the local product as real ones look. */
  async #still(): Promise<void> {
    await this.page.mouse.move(0, 0);
    for (const frame of this.page.frames()) {
      await frame.evaluate(async () => {
        (document.activeElement as HTMLElement | null)?.blur();
        await document.fonts.ready;
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const words = node.nodeValue ?? "";
          if (/localhost:\d/.test(words)) {
            node.nodeValue = words
              .replace(/http:\/\/(\w+)\.teamviewer\.localhost:\d+/g, "https://$1.teamviewer.com")
              .replace(/http:\/\/my\.salesforce\.localhost:\d+/g, "https://example.my.salesforce.com")
              .replace(/http:\/\/c\.vf\.force\.localhost:\d+/g, "https://example--c.vf.force.com");
          }
        }
      });
    }
  }
}

interface Fixtures {
  /** In which language the pictures are. */
  language: Language;
  studio: Studio;
}

export const test = base.extend<Fixtures>({
  language: ["en", { option: true }],
  allowed: { remoteControl: true, pilot: true },

  studio: async ({ page, product, org, record, simulator, console: guard, language }, use) => {
    // Both guards watch whatever the pages do.
    void [guard, record, simulator];
    // As shipped: tests hurry.
    await org.settings({ PollSeconds__c: 15, CalloutTimeoutSeconds__c: 20 });
    for (const username of [USERS.agent, USERS.administrator]) {
      const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${username}'`);
      await org.update("User", { Id: user?.["Id"], ...PERSONAL[language] });
    }
    await page.setViewportSize({ width: 860, height: 900 });
    await use(new Studio(page, product.port, language));
  },
});

/** A picture that needs a product as new: nobody is signed in to TeamViewer, and it may change anything. */
export const alone = test.extend({
  alone: async ({}, use) => {
    await use(true);
  },
});

export { expect, USERS };
