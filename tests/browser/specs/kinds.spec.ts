// Which kinds of session an agent can make: those that the administrator allows.

import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/fixtures.ts";
import { NEW_SESSION, SWITCH_TO_REMOTE_CONTROL } from "../support/session-panel.ts";

for (const allowed of [
  { remoteControl: true, pilot: true },
  { remoteControl: true, pilot: false },
  { remoteControl: false, pilot: true },
  { remoteControl: false, pilot: false },
]) {
  const { remoteControl, pilot } = allowed;
  test.describe(`remote control ${remoteControl}, Pilot ${pilot}`, () => {
    test.use({ allowed });

    test("is what the agent is offered", async ({ signedIn }) => {
      await expect(signedIn.heading("No session")).toBeVisible();
      await expect(signedIn.button(NEW_SESSION.RemoteControl)).toHaveCount(remoteControl ? 1 : 0);
      await expect(signedIn.button(NEW_SESSION.Pilot)).toHaveCount(pilot ? 1 : 0);
      await expect(
        signedIn.root.getByText("Your administrator allows no new TeamViewer sessions."),
      ).toHaveCount(remoteControl || pilot ? 0 : 1);
      await expectAccessible(signedIn);
    });
  });
}

test("a kind that is forbidden while the page is open is refused", async ({ signedIn, org, simulator }) => {
  await expect(signedIn.button(NEW_SESSION.RemoteControl)).toBeVisible();
  await org.settings({ AllowRemoteControl__c: false, AllowPilot__c: true });
  await signedIn.button(NEW_SESSION.RemoteControl).click();
  await expect(signedIn.alert()).toContainText("Your administrator does not allow this kind of session.");
  expect(await simulator.countOf("create_session")).toBe(0);
});

test.describe("from a Pilot window", () => {
  test.use({ allowed: { remoteControl: true, pilot: true } });

  test("a remote control session can be made while a customer is connected", async ({
    signedIn,
    simulator,
  }) => {
    const code = await signedIn.create("Pilot");
    await simulator.customer(code, "connect");
    await expect(signedIn.status()).toContainText("Customer online");
    await signedIn.button(SWITCH_TO_REMOTE_CONTROL).click();
    await signedIn.root.getByRole("group").getByRole("button", { name: "Close and create new" }).click();
    await expect(signedIn.status()).toContainText("Waiting for the customer");
    const next = await signedIn.code();
    expect((await simulator.cloudSession(next)).kind).toBe("Default");
    await expect.poll(() => simulator.openCodes()).toEqual([next]);
  });

  test("a Pilot session that expired can be followed by a remote control session", async ({
    signedIn,
    simulator,
  }) => {
    const code = await signedIn.create("Pilot");
    await simulator.session(code, "expire");
    await expect(signedIn.heading("Session expired")).toBeVisible();
    await signedIn.button(SWITCH_TO_REMOTE_CONTROL).click();
    await expect(signedIn.status()).toContainText("Waiting for the customer");
    expect((await simulator.cloudSession(await signedIn.code())).kind).toBe("Default");
  });

  test("the customer comes, the agent joins, the session is closed", async ({ signedIn, simulator }) => {
    const code = await signedIn.create("Pilot");
    await simulator.customer(code, "connect");
    const supporter = await signedIn.openTab(() => signedIn.button("Join session as Admin").click());
    await supporter.getByRole("button", { name: "Join session" }).click();
    await expect(supporter.getByRole("status")).toContainText("The connection is running");
    await supporter.getByRole("button", { name: "End session" }).click();
    await expect(supporter.getByRole("button", { name: "Join session" })).toBeVisible();
    await supporter.close();
    await simulator.customer(code, "disconnect");
    await expect(signedIn.status()).toContainText("Waiting for the customer");
    await expect(await signedIn.timeline()).toContainText([
      /: Session joined \(.+\)$/,
      /: Customer online$/,
      /: Session created \(.+\)$/,
    ]);
    await signedIn.close();
    expect(await simulator.openCodes()).toEqual([]);
  });
});
