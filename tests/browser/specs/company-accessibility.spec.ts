// The company's report for who uses no mouse, a screen reader, or French; on a narrow page.

import { expectAccessible } from "../support/axe.ts";
import { alone, bePatient, CompanyPage, expect, test, USERS } from "../support/company-page.ts";
import { consent } from "../support/session-panel.ts";

alone("no state breaks a rule that axe knows", async ({ recordPage, simulator, org }) => {
  await bePatient(org);
  const company = await CompanyPage.open(recordPage);
  await expectAccessible(company);
  await company.signInAs();
  await expect(company.root.getByText("There are no connections in this period.")).toBeVisible();
  await expectAccessible(company);
  await simulator.company();
  await company.button("Show report").click();
  await company.whole();
  await expect(company.fact("Connections")).not.toHaveText("0");
  await expectAccessible(company);
  await company.button("Show the numbers as a table").click();
  await expectAccessible(company);
  await company.row(2).getByRole("button", { name: "Change" }).click();
  await expectAccessible(company);
  await company.button("Cancel").click();
  await company.root.getByLabel("To", { exact: true }).fill("2001-01-01");
  await company.button("Show report").click();
  await expect(company.root.getByText("The last day is before the first.")).toBeVisible();
  await expectAccessible(company);
});

test("everything can be done by keyboard", async ({ company, page }) => {
  await company.whole();
  await company.root.getByLabel("Period", { exact: true }).last().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await company.tabTo(company.button("Show report"));
  await page.keyboard.press("Enter");
  await expect(company.root.getByLabel("Period", { exact: true }).last()).toHaveValue("7");
  await company.whole();
  await expect(company.button("Show report")).toBeFocused();
  await company.tabTo(company.table());
  const first = company.row(2);
  await page.keyboard.press("PageDown");
  await expect.poll(() => company.table().evaluate((table) => table.scrollTop)).toBeGreaterThan(100);
  await page.keyboard.press("Home");
  await expect.poll(() => company.table().evaluate((table) => table.scrollTop)).toBe(0);
  await company.tabTo(company.column("Duration").getByRole("button"));
  await page.keyboard.press("Space");
  await expect(company.column("Duration")).toHaveAttribute("aria-sort", "descending");
  await expect(company.column("Duration").getByRole("button")).toBeFocused();
  await company.tabTo(first.getByRole("button", { name: "Change" }));
  await page.keyboard.press("Enter");
  await expect(company.root.getByLabel("Notes", { exact: true })).toBeFocused();
  await company.tabTo(company.button("Cancel"));
  await page.keyboard.press("Enter");
  await expect(first.getByRole("button", { name: "Change" })).toBeFocused();
});

test("the keyboard stays in the table when its row is scrolled away", async ({ company }) => {
  await company.whole();
  await company.row(3).getByRole("button", { name: "Change" }).focus();
  await company.table().evaluate((table) => {
    table.scrollTop = 800 * 44;
  });
  await expect(company.row(802)).toBeVisible();
  await expect(company.table()).toBeFocused();
});

test("on a narrow page the table is scrolled sideways, and the page is not", async ({ company, page }) => {
  await company.whole();
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(company.table()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await expectAccessible(company);
});

alone("in French", async ({ recordPage, simulator, org }) => {
  await bePatient(org);
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.administrator}'`);
  await org.update("User", { Id: user?.["Id"], LanguageLocaleKey: "fr", LocaleSidKey: "fr_FR" });
  await simulator.company();
  await recordPage.logIn(recordPage.address("TeamViewerCompanyReport"), USERS.administrator);
  const company = new CompanyPage(recordPage.page);
  await expect(company.heading("Rapport de connexion TeamViewer")).toBeVisible();
  const popup = await company.openTab(() => company.button("Se connecter à votre compte TeamViewer").click());
  await consent(popup, "Claire Dubois");
  await expect(company.root.getByText("Le rapport est complet.")).toBeVisible({ timeout: 60_000 });
  await expect(company.root.getByRole("img", { name: "Connexions par jour" })).toBeVisible();
  await expectAccessible(company);
});
