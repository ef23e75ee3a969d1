// The org as its administrator sees it, through its test control.

import { request, type Place } from "./http.ts";
import type { DemoRecord, ObjectName } from "./demo-records.ts";
import type { Names } from "./names.ts";

/** User names of the demo org. */
export const USERS = {
  agent: "agent@example.com",
  administrator: "admin@example.com",
  withoutPermission: "noaccess@example.com",
} as const;

/** A record of this org, with what of it must never leave the org. */
export interface OpenRecord {
  readonly object: ObjectName;
  readonly id: string;
  /** How it calls itself. */
  readonly name: string;
  /** Words that only this record, its people and this org have. */
  readonly secrets: readonly string[];
}

/** A row of the org. */
export type Row = Record<string, unknown>;

/** A mail in the org's outbox. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly whatId: string | null;
  readonly userId: string;
}

/** Which kinds of session the administrator allows. */
export interface Allowed {
  readonly remoteControl: boolean;
  readonly pilot: boolean;
}

/** Test control of one org. */
export class OrgControl {
  readonly #place: Place;

  constructor(
    port: number,
    readonly names: Names,
  ) {
    this.#place = { host: "lightning.force.localhost", port };
  }

  /** Runs SOQL as the system. */
  async query(soql: string): Promise<Row[]> {
    const answer = await request(this.#place, "GET", `/_test/soql?q=${encodeURIComponent(soql)}`);
    return (answer as { records: Row[] }).records;
  }

  /** Runs SOQL whose custom names are all the package's; the rows have them without a namespace. */
  async queryOwn(soql: string): Promise<Row[]> {
    return (await this.query(this.names.ownAll(soql))).map((row) => this.names.plain(row));
  }

  async insert(object: string, row: Row): Promise<string> {
    const answer = await this.#dml("insert", object, [row]);
    return (answer as { ids: string[] }).ids[0] ?? "";
  }

  /** Inserts a row of an object of the package. */
  async insertOwn(object: string, row: Row): Promise<string> {
    return this.insert(this.names.own(object), this.#owned(row));
  }

  /** Inserts many rows of an object of the package, in their order. */
  async insertAllOwn(object: string, rows: readonly Row[]): Promise<readonly string[]> {
    const records = rows.map((row) => this.#owned(row));
    return ((await this.#dml("insert", this.names.own(object), records)) as { ids: string[] }).ids;
  }

  async update(object: string, row: Row): Promise<void> {
    await this.#dml("update", object, [row]);
  }

  async delete(object: string, id: string): Promise<void> {
    await this.#dml("delete", object, [{ Id: id }]);
  }

  async #dml(operation: string, object: string, records: readonly Row[]): Promise<unknown> {
    return request(this.#place, "POST", "/_test/dml", { operation, object, records });
  }

  /** Moves the org's clock. */
  async advance(seconds: number): Promise<void> {
    await request(this.#place, "POST", "/_test/clock", { advanceSeconds: seconds });
  }

  /** Stops the org's clock where it is. */
  async freeze(): Promise<void> {
    await request(this.#place, "POST", "/_test/clock", { freeze: new Date().toISOString() });
  }

  /** Waits until no job is queued or running. */
  async idle(): Promise<void> {
    await request(this.#place, "GET", "/_test/idle");
  }

  /** Ends every login of a user, as an administrator can. */
  async endLogins(username: string): Promise<void> {
    await request(this.#place, "POST", "/_test/revoke-login", { username });
  }

  /** A record of the demo data. */
  async find({ object, where, recipients, secretFields }: DemoRecord): Promise<OpenRecord> {
    const nameField = object === "Case" ? "CaseNumber" : "Name";
    const fields = [...new Set(["Id", nameField, ...secretFields])];
    const [row] = await this.query(`SELECT ${fields.join(", ")} FROM ${object} WHERE ${where}`);
    if (row === undefined) {
      throw new Error(`the demo org has no ${object} where ${where}`);
    }
    const [organization] = await this.query("SELECT Id FROM Organization LIMIT 1");
    const ids = [row["Id"], organization?.["Id"]].map(String);
    const words = [
      ...ids,
      ...ids.map((id) => id.slice(0, 15)),
      ...secretFields.map((path) => valueAt(row, path)),
      ...recipients.flatMap(({ name, email }) => [name, email]),
      USERS.agent,
    ];
    return {
      object,
      id: String(row["Id"]),
      name: String(row[nameField]),
      secrets: words.filter((word): word is string => typeof word === "string" && word.length > 3),
    };
  }

  /** Back to the demo data, as far as using sessions changes them; who is signed in to TeamViewer stays. */
  async forget(): Promise<void> {
    await this.idle();
    await request(this.#place, "POST", "/_test/clock", { reset: {} });
    await this.chatter(true);
    const used = [
      "TeamViewerConnection__c",
      "TeamViewerReporting__c",
      "TeamViewerExpiry__c",
      "TeamViewerEvent__c",
      "TeamViewerCase__c",
      "TeamViewerSettings__c",
    ];
    // Without its trigger a schedule runs no longer.
    for (const object of [...used.map((name) => this.names.own(name)), "CronTrigger", "FeedItem"]) {
      const rows = await this.query(`SELECT Id FROM ${object}`);
      if (rows.length > 0) {
        await this.#dml(
          "delete",
          object,
          rows.map(({ Id }) => ({ Id })),
        );
      }
    }
    await request(this.#place, "DELETE", "/_test/outbox");
    await this.mailing({ deliverability: "all", remaining: null });
  }

  /** Quick polls and short time-outs, so that tests need not wait long; and what the administrator allows. */
  async hurry(allowed: Allowed): Promise<void> {
    const [organization] = await this.query("SELECT Id FROM Organization LIMIT 1");
    await this.insertOwn("TeamViewerSettings__c", {
      SetupOwnerId: organization?.["Id"],
      PollSeconds__c: 5,
      CalloutTimeoutSeconds__c: 2,
      AllowRemoteControl__c: allowed.remoteControl,
      AllowPilot__c: allowed.pilot,
    });
  }

  /** Changes the org's settings of the package. */
  async settings(change: Row): Promise<void> {
    const [row] = await this.queryOwn("SELECT Id FROM TeamViewerSettings__c LIMIT 1");
    await this.update(this.names.own("TeamViewerSettings__c"), { Id: row?.["Id"], ...this.#owned(change) });
  }

  /** The sessions kept on a record, oldest first. */
  async sessionsOf(recordId: string): Promise<Row[]> {
    return this.queryOwn(
      "SELECT Id, tvSessionCode__c, Status__c, OpenKey__c, ParentRecordId__c, Type__c, SessionName__c, " +
        "WaitingMessage__c, ValidUntil__c, CreatedDate FROM TeamViewerCase__c " +
        `WHERE ParentRecordId__c = '${recordId}' ORDER BY CreatedDate, Id`,
    );
  }

  /** What happened to the sessions of a record, oldest first. */
  async eventsOf(recordId: string): Promise<Row[]> {
    return this.queryOwn(
      "SELECT Kind__c, Recipient__c FROM TeamViewerEvent__c " +
        `WHERE Session__r.ParentRecordId__c = '${recordId}' ORDER BY At__c, Id`,
    );
  }

  /** The posts in a record's feed, oldest first. */
  async feedOf(recordId: string): Promise<string[]> {
    const posts = await this.query(
      `SELECT Body FROM FeedItem WHERE ParentId = '${recordId}' ORDER BY CreatedDate, Id`,
    );
    return posts.map((post) => String(post["Body"]));
  }

  /** The mails that left the org, oldest first. */
  async mails(): Promise<readonly Mail[]> {
    return (await request(this.#place, "GET", "/_test/outbox")) as Mail[];
  }

  /** Access to send mail, and how many single mails are left today (null: as many as Salesforce allows). */
  async mailing(change: {
    deliverability?: "all" | "system" | "none";
    remaining?: number | null;
  }): Promise<void> {
    await request(this.#place, "POST", "/_test/mail", change);
  }

  /** Forgets the TeamViewer OAuth app, as in an org where nobody has set one up. */
  async forgetOAuthApp(): Promise<void> {
    await request(this.#place, "DELETE", "/_test/client?provider=TeamViewer");
  }

  /** Runs a flow of the package to its end, with its screens answered beforehand: what it passed, and its last screen. */
  async flow(
    flow: string,
    user: string,
    variables: Row,
    answers: Row,
  ): Promise<{ readonly elements: readonly string[]; readonly texts: readonly string[] }> {
    const course = await request(this.#place, "POST", "/_test/flow", { flow, user, variables, answers });
    return course as { elements: string[]; texts: string[] };
  }

  /** Whether the org has Chatter. */
  async chatter(on: boolean): Promise<void> {
    await request(this.#place, "POST", "/_test/chatter", { on });
  }

  #owned(row: Row): Row {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name.endsWith("__c") ? this.names.own(name) : name, value]),
    );
  }
}

/** A field of a row, through its parents: `Account.Name`. */
function valueAt(row: Row, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value === null ? null : (value as Row)[name]), row);
}
