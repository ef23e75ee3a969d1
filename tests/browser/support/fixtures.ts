// What every browser test has: a fresh product, its controls, an agent's record page, and two guards that judge
// each test at its end: nothing unexpected on any console, nothing unlisted sent to TeamViewer.

import { expect, test as base } from "@playwright/test";

import { ConsoleGuard } from "./console-guard.ts";
import { OrgControl, USERS, type DemoCase } from "./org-control.ts";
import { outboundViolations } from "./outbound.ts";
import { startProduct, type Product } from "./product.ts";
import { RecordPage } from "./record-page.ts";
import type { SessionPanel } from "./session-panel.ts";
import { SimulatorControl } from "./simulator-control.ts";

interface Fixtures {
  product: Product;
  org: OrgControl;
  simulator: SimulatorControl;
  console: ConsoleGuard;
  /** The Case that tests work on. */
  record: DemoCase;
  recordPage: RecordPage;
  /** The component on that Case, opened by the agent, nobody signed in to TeamViewer. */
  panel: SessionPanel;
  /** The component on that Case, opened by the agent, who is signed in to TeamViewer. */
  signedIn: SessionPanel;
}

const SUBJECT = "Self check-out shows error E-17";

export const test = base.extend<Fixtures>({
  product: async ({}, use, info) => {
    const product = await startProduct();
    await use(product);
    await product.stop();
    if (info.status !== info.expectedStatus) {
      await info.attach("product", { body: product.output(), contentType: "text/plain" });
    }
  },

  org: async ({ product }, use) => {
    const org = new OrgControl(product.port);
    await org.hurry();
    await use(org);
  },

  record: async ({ org }, use) => {
    await use(await org.demoCase(SUBJECT));
  },

  simulator: async ({ product, record }, use) => {
    const simulator = new SimulatorControl(product.simPort);
    await use(simulator);
    expect(outboundViolations(await simulator.requests(), record.secrets)).toEqual([]);
  },

  console: async ({ context }, use) => {
    const guard = new ConsoleGuard(context);
    await use(guard);
    expect(guard.violations()).toEqual([]);
  },

  recordPage: async ({ page, product, console: guard, simulator }, use) => {
    // Both guards watch whatever a record page does.
    void guard;
    void simulator;
    await use(new RecordPage(page, product.port));
  },

  panel: async ({ recordPage, record }, use) => {
    await use(await recordPage.open(record.id, USERS.agent));
  },

  signedIn: async ({ panel }, use) => {
    await panel.signIn();
    await use(panel);
  },
});

export { expect, USERS };
