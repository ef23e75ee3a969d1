// Who gets a session: the field table of docs/admin/en/recipients.md row by row, and what the dialog asks for.

import { expectAccessible } from "../support/axe.ts";
import { OTHER_RECORDS, RECORDS, type DemoRecord } from "../support/demo-records.ts";
import { alone, expect, test } from "../support/fixtures.ts";
import { SENT } from "../support/share-dialog.ts";

test.use({ allowed: { remoteControl: true, pilot: true } });

const ROWS: Readonly<Record<string, DemoRecord>> = {
  ...OTHER_RECORDS,
  "a Contact with mobile and phone": RECORDS.Contact,
};

for (const [what, demo] of Object.entries(ROWS)) {
  test.describe(what, () => {
    test.use({ demo });

    test("fills in what the record says", async ({ signedIn }) => {
      const code = await signedIn.create("Pilot");
      const dialog = await signedIn.openShare();
      await dialog.byEmail().check();
      const [first] = demo.recipients;
      await expect(dialog.email()).toHaveValue(first?.email ?? "");
      await expect(dialog.phone()).toHaveValue(first?.phone ?? "");
      // Without a number the customer can still be told the session's.
      await expect(dialog.root.getByText(code)).toHaveCount(first?.phone === undefined ? 1 : 0);
      if (first === undefined) {
        await expectAccessible(signedIn);
      }
      const several = demo.recipients.length > 1;
      await expect(dialog.contact()).toHaveCount(several ? 1 : 0);
      if (several) {
        await expect(dialog.contact().getByRole("option")).toHaveText(
          demo.recipients.map(({ name }) => name),
        );
        for (const { name, email, phone } of demo.recipients) {
          await dialog.contact().selectOption(name);
          await expect(dialog.email()).toHaveValue(email ?? "");
          await expect(dialog.phone()).toHaveValue(phone ?? "");
        }
      }
    });
  });
}

test.describe("a number without its country", () => {
  test.use({ demo: OTHER_RECORDS["a Contact whose number has no country prefix"] });

  test("is asked for, and nothing is sent before", async ({ signedIn, simulator, typed }) => {
    await signedIn.create("Pilot");
    const dialog = await signedIn.openShare();
    await dialog.sendButton().click();
    await expect(dialog.phone()).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.phone()).toHaveAccessibleDescription(/Put the country in front of the number/);
    expect(await simulator.texts()).toEqual([]);
    typed.numbers.add("+44 7700 900-177");
    await dialog.phone().fill("+44 7700 900-177");
    await dialog.send(SENT.sms);
    expect(await simulator.texts()).toMatchObject([{ number: "+44 7700 900-177" }]);
  });
});

test("what is no number is said before anything is sent", async ({ signedIn, simulator }) => {
  await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  for (const wrong of ["", "call me", "+12"]) {
    await dialog.phone().fill(wrong);
    await dialog.sendButton().click();
    await expect(dialog.phone()).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.phone()).toHaveValue(wrong);
  }
  expect(await simulator.countOf("modify_session")).toBe(0);
});

test("nothing ticked is nothing to send", async ({ signedIn, simulator, org }) => {
  await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  await dialog.bySms().uncheck();
  await dialog.sendButton().click();
  await expect(dialog.bySms()).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.bySms()).toBeFocused();
  expect(await simulator.texts()).toEqual([]);
  expect(await org.mails()).toEqual([]);
});

test("a Pilot session goes out by e-mail alone when the SMS is unticked", async ({
  signedIn,
  simulator,
  org,
}) => {
  await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  await expect(dialog.bySms()).toBeChecked();
  await dialog.bySms().uncheck();
  await dialog.byEmail().check();
  await dialog.send(SENT.email);
  expect(await simulator.texts()).toEqual([]);
  expect(await org.mails()).toHaveLength(1);
});

test.describe("several templates", () => {
  alone("the chosen one is sent, and is chosen again next time", async ({ signedIn, org }) => {
    const [shipped] = await org.query(
      "SELECT FolderId FROM EmailTemplate WHERE Description = 'teamviewer_Case_template'",
    );
    await org.insert("EmailTemplate", {
      Name: "Second visit",
      DeveloperName: "Second_visit",
      Description: "teamviewer_Case_template",
      FolderId: shipped?.["FolderId"],
      IsActive: true,
      TemplateType: "text",
      Subject: "We are back",
      Body: `Hello again: ${org.names.mergeField("TeamViewerCase__c", "tvCustomerLink__c")}`,
    });
    await signedIn.create();
    const dialog = await signedIn.openShare();
    await dialog.template().selectOption("Second visit");
    await dialog.send(SENT.email);
    expect(await org.mails()).toMatchObject([{ subject: "We are back" }]);
    const again = await signedIn.openShare();
    await expect(again.template().locator("option:checked")).toHaveText("Second visit");
  });
});
