// What every browser test has: a product as new, its controls, an agent's record page, and two guards that judge
// each test at its end: nothing unexpected on any console, nothing unlisted sent to TeamViewer.

import path from "node:path";

import { expect, test as base } from "@playwright/test";

import { packaged, type ArchiveFormat } from "./archive.ts";
import { ConsoleGuard } from "./console-guard.ts";
import { RECORDS, type DemoRecord } from "./demo-records.ts";
import { isNotPictured } from "./gallery.ts";
import { allowCustomRecipients } from "./metadata.ts";
import { Names } from "./names.ts";
import { OrgControl, USERS, type Allowed, type OpenRecord } from "./org-control.ts";
import { nothingTyped, outboundViolations, type Typed } from "./outbound.ts";
import { startProduct, type Product } from "./product.ts";
import { RecordPage } from "./record-page.ts";
import type { SessionPanel } from "./session-panel.ts";
import { SimulatorControl } from "./simulator-control.ts";

/** What a project or a file chooses; each choice has stacks of its own. */
export interface Installation {
  /** Namespace under which the package is installed; empty when unmanaged. */
  namespace: string;
  /** Whether the administrator ticked "Allow Custom Recipient?" of every object. */
  customRecipient: boolean;
}

/** What a group of tests chooses. */
export interface Choices {
  /** The kinds of session that the administrator allows. */
  allowed: Allowed;
  /** The record that tests work on. */
  demo: DemoRecord;
  /** Whether the test has a product to itself, since it changes what the demo org is made of. */
  alone: boolean;
  /** Further arguments of the local org, for tests that have a product to themselves. */
  orgArguments: readonly string[];
  /** The format of the archive that the package is taken from, for tests that have a product to themselves. */
  archive: ArchiveFormat | undefined;
}

interface Fixtures extends Choices {
  /** Leaves a test out where only pictures are wanted and it takes none. */
  pictured: void;
  product: Product;
  org: OrgControl;
  simulator: SimulatorControl;
  console: ConsoleGuard;
  /** What the agent types for TeamViewer to know; nothing else may reach it. */
  typed: Typed;
  record: OpenRecord;
  recordPage: RecordPage;
  /** The component on that record, opened by the agent. */
  panel: SessionPanel;
  /** The component on that record, opened by the agent, who is signed in to TeamViewer. */
  signedIn: SessionPanel;
}

interface WorkerFixtures extends Installation {
  names: Names;
  /** Arguments of the local org that the installation asks for. */
  installed: readonly string[];
  /** The product that the tests of a worker share, one after the other. */
  shared: Product;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  namespace: ["", { option: true, scope: "worker" }],
  customRecipient: [false, { option: true, scope: "worker" }],
  allowed: [{ remoteControl: true, pilot: false }, { option: true }],
  demo: [RECORDS.Case, { option: true }],
  alone: [false, { option: true }],
  orgArguments: [[], { option: true }],
  archive: [undefined, { option: true }],

  pictured: [
    async ({}, use, info) => {
      info.skip(isNotPictured(info));
      await use();
    },
    { auto: true },
  ],

  names: [
    async ({ namespace }, use) => {
      await use(new Names(namespace));
    },
    { scope: "worker" },
  ],

  installed: [
    async ({ customRecipient, names }, use, { project, workerIndex }) => {
      const folder = path.join(project.outputDir, `metadata-${project.name}-${workerIndex}`);
      await use(customRecipient ? await allowCustomRecipients(folder, names) : []);
    },
    { scope: "worker" },
  ],

  shared: [
    async ({ namespace, installed }, use) => {
      const product = await startProduct({ namespace, orgArguments: installed });
      await use(product);
      await product.stop();
    },
    { scope: "worker" },
  ],

  product: async ({ namespace, installed, shared, alone, orgArguments, archive }, use, info) => {
    const product = alone
      ? await startProduct({
          namespace,
          orgArguments: [...installed, ...orgArguments],
          ...(archive === undefined ? {} : { archive: await packaged(archive, info.outputDir) }),
        })
      : shared;
    await use(product);
    if (alone) {
      await product.stop();
    }
    if (info.status !== info.expectedStatus) {
      await info.attach("product", { body: product.output(), contentType: "text/plain" });
    }
  },

  org: async ({ product, names, allowed, alone }, use) => {
    const org = new OrgControl(product.port, names);
    if (!alone) {
      await org.forget();
    }
    await org.hurry(allowed);
    await use(org);
  },

  record: async ({ org, demo }, use) => {
    await use(await org.find(demo));
  },

  typed: async ({}, use) => {
    await use(nothingTyped());
  },

  simulator: async ({ product, record, typed, alone }, use) => {
    const simulator = new SimulatorControl(product.simPort);
    if (!alone) {
      await simulator.forget();
    }
    await use(simulator);
    expect(outboundViolations(await simulator.requests(), record.secrets, typed)).toEqual([]);
  },

  console: async ({ context }, use) => {
    const guard = new ConsoleGuard(context);
    await use(guard);
    expect(guard.violations()).toEqual([]);
  },

  recordPage: async ({ page, product, names, console: guard, simulator }, use) => {
    // Both guards watch whatever a record page does.
    void guard;
    void simulator;
    await use(new RecordPage(page, product.port, names));
  },

  panel: async ({ recordPage, record }, use) => {
    await use(await recordPage.open(record, USERS.agent));
  },

  signedIn: async ({ panel }, use) => {
    // A product keeps the sign-in of the test before.
    if (!(await panel.isSignedIn())) {
      await panel.signIn();
    }
    await use(panel);
  },
});

/** A test with a product to itself: nobody is signed in to TeamViewer, and it may change anything. */
export const alone = test.extend({
  alone: async ({}, use) => {
    await use(true);
  },
});

export { expect, USERS };
