// An agent carries a remote control session from sign-in to close.

import { expectAccessible } from "../support/axe.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { consent } from "../support/session-panel.ts";
import { SENT } from "../support/share-dialog.ts";

alone("from sign-in to close", { tag: "@firefox" }, async ({ panel, simulator, org, record, page }) => {
  await test.step("sign in", async () => {
    await expect(panel.heading("Sign in to TeamViewer")).toBeVisible();
    await panel.signIn();
    await expect(panel.heading("No session")).toBeVisible();
  });

  const code = await test.step("create", async () => {
    const created = await panel.create();
    expect(await simulator.openCodes()).toEqual([created]);
    const { sessions, groups } = await simulator.state();
    const group = groups.find(({ id }) => id === sessions[0]?.groupid);
    expect(group?.name).toBe("Salesforce");
    expect(await org.sessionsOf(record.id)).toMatchObject([
      { tvSessionCode__c: created, Type__c: "RemoteControl" },
    ]);
    await expect(panel.customerLink()).toHaveAttribute("href", /^http:\/\/get\.teamviewer\.localhost:\d+\//);
    return created;
  });

  const customer = await test.step("the customer connects", async () => {
    const tab = await panel.openTab(() => panel.customerLink().click());
    await tab.getByRole("button", { name: "Connect", exact: true }).click();
    await expect(tab.getByRole("status")).toContainText("waiting for your supporter");
    // The agent looks at the record again: Firefox takes a page behind another for hidden, and hidden pages ask less.
    await page.bringToFront();
    await expect(panel.status()).toContainText("Customer online");
    return tab;
  });

  await test.step("the agent joins", async () => {
    const supporter = await panel.openTab(() => panel.button("Join session as Admin").click());
    await expect(supporter).toHaveURL(/^http:\/\/get\.teamviewer\.localhost:\d+\/v15\/s\d+-/);
    await supporter.getByRole("button", { name: "Join session" }).click();
    await expect(supporter.getByRole("status")).toContainText("The connection is running");
    await supporter.getByRole("button", { name: "End session" }).click();
    await customer.getByRole("link", { name: "Refresh" }).click();
    await customer.getByRole("button", { name: "Disconnect" }).click();
    await supporter.close();
    await customer.close();
    await page.bringToFront();
    expect((await simulator.state()).connections).toHaveLength(1);
    await expect(panel.status()).toContainText("Waiting for the customer");
  });

  await test.step("close", async () => {
    await panel.button("Close session").click();
    await expect(panel.heading("Session closed")).toBeVisible();
    expect(await simulator.openCodes()).toEqual([]);
    const [kept] = await org.sessionsOf(record.id);
    expect(kept).toMatchObject({ tvSessionCode__c: code, Status__c: "Closed", OpenKey__c: null });
  });

  await test.step("sign out", async () => {
    await panel.button("Sign out").click();
    await expect(panel.button("Login to your TeamViewer account")).toBeVisible();
    await page.reload();
  });
});

test(
  "the browser-based link joins without an installed TeamViewer",
  { tag: "@firefox" },
  async ({ signedIn, simulator }) => {
    const code = await signedIn.create();
    await simulator.customer(code, "connect");
    const supporter = await signedIn.openTab(() => signedIn.button("Join in browser").click());
    await expect(supporter).toHaveTitle(/web client/);
    await supporter.getByRole("button", { name: "Join session" }).click();
    await expect(supporter.getByRole("status")).toContainText("The connection is running");
  },
);

test("the session code and the customer link are copied", async ({ signedIn, context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const code = await signedIn.create();
  await signedIn.root.getByRole("button", { name: "Copy Session code" }).click();
  await expect(signedIn.root.getByRole("button", { name: "Copied Session code" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  await signedIn.root.getByRole("button", { name: "Copy Customer link" }).click();
  await expect(signedIn.root.getByRole("button", { name: "Copied Customer link" })).toBeVisible();
  const link = await signedIn.customerLink().getAttribute("href");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

alone(
  "every page view costs one remote call, and every action one",
  async ({ panel, page, recordPage, record }) => {
    const calls: string[] = [];
    page.context().on("request", (sent) => {
      if (sent.url().endsWith("/apexremote")) {
        const body = sent.postDataJSON() as { method: string } | { method: string }[];
        calls.push(...(Array.isArray(body) ? body : [body]).map(({ method }) => method));
      }
    });
    const since = (): string[] => calls.splice(0);

    await page.reload();
    await recordPage.panel();
    await expect(panel.button("Login to your TeamViewer account")).toBeVisible();
    expect(since()).toEqual(["load"]);

    const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
    await consent(tab);
    await panel.signedIn();
    expect(since()).toEqual(["signIn", "load"]);

    await recordPage.visit(record);
    await panel.create();
    const supporter = await panel.openTab(() => panel.button("Join session as Admin").click());
    await expect(supporter).toHaveURL(/teamviewer/);
    await supporter.close();
    await (await panel.openShare()).send(SENT.email);
    await panel.close();
    expect(since().filter((method) => method !== "refresh")).toEqual([
      "load",
      "create",
      "join",
      "shareOptions",
      "share",
      "close",
    ]);
  },
);

alone(
  "the administrator sees a colleague's open session beside their own",
  async ({ signedIn, recordPage, record }) => {
    const code = await signedIn.create();
    const panel = await recordPage.open(record, USERS.administrator);
    // The browser still knows the agent's TeamViewer account.
    const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
    await tab.getByRole("button", { name: "Use another account" }).click();
    await consent(tab, "Tom Berger");
    await panel.signedIn("Tom Berger");
    await expect(panel.heading("Open sessions of colleagues")).toBeVisible();
    await expect(panel.root.getByText(code)).toBeVisible();
    await expect(panel.root.getByText("Sam Okafor")).toBeVisible();
    await expectAccessible(panel);
  },
);
