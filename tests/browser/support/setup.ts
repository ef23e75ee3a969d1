// Setup, as an administrator sees it.

import { expect, type Locator, type Page } from "@playwright/test";

import { USERS } from "./org-control.ts";
import { logIn } from "./record-page.ts";

/** Setup of one org, opened by its administrator. */
export class Setup {
  constructor(
    readonly page: Page,
    readonly port: number,
  ) {}

  /** Opens Setup. */
  async open(): Promise<void> {
    await logIn(this.page, this.port, "/lightning/setup/SetupOneHome/home", USERS.administrator);
    await this.heading("Setup Home");
  }

  /** Goes to a page by its name. */
  async goTo(name: string): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Setup", exact: true })
      .getByRole("link", { name, exact: true })
      .click();
    await this.heading(name);
  }

  async heading(name: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  }

  link(name: string): Locator {
    return this.page.getByRole("main").getByRole("link", { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByRole("main").getByRole("textbox", { name: label, exact: true });
  }

  choice(label: string): Locator {
    return this.page.getByRole("main").getByRole("combobox", { name: label, exact: true });
  }

  /** Ticks a box or unticks it, and saves. */
  async set(label: string, on: boolean): Promise<void> {
    await this.page.getByRole("checkbox", { name: label, exact: true }).setChecked(on);
    await this.save();
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save", exact: true }).click();
  }

  /** Opens the records of a custom metadata type. */
  async records(type: string): Promise<void> {
    await this.goTo("Custom Metadata Types");
    await this.link(`Manage Records of ${type}`).click();
  }
}
