// MyDevices: the devices of the user's TeamViewer account, from both of TeamViewer's lists, and connecting to them.

import { expectAccessible } from "../support/axe.ts";
import { addDevices, addManyDevices, DevicesPanel, JANE } from "../support/devices-panel.ts";
import { alone, expect, test } from "../support/fixtures.ts";
import { fireLongTimers, holdLongTimers, longTimers } from "../support/long-timers.ts";

test("every device of both lists stands there once, with what is known of it", async ({
  recordPage,
  simulator,
}) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.count()).toHaveText("Devices: 5 of 5");
  await expect(panel.names()).toHaveText(["<b>Étage 2</b>", "Front desk", "Laptop 5", "Till 9", "Till 10"]);
  // In both lists: the name that Jane gave, the description of the other.
  const front = panel.row("Front desk").getByRole("cell");
  await expect(front).toHaveText([
    "✓Online",
    "Connect to Front desk",
    "400 000 001",
    "Inventory 17",
    "Service desk",
    "",
  ]);
  // Offline, and seen at a time that TeamViewer knows: in New York, where the agent is.
  await expect(panel.row("Till 10").getByRole("cell")).toHaveText([
    "✕Offline",
    "",
    "400 000 002",
    "Room 3",
    "Service desk",
    "Feb 27, 2026, 1:05 PM",
  ]);
  await expect(panel.row("Laptop 5").getByRole("cell").last()).toHaveText("Unknown");
  await expectAccessible(panel);
});

test("only what is online can be connected to, and a click leads to its page at TeamViewer", async ({
  recordPage,
  simulator,
  product,
}) => {
  await addDevices(simulator);
  await simulator.device(400000002, "away");
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.root.getByRole("button", { name: /^Connect/ })).toHaveCount(4);
  for (const [name, state] of [
    ["Front desk", "Online"],
    ["Till 9", "Busy"],
    ["Till 10", "Away"],
    ["<b>Étage 2</b>", "Online"],
  ] as const) {
    await expect(panel.row(name).locator(".tv-badge")).toContainText(state);
    await expect(panel.connect(name)).toBeVisible();
  }
  const tab = await panel.openTab(() => panel.connect("Front desk").click());
  await expect(tab).toHaveURL(
    `http://start.teamviewer.localhost:${product.simPort}/device/400000001/authorization/prompt/mode/control`,
  );
  await expect(tab.getByRole("heading", { name: "Connect to FRONT-01" })).toBeVisible();
  await expect(tab.getByText("Mode: control. Access: by prompt.")).toBeVisible();
  expect(await tab.evaluate(() => window.opener)).toBeNull();
});

test("a page is one remote call, and each of TeamViewer's lists is asked for once", async ({
  recordPage,
  simulator,
  page,
}) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await simulator.forget();
  await addDevices(simulator);
  const calls: string[] = [];
  page.on("request", (sent) => {
    if (sent.url().endsWith("/apexremote")) {
      calls.push((sent.postDataJSON() as { method: string }).method);
    }
  });
  await page.reload();
  await expect(panel.count()).toHaveText("Devices: 5 of 5");
  expect(calls).toEqual(["load"]);
  for (const operation of ["list_devices", "list_managed_devices", "list_groups", "account"]) {
    expect(await simulator.countOf(operation)).toBe(1);
  }
  await panel.button("Refresh").click();
  await expect(panel.root.getByText("The list of devices is up to date.")).toBeAttached();
  expect(calls).toEqual(["load", "refresh"]);
  expect(await simulator.countOf("account")).toBe(1);
});

test("search and filters find devices, and can be taken back", async ({ recordPage, simulator }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  for (const [typed, found] of [
    ["till", ["Till 9", "Till 10"]],
    ["room 3", ["Till 10"]],
    ["400 000 001", ["Front desk"]],
    ["1100000004", ["<b>Étage 2</b>"]],
    ["ETAGE", ["<b>Étage 2</b>"]],
  ] as const) {
    await panel.search().fill(typed);
    await expect(panel.names()).toHaveText([...found]);
  }
  await panel.search().fill("");
  await panel.state().selectOption("Online");
  await expect(panel.names()).toHaveText(["<b>Étage 2</b>", "Front desk", "Till 9"]);
  await panel.group().selectOption("Service desk");
  await expect(panel.names()).toHaveText(["Front desk", "Till 9"]);
  await panel.group().selectOption("No group");
  await expect(panel.names()).toHaveText(["<b>Étage 2</b>"]);
  await panel.state().selectOption("Unknown");
  await expect(panel.root.getByText("No device fits this search and these filters.")).toBeVisible();
  await expect(panel.count()).toHaveText("Devices: 0 of 5");
  await expectAccessible(panel);
  await panel.button("Show all devices").click();
  await expect(panel.names()).toHaveCount(5);
  await expect(panel.search()).toBeFocused();
  await expect(panel.state()).toHaveValue("");
});

test("the rows can be ordered by every column that says so", async ({ recordPage, simulator, page }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  const name = panel.column("Name");
  await expect(name).toHaveAttribute("aria-sort", "ascending");
  await name.getByRole("button").click();
  await expect(name).toHaveAttribute("aria-sort", "descending");
  await expect(panel.names().first()).toHaveText("Till 10");
  for (const [label, first, last] of [
    ["Status", "<b>Étage 2</b>", "Till 10"],
    ["TeamViewer ID", "Front desk", "Laptop 5"],
    ["Group", "Front desk", "Laptop 5"],
    ["Last seen", "Till 10", "Till 9"],
  ] as const) {
    const column = panel.column(label);
    await column.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await expect(column).toHaveAttribute("aria-sort", "ascending");
    await expect(column.getByRole("button")).toBeFocused();
    await expect(panel.names().first()).toHaveText(first);
    await expect(panel.names().last()).toHaveText(last);
    await expect(name).not.toHaveAttribute("aria-sort");
  }
});

test("a device that comes online can be connected to after a refresh, and by itself after a minute", async ({
  recordPage,
  simulator,
  page,
}) => {
  await addDevices(simulator);
  await holdLongTimers(page);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.row("Laptop 5").locator(".tv-badge")).toContainText("Offline");
  await simulator.device(1100000005, "online");
  await panel.button("Refresh").click();
  await expect(panel.row("Laptop 5").locator(".tv-badge")).toContainText("Online");
  await expect(panel.connect("Laptop 5")).toBeVisible();

  await simulator.device(1100000005, "offline");
  const before = await simulator.countOf("list_devices");
  await expect.poll(() => longTimers(page)).toEqual([60_000]);
  await fireLongTimers(page);
  await expect(panel.row("Laptop 5").locator(".tv-badge")).toContainText("Offline");
  await expect(panel.connect("Laptop 5")).toHaveCount(0);
  expect(await simulator.countOf("list_devices")).toBe(before + 1);
});

test("a state that TeamViewer does not tell is unknown, and no connection is offered", async ({
  recordPage,
  simulator,
}) => {
  await addDevices(simulator);
  await simulator.fail({
    match: "list_devices",
    kind: "missing_fields",
    fields: ["online_state"],
    times: "forever",
  });
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.row("Till 9").locator(".tv-badge")).toContainText("Unknown");
  await expect(panel.connect("Till 9")).toHaveCount(0);
  // The other list knows this one.
  await expect(panel.row("Front desk").locator(".tv-badge")).toContainText("Online");
  await panel.state().selectOption("Unknown");
  await expect(panel.names()).toHaveText(["Till 9", "Till 10"]);
  await expectAccessible(panel);
});

test("a company's 300 devices are shown page by page, each once", async ({ recordPage, simulator }) => {
  await simulator.company();
  const { devices, groups } = await simulator.state();
  const mine = groups.filter(
    (group) => group.owner === JANE || group.shared_with.some(({ userid }) => userid === JANE),
  );
  const expected = new Set([
    ...devices.entries
      .filter(({ groupid }) => mine.some(({ id }) => id === groupid))
      .map((entry) => String(entry.teamviewer_id)),
    ...devices.managed
      .filter(({ managers }) => managers.includes(JANE))
      .map((device) => String(device.teamviewer_id)),
  ]);
  expect(expected.size).toBeGreaterThan(150);

  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.count()).toHaveText(`Devices: ${expected.size} of ${expected.size}`);
  const ids = new Set<string>();
  const next = panel.button("Next page");
  for (;;) {
    for (const shown of await panel.root.locator("tbody .tv-number").allInnerTexts()) {
      const id = shown.replaceAll(/\s/g, "");
      expect(ids.has(id)).toBe(false);
      ids.add(id);
    }
    if ((await next.getAttribute("aria-disabled")) === "true") {
      break;
    }
    const first = await panel.names().first().innerText();
    await next.click();
    await expect(panel.names().first()).not.toHaveText(first);
    await expect(next).toBeFocused();
  }
  expect(ids).toEqual(expected);
  await panel.search().fill("(contact list)");
  await expect(panel.names().first()).toContainText("(contact list)");
  await panel.group().selectOption({ index: 2 });
  await expectAccessible(panel);
});

test("of more devices than can be listed the first 2,000 are, which is said, and searching stays quick", async ({
  recordPage,
  simulator,
  org,
  page,
}) => {
  // A simulator and an org that were not optimised need a while for so many.
  await org.settings({ CalloutTimeoutSeconds__c: 60 });
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await addManyDevices(simulator, 2_100);
  await page.reload();
  await expect(panel.count()).toHaveText("Devices: 2,000 of 2,000", { timeout: 60_000 });
  await expect(
    panel.root.getByText("There are more devices than can be listed: only 2,000 are shown and searched."),
  ).toBeVisible();
  await expect(panel.root.getByText("1 to 50", { exact: true })).toBeVisible();
  // How long the page is busy with one letter, from the keystroke to the next picture.
  const busy = await panel.search().evaluate(async (field) => {
    const start = performance.now();
    (field as HTMLInputElement).value = "PC 1999";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
    return performance.now() - start;
  });
  await expect(panel.names()).toHaveText(["PC 1999"]);
  expect(busy).toBeLessThan(1_000);
  await panel.search().fill("PC 2000");
  await expect(panel.root.getByText("No device fits this search and these filters.")).toBeVisible();
});

test("everything is reached by keyboard", async ({ recordPage, simulator, page }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await panel.tabTo(panel.search());
  await page.keyboard.type("front");
  await expect(panel.names()).toHaveText(["Front desk"]);
  await panel.tabTo(panel.state());
  await panel.tabTo(panel.group());
  await panel.tabTo(panel.button("Refresh"));
  await panel.tabTo(panel.column("Name").getByRole("button"));
  await panel.tabTo(panel.connect("Front desk"));
  const tab = await panel.openTab(() => page.keyboard.press("Enter"));
  await expect(tab).toHaveURL(/\/device\/400000001\//);
});

test("on a narrow page nothing but the table scrolls sideways", async ({ recordPage, simulator, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
  await panel.connect("Front desk").scrollIntoViewIfNeeded();
  await expect(panel.connect("Front desk")).toBeInViewport({ ratio: 0.99 });
  await expectAccessible(panel);
});

alone("an account without devices says so", async ({ recordPage, simulator }) => {
  void simulator;
  const panel = await DevicesPanel.open(recordPage);
  await expect(panel.root.getByText("Connect your TeamViewer account to see its devices.")).toBeVisible();
  await expectAccessible(panel);
  await panel.signIn();
  await expect(panel.root.getByText("Your TeamViewer account has no devices.")).toBeVisible();
  await expectAccessible(panel);
});

alone(
  "who signs out sees no device any more, and signs in as somebody else",
  async ({ recordPage, simulator }) => {
    await addDevices(simulator);
    const panel = await DevicesPanel.open(recordPage);
    await panel.signIn();
    await expect(panel.row("Front desk")).toBeVisible();
    await panel.button("Sign out").click();
    await expect(panel.heading("Sign in to TeamViewer")).toBeFocused();
    await expect(panel.rows()).toHaveCount(0);
    // TeamViewer's site remembers who signed in last.
    await panel.page.context().clearCookies({ domain: /teamviewer\.localhost$/ });
    await panel.signIn("Tom Berger");
    await expect(panel.row("Tom's")).toBeVisible();
    await expect(panel.row("Laptop 5")).toHaveCount(0);
  },
);
