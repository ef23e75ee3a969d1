// The org from an archive alone: what is handed out is all that a session needs.

import { alone, expect } from "../support/fixtures.ts";

// A start from an archive compiles the Lightning components anew; that of the other format takes as long again.
const FORMATS =
  process.env.THOROUGH === undefined ? (["metadata"] as const) : (["source", "metadata"] as const);

for (const archive of FORMATS) {
  alone.describe(`from the archive in ${archive} format`, () => {
    // Packing, converting back and compiling take longer than any test does, and twice as long beside other tests.
    alone.describe.configure({ timeout: 300_000 });
    alone.use({ archive });

    alone("an agent signs in, creates, joins and closes", async ({ panel, simulator, org, record }) => {
      await expect(panel.heading("Sign in to TeamViewer")).toBeVisible();
      await panel.signIn();
      await expect(panel.heading("No session")).toBeVisible();

      const code = await panel.create();
      expect(await simulator.openCodes()).toEqual([code]);

      const supporter = await panel.openTab(() => panel.button("Join session as Admin").click());
      await expect(supporter).toHaveURL(/^http:\/\/get\.teamviewer\.localhost:\d+\/v15\/s\d+-/);
      await supporter.close();

      await panel.button("Close session").click();
      await expect(panel.heading("Session closed")).toBeVisible();
      expect(await simulator.openCodes()).toEqual([]);
      expect(await org.sessionsOf(record.id)).toMatchObject([
        { tvSessionCode__c: code, Status__c: "Closed" },
      ]);
    });
  });
}
