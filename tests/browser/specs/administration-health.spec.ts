// The health check: what it finds in a good org and in bad ones, each with its remedy.

import { AdministrationPage, countCalls } from "../support/administration-page.ts";
import { expectAccessible } from "../support/axe.ts";
import { eachCase, nameOf, OUTAGES } from "../support/cases.ts";
import { alone, expect, USERS } from "../support/fixtures.ts";
import type { OrgControl } from "../support/org-control.ts";

/** Takes every permission set from a user, or one of them. */
async function unassign(org: OrgControl, username: string, set = "%"): Promise<void> {
  const assigned = await org.query(
    "SELECT Id FROM PermissionSetAssignment " +
      `WHERE Assignee.Username = '${username}' AND PermissionSet.Name LIKE '${set}'`,
  );
  expect(assigned).not.toHaveLength(0);
  for (const { Id } of assigned) {
    await org.delete("PermissionSetAssignment", String(Id));
  }
}

alone(
  "a good org is told so, and what cannot be seen is admitted",
  async ({ recordPage, page, simulator }) => {
    void simulator;
    const administration = await AdministrationPage.open(recordPage);
    await administration.signIn();
    const count = countCalls(page);
    await administration.check();
    expect(count.calls).toBe(1);
    for (const [title, words] of [
      ["TeamViewer", "TeamViewer can be reached and knows you."],
      ["TeamViewer OAuth app", "Client ID and client secret are stored."],
      ["Chatter", "Chatter is on."],
      ["Users", "Active users who may use TeamViewer: 2."],
      ["What the permission sets cannot give", "Each of these users has it"],
      ["Supported Objects", "Objects, fields and pages are there."],
      ["E-mail templates", "Each supported object has an e-mail template."],
    ] as const) {
      await administration.expectLine(title, "OK", words);
    }
    await administration.expectLine(
      "Actions in the Publisher",
      "Unknown",
      "This cannot be checked from here.",
    );
    await administration.expectLine("Notifications", "Unknown", "page tvSessionNotification");
    await expectAccessible(administration);
  },
);

alone("a bad org is told what to do", async ({ recordPage, names, org, simulator }) => {
  void simulator;
  await org.forgetOAuthApp();
  await org.chatter(false);
  await unassign(org, USERS.agent, "Support_Agent");
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.agent}'`);
  const [minimum] = await org.query("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  await org.update("User", { Id: user?.["Id"], ProfileId: minimum?.["Id"] });
  const administration = await AdministrationPage.open(recordPage);
  await administration.check();
  await administration.expectLine("TeamViewer", "Unknown", "Salesforce asks TeamViewer only for users who");
  await administration.expectLine("TeamViewer OAuth app", "Attention", "Nobody can sign in.");
  await administration.expectLine("Chatter", "Attention", "Setup → Chatter → Chatter Settings");
  const lacking = "What the permission sets cannot give";
  // Unmanaged, the permission set TeamViewer User grants the right to keep a sign-in.
  const managed = names.namespace === "" ? "" : "User External Credentials (read, create, edit, delete), ";
  await administration.expectLine(lacking, "Attention", `Sam Okafor: ${managed}Send Email, Read on`);
  await administration.expectLine(lacking, "Attention", "Read on Machine__c");
  await expect(administration.line(lacking).getByText("Ada Brandt")).toHaveCount(0);
  await expectAccessible(administration);
});

alone("nobody with a permission set needs attention", async ({ recordPage, org, simulator }) => {
  void simulator;
  const administration = await AdministrationPage.open(recordPage);
  await administration.check();
  await administration.expectLine("Users", "OK", "2.");
  await unassign(org, USERS.agent);
  await administration.check();
  await administration.expectLine("Users", "OK", "1.");
});

alone("whatever TeamViewer does, the other lines are there", async ({ recordPage, simulator, org }) => {
  // A slow machine must not look like a TeamViewer that hangs.
  await org.settings({ CalloutTimeoutSeconds__c: 6 });
  const administration = await AdministrationPage.open(recordPage);
  await administration.signIn();
  await eachCase(OUTAGES, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "ping", kind, times: "forever", ...more });
    await administration.check();
    await administration.expectLine("TeamViewer", "Attention", says);
    await administration.expectLine("Chatter", "OK", "Chatter is on.");
    await simulator.heal();
  });
  await expectAccessible(administration);
  await simulator.tokens("revoke");
  await administration.check();
  await administration.expectLine("TeamViewer", "Unknown", "Sign in under TeamViewer OAuth App");
});
