// The guards that judge every test: each finds what is planted for it.

import { expect, test } from "@playwright/test";

import { ConsoleGuard } from "../support/console-guard.ts";
import { outboundViolations } from "../support/outbound.ts";
import type { ReceivedRequest } from "../support/simulator-control.ts";

const TAG = `sf1-${"0123456789abcdef"}-${"0123456789abcdef".repeat(2)}`;

function creation(fields: Record<string, unknown>): ReceivedRequest {
  return {
    method: "POST",
    host: "127.0.0.1:8601",
    path: "/api/v1/sessions",
    query: "",
    operations: ["create_session"],
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ description: "Salesforce support session", custom_api: TAG, ...fields }),
    fault: null,
    status: 200,
  };
}

test("an allowed request passes, a field too many does not", () => {
  expect(outboundViolations([creation({ groupname: "Salesforce" })], ["Lena Moreau"])).toEqual([]);
  expect(outboundViolations([creation({ end_customer: { name: "x" } })], [])).toHaveLength(1);
  expect(outboundViolations([creation({ custom_api: "500000000000001AAA" })], [])).toHaveLength(1);
  expect(outboundViolations([creation({ description: "Self check-out" })], [])).toHaveLength(1);
});

test("a secret is found wherever it stands, in whatever coding", () => {
  const secrets = ["Lena Moreau"];
  expect(outboundViolations([creation({ groupname: "for lena moreau" })], secrets)).toHaveLength(1);
  const listing = { ...creation({}), method: "GET", operations: ["list_sessions"], body: "" };
  expect(outboundViolations([{ ...listing, query: "state=open&offset=Lena+Moreau" }], secrets)).toHaveLength(
    1,
  );
  expect(outboundViolations([{ ...listing, headers: { "x-note": "Lena%20Moreau" } }], secrets)).toHaveLength(
    1,
  );
});

test("a word that the agent typed passes in its own field, and no other word there", () => {
  const typed = {
    names: new Set(["Front desk"]),
    waitingMessages: new Set(["Soon"]),
    numbers: new Set(["+1 802 555 0119"]),
    notes: new Set(["Replaced the toner"]),
  };
  const named = creation({ description: "Front desk", waiting_message: "Soon" });
  expect(outboundViolations([named], [], typed)).toEqual([]);
  expect(outboundViolations([named], [])).toHaveLength(2);
  expect(outboundViolations([creation({ description: "Soon" })], [], typed)).toHaveLength(1);
  const invitation = {
    ...creation({}),
    method: "PUT",
    path: "/api/v1/sessions/s119-457-589",
    operations: ["modify_session", "send_sms"],
    body: JSON.stringify({ sms_invite_number: "+1 802 555 0119" }),
  };
  expect(outboundViolations([invitation], [], typed)).toEqual([]);
  expect(outboundViolations([invitation], [])).toHaveLength(1);
  const wordy = { ...invitation, body: JSON.stringify({ description: "Front desk" }) };
  expect(outboundViolations([wordy], [], typed)).toHaveLength(1);
});

test("a parameter or an operation that nobody listed is found", () => {
  const listing = { ...creation({}), method: "GET", operations: ["list_sessions"], body: "" };
  expect(outboundViolations([{ ...listing, query: "state=open&groupid=g1" }], [])).toHaveLength(1);
  expect(outboundViolations([{ ...listing, operations: ["delete_connection"] }], [])).toHaveLength(1);
  expect(outboundViolations([{ ...listing, path: "/api/v1/users", operations: [] }], [])).toHaveLength(1);
  expect(outboundViolations([{ ...listing, path: "/", operations: [] }], [])).toHaveLength(1);
});

test("whatever a page says on its console is found, unless it was announced", async ({ page, context }) => {
  const guard = new ConsoleGuard(context);
  const strict = new ConsoleGuard(context);
  guard.expect(/known trouble/);
  guard.expect(/never comes/);
  const thrown = context.waitForEvent("weberror");
  await page.setContent("<p>quiet</p>");
  await page.evaluate(() => {
    console.log("known trouble");
    setTimeout(() => {
      throw new Error("uncaught trouble");
    }, 0);
  });
  await thrown;
  expect(guard.violations()).toHaveLength(2);
  expect(strict.violations()).toHaveLength(2);
});
