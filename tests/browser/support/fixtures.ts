// What every browser test has: a fresh product, its controls, an agent's record page, and two guards that judge
// each test at its end: nothing unexpected on any console, nothing unlisted sent to TeamViewer.

import { expect, test as base } from "@playwright/test";

import { ConsoleGuard } from "./console-guard.ts";
import { RECORDS, type DemoRecord } from "./demo-records.ts";
import { allowCustomRecipients } from "./metadata.ts";
import { Names } from "./names.ts";
import { OrgControl, USERS, type Allowed, type OpenRecord } from "./org-control.ts";
import { nothingTyped, outboundViolations, type Typed } from "./outbound.ts";
import { startProduct, type Product } from "./product.ts";
import { RecordPage } from "./record-page.ts";
import type { SessionPanel } from "./session-panel.ts";
import { SimulatorControl } from "./simulator-control.ts";

/** What a project, a file or a group of tests chooses. */
export interface Choices {
  /** Namespace under which the package is installed; empty when unmanaged. */
  namespace: string;
  /** The kinds of session that the administrator allows. */
  allowed: Allowed;
  /** Whether the administrator ticked "Allow Custom Recipient?" of every object. */
  customRecipient: boolean;
  /** The record that tests work on. */
  demo: DemoRecord;
  /** Further arguments of the local org. */
  orgArguments: readonly string[];
}

interface Fixtures extends Choices {
  names: Names;
  product: Product;
  org: OrgControl;
  simulator: SimulatorControl;
  console: ConsoleGuard;
  /** What the agent types for TeamViewer to know; nothing else may reach it. */
  typed: Typed;
  record: OpenRecord;
  recordPage: RecordPage;
  /** The component on that record, opened by the agent, nobody signed in to TeamViewer. */
  panel: SessionPanel;
  /** The component on that record, opened by the agent, who is signed in to TeamViewer. */
  signedIn: SessionPanel;
}

export const test = base.extend<Fixtures>({
  namespace: ["", { option: true }],
  allowed: [{ remoteControl: true, pilot: false }, { option: true }],
  customRecipient: [false, { option: true }],
  demo: [RECORDS.Case, { option: true }],
  orgArguments: [[], { option: true }],

  names: async ({ namespace }, use) => {
    await use(new Names(namespace));
  },

  product: async ({ namespace, names, customRecipient, orgArguments }, use, info) => {
    const metadata = customRecipient ? await allowCustomRecipients(info.outputPath("metadata"), names) : [];
    const product = await startProduct({ namespace, orgArguments: [...orgArguments, ...metadata] });
    await use(product);
    await product.stop();
    if (info.status !== info.expectedStatus) {
      await info.attach("product", { body: product.output(), contentType: "text/plain" });
    }
  },

  org: async ({ product, names, allowed }, use) => {
    const org = new OrgControl(product.port, names);
    await org.hurry(allowed);
    await use(org);
  },

  record: async ({ org, demo }, use) => {
    await use(await org.find(demo));
  },

  typed: async ({}, use) => {
    await use(nothingTyped());
  },

  simulator: async ({ product, record, typed }, use) => {
    const simulator = new SimulatorControl(product.simPort);
    await use(simulator);
    expect(outboundViolations(await simulator.requests(), record.secrets, typed)).toEqual([]);
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
    await use(await recordPage.open(record, USERS.agent));
  },

  signedIn: async ({ panel }, use) => {
    await panel.signIn();
    await use(panel);
  },
});

export { expect, USERS };
