// The session component: from the sign-in to the closed session, and what it says when something fails.

import { OTHER_RECORDS, RECORDS } from "../support/demo-records.ts";
import { alone, expect, test } from "./studio.ts";

/** What the agent tells the colleagues. */
const MESSAGE = { en: "Lena is at the check-out now.", fr: "Lena est devant la borne." } as const;

alone("sign-in", async ({ studio, record }) => {
  await studio.open("TeamViewerSession", record);
  await expect(studio.button("button.signIn")).toBeVisible();
  await studio.take("sign-in");
});

test("a new session", async ({ studio, record, page }) => {
  await studio.session(record);
  await expect(studio.button("button.newRemoteControl")).toBeVisible();
  await studio.take("new-session");
  await page.getByText(studio.say("heading.options"), { exact: true }).click();
  await studio.take("new-session-options");
});

test("a session on a Case, from invitation to closing", async ({
  studio,
  record,
  simulator,
  page,
  language,
}) => {
  await studio.session(record);
  const code = await studio.create();
  await studio.take("session");
  const dialog = await studio.share();
  await dialog.getByRole("textbox", { name: studio.say("field.chatterMessage") }).fill(MESSAGE[language]);
  await studio.take("share-email", dialog);
  await dialog.getByRole("button", { name: studio.say("button.share") }).click();
  await expect(studio.heading("heading.shared")).toBeVisible();
  await studio.take("shared", dialog);
  await studio.button("button.done").click();
  await simulator.customer(code, "connect");
  await expect(page.locator(".tv-badge")).toContainText(studio.say("status.online"));
  await page.getByText(studio.say("heading.timeline"), { exact: true }).click();
  await studio.take("customer-online");
  await studio.button("button.close").click();
  await expect(studio.button("button.confirmClose")).toBeVisible();
  await studio.take("close");
  await studio.button("button.confirmClose").click();
  await expect(studio.heading("heading.closed")).toBeVisible();
  await studio.take("closed");
});

test("a session that has expired", async ({ studio, record, simulator, page }) => {
  await studio.session(record);
  const code = await studio.create("Pilot");
  await simulator.session(code, "expire");
  await page.reload();
  await expect(studio.heading("heading.expired")).toBeVisible();
  await studio.take("expired");
});

test("a failure in words", async ({ studio, record, simulator, page }) => {
  await studio.session(record);
  await simulator.fail({ match: "create_session", kind: "rate_limit", retry_after: 30 });
  await studio.button("button.newRemoteControl").click();
  await expect(page.getByRole("alert")).toContainText(studio.say("failure.rateLimit"));
  await studio.take("failure");
  await simulator.heal();
});

test("sharing a Pilot session", async ({ studio, record }) => {
  await studio.session(record);
  await studio.create("Pilot");
  const dialog = await studio.share();
  await dialog.getByRole("checkbox", { name: studio.say("field.email") }).check();
  await expect(dialog.getByRole("textbox", { name: studio.say("field.address") })).toBeVisible();
  await studio.take("share-pilot", dialog);
});

test.describe("a record with several contacts", () => {
  test.use({ demo: RECORDS.Account });

  test("sharing", async ({ studio, record }) => {
    await studio.session(record);
    await studio.create();
    const dialog = await studio.share();
    await expect(dialog.getByLabel(studio.say("field.contact"))).toBeVisible();
    await studio.take("share-contacts", dialog);
  });
});

test.describe("a record without a number", () => {
  test.use({ demo: OTHER_RECORDS["a Case of nobody"] });

  test("sharing", async ({ studio, record }) => {
    await studio.session(record);
    await studio.create("Pilot");
    const dialog = await studio.share();
    await expect(dialog.getByText(studio.like("share.readOut"))).toBeVisible();
    await studio.take("share-without-number", dialog);
  });
});
