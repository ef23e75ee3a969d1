// What an administrator sees: the Administration tab, part by part, and the recipient that agents may change.

import { Setup } from "../support/setup.ts";
import { consent } from "../support/session-panel.ts";
import { alone, expect, USERS } from "./studio.ts";

alone("the Administration tab", async ({ studio, page }) => {
  const part = (key: string) => page.getByRole("region", { name: studio.say(key), exact: true });
  await page.setViewportSize({ width: 1000, height: 900 });
  await studio.open("TeamViewerAdministration", undefined, USERS.administrator);
  await studio.signIn();
  await expect(page.getByText(studio.say("admin.app.works"))).toBeVisible();
  await studio.take("settings", part("admin.settings"), 12);
  await studio.take("objects", part("admin.objects"), 12);
  await studio.take("oauth-app", part("admin.app"), 12);
  await studio.take("reporting", part("admin.reporting"), 12);
  await studio.take("erasure", part("admin.erase"), 12);
  await studio.button("admin.health.start").or(studio.button("admin.health.again")).click();
  await expect(page.getByText(studio.like("admin.health.asOf"))).toBeVisible();
  await studio.take("health", part("admin.health"), 12);
});

alone("expired sessions that were closed", async ({ studio, record, page, org }) => {
  await studio.session(record);
  await studio.create();
  const [session] = await org.sessionsOf(record.id);
  const past = new Date(Date.now() - 60_000).toISOString();
  await org.update(org.names.own("TeamViewerCase__c"), {
    Id: session?.["Id"],
    [org.names.own("ValidUntil__c")]: past,
  });

  await page.setViewportSize({ width: 1000, height: 900 });
  await studio.open("TeamViewerAdministration", undefined, USERS.administrator);
  const part = page.getByRole("region", { name: studio.say("admin.expiry"), exact: true });
  const opened = page.context().waitForEvent("page");
  await studio.button("admin.reporting.signIn").click();
  // An account that sees the sessions of the whole company.
  await consent(await opened, "Claire Dubois");
  await studio.button("admin.expiry.switchOn").click();
  await expect(part.getByText(studio.say("admin.expiry.isOn"))).toBeVisible();
  await org.advance(3600);
  await org.idle();
  await studio.button("admin.expiry.refresh").click();
  await expect(part.getByText(studio.like("admin.expiry.ended"))).toContainText(/\b1\.$/);
  await expect(part.getByText(studio.say("admin.expiry.accountOut"))).toHaveCount(0);
  await studio.take("expiry", part, 12);
});

alone("a recipient that agents may change", async ({ studio, record, page, language, product }) => {
  await page.setViewportSize({ width: 1000, height: 900 });
  const setup = new Setup(page, product.port);
  await setup.open();
  await setup.records("Supported Object");
  await setup.link("Edit Case").click();
  const box = page.getByRole("checkbox", { name: "Allow Custom Recipient?", exact: true });
  await box.setChecked(true);
  // Setup is in English, whatever the user's language.
  if (language === "en") {
    await studio.take("setup-supported-object", page.getByRole("main").locator("form"), 8);
  }
  await setup.save();
  await setup.heading("Supported Object: Case");
  await page.setViewportSize({ width: 860, height: 900 });
  await studio.session(record);
  await studio.create();
  const dialog = await studio.share();
  await expect(dialog.getByRole("textbox", { name: studio.say("field.address") })).toBeEditable();
  await studio.take("share-custom-recipient", dialog);
});
