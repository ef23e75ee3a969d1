// docs/*.png: the session component on a Case, its share dialog, and what happened to a session.

import path from "node:path";
import { fileURLToPath } from "node:url";

import { alone, expect } from "../support/fixtures.ts";
import { SENT } from "../support/share-dialog.ts";

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../docs");

alone.use({ allowed: { remoteControl: true, pilot: true } });

alone.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 900 });
});

alone("the session component on a Case", async ({ signedIn, page }) => {
  await signedIn.create();
  await page.setViewportSize({ width: 1100, height: 760 });
  await page.screenshot({ path: path.join(DOCS, "session.png") });
});

alone("the share dialog of a Pilot session", async ({ signedIn, page }) => {
  await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  await dialog.byEmail().check();
  await expect(dialog.email()).toBeVisible();
  await page.screenshot({ path: path.join(DOCS, "share.png") });
});

alone("what happened to a session", async ({ signedIn, simulator, page }) => {
  const code = await signedIn.create();
  const dialog = await signedIn.openShare();
  await dialog.message().fill("Sent the link to Lena, she is at the station.");
  await dialog.send(SENT.email, SENT.chatter);
  await simulator.customer(code, "connect");
  await expect(signedIn.status()).toContainText("Customer online");
  await (await signedIn.timeline()).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: path.join(DOCS, "timeline.png") });
});
