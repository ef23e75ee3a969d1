// The components in Lightning: web components, run by the platform's own engine, frame their pages.

import { RECORDS } from "../support/demo-records.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { documentOf, expectFits, heightOf, say, Shell } from "../support/shell.ts";

test("the frame is as high as the component, whatever it shows", async ({ signedIn, page, product }) => {
  const frame = new Shell(page, product.port).frame("TeamViewer");
  await expectFits(frame);
  const empty = await heightOf(frame);
  await signedIn.create();
  await expectFits(frame);
  const open = await heightOf(frame);
  expect(open).toBeGreaterThan(empty);

  // The dialogue lies over the component and is higher: all of it is to be seen without scrolling.
  const dialog = await signedIn.openShare();
  await dialog.message().fill("one\ntwo\nthree");
  const inside = await documentOf(frame);
  const hidden = (): Promise<number> =>
    inside.evaluate(() => {
      const shown = document.querySelector("dialog[open]");
      return shown === null ? Number.NaN : shown.scrollHeight - shown.clientHeight;
    });
  await expect.poll(hidden).toBe(0);
  await page.keyboard.press("Escape");
  await expect.poll(() => heightOf(frame)).toBe(open);

  await signedIn.close();
  await expectFits(frame);
});

test("only the page in the frame is heard, and only as far as it makes sense", async ({
  panel,
  page,
  product,
  names,
}) => {
  const shell = new Shell(page, product.port);
  const frame = shell.frame("TeamViewer");
  await expect(panel.button("Login to your TeamViewer account").or(panel.button("Sign out"))).toBeVisible();
  const height = (value: unknown): Record<string, unknown> => ({
    source: "teamviewer",
    type: "height",
    height: value,
  });
  // Another window of the right origin, and one of another origin.
  await page.evaluate((message) => window.postMessage(message, location.origin), height(1111));
  await page.evaluate(
    (address) => {
      const other = document.createElement("iframe");
      other.title = "other";
      other.src = address;
      document.body.append(other);
    },
    names.page(product.port, "TeamViewerSignedIn"),
  );
  const other = shell.frame("other");
  await expect(other.contentFrame().getByRole("heading")).toBeVisible();
  await say(other, height(2222));
  // What makes no sense.
  await say(frame, { ...height(3333), source: "elsewhere" });
  await say(frame, height("4444"));
  await say(frame, height(Number.NaN));
  // Messages come in order: when this one is obeyed, the others have been ignored.
  await say(frame, height(432));
  await expect(frame).toHaveAttribute("height", "432");
  await say(frame, height(1e9));
  await expect(frame).toHaveAttribute("height", "10000");
  await say(frame, height(-5));
  await expect(frame).toHaveAttribute("height", "48");
  // The right window, but a page of another origin in it.
  const inside = await documentOf(frame);
  await inside.evaluate(() => location.assign(`${document.referrer}outbox`));
  await inside.waitForURL(/\/outbox$/);
  await say(frame, height(555));
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener("message", () => resolve(), { once: true });
        window.postMessage("after all others", location.origin);
      }),
  );
  await expect(frame).toHaveAttribute("height", "48");
});

test("a user without the permission is told so in place of the frame", async ({
  recordPage,
  org,
  page,
  console: guard,
}) => {
  guard.expect(/status of 403/);
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.withoutPermission}'`);
  const id = await org.insert("Case", { Subject: "Invoice 4711", OwnerId: user?.["Id"] });
  await recordPage.logIn(`/lightning/r/Case/${id}/view`, USERS.withoutPermission);
  await page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("TeamViewerAddresses");
  await expect(page.locator("iframe")).toHaveCount(0);
  await org.delete("Case", id);
});

test("a component whose address cannot be asked for says so", async ({
  recordPage,
  record,
  page,
  console: guard,
}) => {
  guard.expect(/ERR_FAILED/);
  await page.route("**/@salesforce/apex/**", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await recordPage.logIn(`/lightning/r/${record.object}/${record.id}/view`, USERS.agent);
  await page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText(
    "TeamViewer cannot be shown here.",
  );
});

test.describe("the fallback", () => {
  test.use({ demo: RECORDS.Lead });

  test("the App Builder's own Visualforce component frames the page of the object", async ({
    signedIn,
    page,
    product,
    names,
  }) => {
    const frame = new Shell(page, product.port).frame("TeamViewer");
    const address = new URL((await frame.getAttribute("src")) ?? "");
    expect(address.pathname).toBe(`/apex/${names.own("TeamViewerLeadSession")}`);
    expect(address.search).toMatch(/^\?id=\w{18}&isdtp=p1$/);
    // Its height is the administrator's; the page does not speak to a window that does not listen.
    await signedIn.create();
    await expect(frame).toHaveAttribute("height", "640");
    const inside = await documentOf(frame);
    await expect(inside.locator("#teamviewer")).toHaveAttribute("data-parent-origin", "");
  });
});

alone(
  "a login that ended before a tab was opened is told in the tab",
  async ({ recordPage, record, page, org, console: guard }) => {
    guard.expect(/status of 401/);
    guard.expect(/could not be loaded/);
    await recordPage.logIn(`/lightning/r/${record.object}/${record.id}/view`, USERS.agent);
    await org.endLogins(USERS.agent);
    await page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
    await expect(page.getByRole("tabpanel").getByRole("alert")).toBeVisible();
  },
);
