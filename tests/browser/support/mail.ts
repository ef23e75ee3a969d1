// A mail that the org sent, against what it was to say.

import { expect } from "@playwright/test";

import type { Mail } from "./org-control.ts";

/** What a mail must hold. */
export interface Expected {
  readonly to: string;
  /** How the record calls itself (`ParentRecordName__c`). */
  readonly recordName: string;
  readonly customerLink: string;
  readonly agent: string;
}

/** Holds a mail against what it was to say: both bodies, every merge field filled. */
export function expectMail(mail: Mail | undefined, { to, recordName, customerLink, agent }: Expected): void {
  expect(mail?.to).toEqual([to]);
  expect(mail?.subject).not.toContain("{!");
  expect(mail?.subject).not.toBe("");
  for (const [body, escape] of [
    [mail?.html, escapeHtml],
    [mail?.text, (text: string) => text],
  ] as const) {
    expect(body).toContain(escape(recordName));
    expect(body).toContain(escape(customerLink));
    expect(body).toContain(escape(agent));
    expect(body).not.toContain("{!");
    // The link that gives control of the customer's computer is for the agent alone.
    expect(body).not.toMatch(/\/s\d+-[A-Za-z0-9]/);
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("'", "&#39;");
}
