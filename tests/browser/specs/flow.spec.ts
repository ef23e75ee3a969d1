// The sample flow of the package, run from its metadata: its screens are answered beforehand, its actions are the
// package's Apex, which calls TeamViewer and sends the mail.

import { expect, test } from "../support/fixtures.ts";
import { expectMail } from "../support/mail.ts";
import { USERS } from "../support/org-control.ts";

const FLOW = "TeamViewer_Create_and_Invite";
const CREATED = ["Ask", "Create_Session", "Is_Created", "Invite_Customer", "Is_Invited"];

test.describe("with Pilot allowed", () => {
  test.use({ allowed: { remoteControl: true, pilot: true } });

  test("makes the session that was asked for and sends its link", async ({
    signedIn,
    org,
    record,
    demo,
    simulator,
    typed,
  }) => {
    void signedIn;
    typed.names.add("From a flow");
    const answers = { Kind: "Pilot", Description: "From a flow" };
    const { elements, texts } = await org.flow(FLOW, USERS.agent, { recordId: record.id }, answers);
    expect(elements).toEqual([...CREATED, "Done"]);

    const [session] = await org.sessionsOf(record.id);
    const code = String(session?.["tvSessionCode__c"]);
    expect(session).toMatchObject({ Type__c: "Pilot", Status__c: "Open", SessionName__c: "From a flow" });
    const to = demo.recipients[0]?.email ?? "";
    expect(texts).toEqual([`<p>The link of session ${code} was sent to ${to}.</p>`]);
    const { customer_link: customerLink } = await simulator.cloudSession(code);
    const [mail] = await org.mails();
    expectMail(mail, { to, recordName: record.name, customerLink, agent: "Sam Okafor" });
  });
});

test("says why there is no session", async ({ signedIn, org, record }) => {
  void signedIn;
  const { elements, texts } = await org.flow(FLOW, USERS.agent, { recordId: record.id }, { Kind: "Pilot" });
  expect(elements).toEqual(["Ask", "Create_Session", "Is_Created", "Not_Created"]);
  expect(texts).toEqual(["<p>Your administrator does not allow this kind of session.</p>"]);
  expect(await org.sessionsOf(record.id)).toEqual([]);
});

test("says that nobody was invited, and gives the link", async ({ signedIn, org, record, simulator }) => {
  void signedIn;
  const answers = { Recipient: { value: "somebody@else.example" } };
  const { elements, texts } = await org.flow(FLOW, USERS.agent, { recordId: record.id }, answers);
  expect(elements).toEqual([...CREATED, "Not_Invited"]);

  const [session] = await org.sessionsOf(record.id);
  const { customer_link: link } = await simulator.cloudSession(String(session?.["tvSessionCode__c"]));
  expect(texts).toEqual([
    "<p>Your administrator allows only e-mail addresses of this record.</p>" +
      `<p>The session is open. Give the customer this link: ${link}</p>`,
  ]);
  expect(await org.mails()).toEqual([]);
});
