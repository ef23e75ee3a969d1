// Where the administrator ticked "Allow Custom Recipient?", an agent may mail a session to any address.

import { expectAccessible } from "../../support/axe.ts";
import { OBJECTS, RECORDS } from "../../support/demo-records.ts";
import { expect, test } from "../../support/fixtures.ts";
import { SENT } from "../../support/share-dialog.ts";

test.use({ customRecipient: true, allowed: { remoteControl: true, pilot: true } });

for (const object of OBJECTS) {
  const [recipient] = RECORDS[object].recipients;

  test.describe(object, () => {
    test.use({ demo: RECORDS[object] });

    for (const kind of ["RemoteControl", "Pilot"] as const) {
      test(`a ${kind} session goes to an address that the agent types`, async ({ signedIn, org }) => {
        await signedIn.create(kind);
        const dialog = await signedIn.openShare();
        if (kind === "Pilot") {
          await dialog.bySms().uncheck();
          await dialog.byEmail().check();
        }
        await expect(dialog.email()).toHaveValue(recipient.email);
        await dialog.email().fill("night.shift@else.example");
        await dialog.send(SENT.email);
        expect(await org.mails()).toMatchObject([{ to: ["night.shift@else.example"] }]);
      });
    }
  });
}

test("an address that is none is said before it is sent, and stays", async ({ signedIn, org }) => {
  await signedIn.create();
  const dialog = await signedIn.openShare();
  await expectAccessible(signedIn);
  for (const wrong of [
    "",
    "lena",
    "lena@library",
    "a@b.example, c@d.example",
    "lena moreau@library.example",
  ]) {
    await dialog.email().fill(wrong);
    await dialog.sendButton().click();
    await expect(dialog.email()).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.email()).toHaveValue(wrong);
  }
  await expectAccessible(signedIn);
  expect(await org.mails()).toEqual([]);
});
