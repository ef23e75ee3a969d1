// Remote actions called past the screen, with valid tokens: what the screen forbids for comfort, Apex forbids for
// safety.

import path from "node:path";

import { CONFIDENTIAL, RECORDS } from "../../support/demo-records.ts";
import { alone, expect, test, USERS } from "../../support/fixtures.ts";
import { Pages } from "../../support/history-panel.ts";
import type { OrgControl } from "../../support/org-control.ts";
import { ROOT } from "../../support/product.ts";
import { ACTIONS, callAction, callNamed, type Action } from "../../support/remote-call.ts";
import type { SimulatorControl } from "../../support/simulator-control.ts";

const REQUEST_ID = "0123456789abcdef".repeat(2);
const LENA = RECORDS.Case.recipients[0];

/** A request that would do what the action is for. */
function requestOf(action: Action, recordId: string, sessionId: string, templateId: string): object {
  const session = { recordId, sessionId };
  const requests: Record<Action, object> = {
    load: { recordId },
    refresh: { recordId },
    create: { recordId, kind: "RemoteControl", requestId: REQUEST_ID, retry: false },
    join: session,
    close: session,
    shareOptions: session,
    share: { ...session, requestId: REQUEST_ID, email: { to: LENA.email, templateId } },
    signIn: { recordId },
    signOut: { recordId },
  };
  return requests[action];
}

async function templateOf(org: OrgControl, description: string): Promise<string> {
  const [row] = await org.query(`SELECT Id FROM EmailTemplate WHERE Description = '${description}'`);
  return String(row?.["Id"]);
}

async function takePermissionSets(org: OrgControl, username: string): Promise<void> {
  const assigned = await org.query(
    `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${username}'`,
  );
  for (const assignment of assigned) {
    await org.delete("PermissionSetAssignment", String(assignment["Id"]));
  }
}

/** Nothing was made, changed or sent. */
async function expectQuiet(simulator: SimulatorControl, org: OrgControl, recordId: string): Promise<void> {
  expect(await simulator.countOf("create_session")).toBe(0);
  await expectNothingSent(simulator, org);
  expect(await org.sessionsOf(recordId)).toEqual([]);
}

async function expectNothingSent(simulator: SimulatorControl, org: OrgControl): Promise<void> {
  expect(await simulator.countOf("modify_session")).toBe(0);
  expect(await simulator.texts()).toEqual([]);
  expect(await org.mails()).toEqual([]);
}

alone(
  "a user who lost the permission set is refused every action by the platform",
  async ({ signedIn, simulator, org, record, page }) => {
    await expect(signedIn.heading("No session")).toBeVisible();
    await takePermissionSets(org, USERS.agent);
    for (const action of ACTIONS) {
      const request = requestOf(action, record.id, record.id, record.id);
      const { reached, refusal } = await callAction(page, action, request);
      expect([action, reached]).toEqual([action, false]);
      expect(refusal).toContain("do not have access to the Apex class or page");
    }
    await expectQuiet(simulator, org, record.id);
  },
);

alone(
  "a user who may open every page but lacks the permission set is refused every action by Apex",
  async ({ simulator, org, record, page, product, names }) => {
    await takePermissionSets(org, USERS.administrator);
    // Lightning would not even tell the address of the page.
    const pages = new Pages(page, product, names, record, USERS.administrator);
    await pages.open("TeamViewerSession");
    await expect(page.getByRole("alert")).toBeVisible();
    for (const action of ACTIONS) {
      const request = requestOf(action, record.id, record.id, record.id);
      const { reply } = await callAction(page, action, request);
      expect([action, reply]).toMatchObject([action, { ok: false, error: { code: "noPermission" } }]);
    }
    await expectQuiet(simulator, org, record.id);
  },
);

test("a user without access to the record is refused every action", async ({
  signedIn,
  simulator,
  org,
  record,
  page,
}) => {
  await signedIn.create();
  const [own] = await org.sessionsOf(record.id);
  const hidden = await org.find(CONFIDENTIAL);
  const template = await templateOf(org, "teamviewer_Case_template");
  for (const action of ACTIONS) {
    const request = requestOf(action, hidden.id, String(own?.["Id"]), template);
    const { reply } = await callAction(page, action, request);
    expect([action, reply]).toMatchObject([action, { ok: false, error: { code: "recordNotFound" } }]);
  }
  expect(await simulator.countOf("create_session")).toBe(1);
  expect(await simulator.openCodes()).toHaveLength(1);
  await expectNothingSent(simulator, org);
  expect(await org.sessionsOf(hidden.id)).toEqual([]);
});

test("a session of another record is not there", async ({ signedIn, simulator, org, record, page }) => {
  await signedIn.create();
  const [own] = await org.sessionsOf(record.id);
  const other = await org.find(RECORDS.Contact);
  const template = await templateOf(org, "teamviewer_Contact_template");
  for (const action of ["join", "close", "shareOptions", "share"] as const) {
    const request = requestOf(action, other.id, String(own?.["Id"]), template);
    const { reply } = await callAction(page, action, request);
    expect([action, reply]).toMatchObject([action, { ok: false, error: { code: "sessionNotFound" } }]);
  }
  expect(await simulator.openCodes()).toHaveLength(1);
  await expectNothingSent(simulator, org);
});

test.describe("sharing", () => {
  test.use({ allowed: { remoteControl: true, pilot: true } });

  /** A channel's part of the request, and its outcome. */
  const FORBIDDEN_CHANNELS = [
    ["email", "a stranger's address", { to: "somebody@else.example" }, "recipientNotAllowed"],
    ["email", "a colleague's address", { to: USERS.administrator }, "recipientNotAllowed"],
    [
      "email",
      "a second address behind the allowed one",
      { to: `${LENA.email},x@else.example` },
      "invalidAddress",
    ],
    ["email", "a header behind the address", { to: `${LENA.email}\nBcc: x@else.example` }, "invalidAddress"],
    ["email", "no address", { to: "lena" }, "invalidAddress"],
    ["sms", "no number", { to: "ring me" }, "invalidNumber"],
    ["sms", "letters behind the number", { to: "+1 802 555 0119;ext=1" }, "invalidNumber"],
    ["sms", "a number without a country", { to: "802 555 0119" }, "numberNeedsPrefix"],
  ] as const;

  test("a recipient whom the rules forbid gets nothing, on either channel", async ({
    signedIn,
    simulator,
    org,
    record,
    page,
  }) => {
    await signedIn.create("Pilot");
    const [own] = await org.sessionsOf(record.id);
    const templateId = await templateOf(org, "teamviewer_Case_template");
    const session = { recordId: record.id, sessionId: own?.["Id"] };
    for (const [index, [channel, what, to, code]] of FORBIDDEN_CHANNELS.entries()) {
      const requestId = index.toString(16).padStart(32, "0");
      const part = channel === "email" ? { email: { ...to, templateId } } : { sms: to };
      const { reply } = await callAction(page, "share", { ...session, requestId, ...part });
      const outcomes = [{ channel, ok: false, error: { code } }];
      expect([what, reply]).toMatchObject([what, { ok: true, data: { outcomes } }]);
    }
    await expectNothingSent(simulator, org);
  });

  test("a template that is not this object's, or none at all, sends nothing", async ({
    signedIn,
    simulator,
    org,
    record,
    page,
  }) => {
    await signedIn.create();
    const [own] = await org.sessionsOf(record.id);
    const session = { recordId: record.id, sessionId: own?.["Id"], requestId: REQUEST_ID };
    const others = [await templateOf(org, "teamviewer_Contact_template"), "00X00000000zzzz", record.id];
    for (const templateId of others) {
      const email = { to: LENA.email, templateId };
      const { reply } = await callAction(page, "share", { ...session, email });
      const outcomes = [{ channel: "email", ok: false, error: { code: "templateMissing" } }];
      expect(reply).toMatchObject({ ok: true, data: { outcomes } });
    }
    await expectNothingSent(simulator, org);
  });

  test("a request that makes no sense is refused as a whole", async ({
    signedIn,
    simulator,
    org,
    record,
    page,
  }) => {
    await signedIn.create();
    const [own] = await org.sessionsOf(record.id);
    const templateId = await templateOf(org, "teamviewer_Case_template");
    const session = { recordId: record.id, sessionId: own?.["Id"], requestId: REQUEST_ID };
    const email = { to: LENA.email, templateId };
    const requests: Record<string, unknown> = {
      "neither e-mail nor SMS": session,
      "a message alone": { ...session, message: "Look here" },
      "an SMS for a remote control session": { ...session, sms: { to: LENA.phone } },
      "a message that is too long": { ...session, email, message: "x".repeat(1001) },
      "no request id": { ...session, email, requestId: undefined },
      "a request id of another form": { ...session, email, requestId: "' OR Name != '" },
      "no JSON": "{",
    };
    for (const [what, request] of Object.entries(requests)) {
      const { reply } = await callAction(page, "share", request);
      expect([what, reply]).toMatchObject([what, { ok: false, error: { code: "badRequest" } }]);
    }
    await expectNothingSent(simulator, org);
  });

  test("the same request twice is one mail", async ({ signedIn, org, record, page }) => {
    await signedIn.create();
    const [own] = await org.sessionsOf(record.id);
    const templateId = await templateOf(org, "teamviewer_Case_template");
    const session = { recordId: record.id, sessionId: own?.["Id"], requestId: REQUEST_ID };
    const request = { ...session, email: { to: LENA.email.toUpperCase(), templateId } };
    for (const attempt of [1, 2]) {
      const { reply } = await callAction(page, "share", request);
      const data = { outcomes: [{ channel: "email", ok: true }] };
      expect([attempt, reply]).toMatchObject([attempt, { ok: true, data }]);
    }
    expect(await org.mails()).toHaveLength(1);
  });
});

test.describe("an action that is not global", () => {
  test.use({ orgArguments: ["--source", path.join(ROOT, "tests/browser/metadata/closed-action")] });

  alone("is refused when it is managed, and only then", async ({ recordPage, names, product, page }) => {
    const address = names.page(product.port, "ClosedAction");
    await recordPage.logIn(address, USERS.administrator);
    await expect(page.getByText("A page with a remote action that is not global")).toBeVisible();
    const action = names.namespace === "" ? "ClosedAction.greet" : `${names.namespace}.ClosedAction.greet`;
    const { reached, reply } = await callNamed(page, action, "Sam");
    expect(reached).toBe(names.namespace === "");
    expect(reply).toEqual(names.namespace === "" ? { ok: true, data: { text: "Hello Sam" } } : null);
  });
});
