// The org as its administrator sees it, through its test control.

import { request, type Place } from "./http.ts";

/** User names of the demo org. */
export const USERS = {
  agent: "agent@example.com",
  administrator: "admin@example.com",
  withoutPermission: "noaccess@example.com",
} as const;

/** A Case with what of it must never leave the org. */
export interface DemoCase {
  readonly id: string;
  readonly subject: string;
  /** Words that only this record, its people and this org have. */
  readonly secrets: readonly string[];
}

type Row = Record<string, unknown>;

/** Test control of one org. */
export class OrgControl {
  readonly #place: Place;

  constructor(port: number) {
    this.#place = { host: "lightning.force.localhost", port };
  }

  /** Runs SOQL as the system. */
  async query(soql: string): Promise<Row[]> {
    const answer = await request(this.#place, "GET", `/_test/soql?q=${encodeURIComponent(soql)}`);
    return (answer as { records: Row[] }).records;
  }

  async insert(object: string, row: Row): Promise<string> {
    const answer = await this.#dml("insert", object, row);
    return (answer as { ids: string[] }).ids[0] ?? "";
  }

  async update(object: string, row: Row): Promise<void> {
    await this.#dml("update", object, row);
  }

  async delete(object: string, id: string): Promise<void> {
    await this.#dml("delete", object, { Id: id });
  }

  async #dml(operation: string, object: string, row: Row): Promise<unknown> {
    return request(this.#place, "POST", "/_test/dml", { operation, object, records: [row] });
  }

  /** Moves the org's clock. */
  async advance(seconds: number): Promise<void> {
    await request(this.#place, "POST", "/_test/clock", { advanceSeconds: seconds });
  }

  /** Waits until no job is queued or running. */
  async idle(): Promise<void> {
    await request(this.#place, "GET", "/_test/idle");
  }

  /** Ends every login of a user, as an administrator can. */
  async endLogins(username: string): Promise<void> {
    await request(this.#place, "POST", "/_test/revoke-login", { username });
  }

  /** Quick polls and short time-outs, so that tests need not wait long. */
  async hurry(more: Row = {}): Promise<void> {
    const [organization] = await this.query("SELECT Id FROM Organization LIMIT 1");
    await this.insert("TeamViewerSettings__c", {
      SetupOwnerId: organization?.["Id"],
      PollSeconds__c: 5,
      CalloutTimeoutSeconds__c: 2,
      AllowRemoteControl__c: true,
      AllowPilot__c: false,
      ...more,
    });
  }

  /** The agent's Case of the demo data with this subject. */
  async demoCase(subject: string): Promise<DemoCase> {
    const [row] = await this.query(
      `SELECT Id, CaseNumber, Subject, Description, Contact.Name, Contact.Email, Account.Name FROM Case WHERE Subject = '${subject}'`,
    );
    if (row === undefined) {
      throw new Error(`the demo org has no Case ${subject}`);
    }
    const [organization] = await this.query("SELECT Id, Name FROM Organization LIMIT 1");
    const contact = row["Contact"] as Row | null;
    const account = row["Account"] as Row | null;
    const secrets = [
      row["Id"],
      String(row["Id"]).slice(0, 15),
      row["CaseNumber"],
      row["Subject"],
      row["Description"],
      contact?.["Name"],
      contact?.["Email"],
      account?.["Name"],
      organization?.["Id"],
      String(organization?.["Id"]).slice(0, 15),
      USERS.agent,
    ];
    return {
      id: String(row["Id"]),
      subject,
      secrets: secrets.filter((secret): secret is string => typeof secret === "string" && secret.length > 3),
    };
  }

  /** The sessions kept on a record, oldest first. */
  async sessionsOf(recordId: string): Promise<Row[]> {
    return this.query(
      "SELECT Id, tvSessionCode__c, Status__c, OpenKey__c, Case__c, Type__c, CreatedDate FROM TeamViewerCase__c " +
        `WHERE Case__c = '${recordId}' ORDER BY CreatedDate, Id`,
    );
  }
}
