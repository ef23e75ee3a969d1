// Reporting: an administrator switches it on, TeamViewer's connections become records, the schedule runs by the org's
// clock, what is too old goes, sessions past their validity are closed once that is on, and a person is erased.

import { AdministrationPage, countCalls } from "../support/administration-page.ts";
import { expectAccessible } from "../support/axe.ts";
import { alone, expect, test } from "../support/fixtures.ts";
import type { OrgControl } from "../support/org-control.ts";
import { consent, type AccountName } from "../support/session-panel.ts";

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

/** Reporting as an administrator sees it. */
class ReportingPart extends AdministrationPage {
  static async begin(...place: Parameters<typeof AdministrationPage.open>): Promise<ReportingPart> {
    const { page } = await AdministrationPage.open(...place);
    return new ReportingPart(page);
  }

  /** Signs the company's account in. */
  async signInCompany(account: AccountName = "Claire Dubois"): Promise<void> {
    const tab = await this.openTab(() => this.button("Sign in the company’s account").click());
    await consent(tab, account);
    await this.button("Refresh the state").click();
    await expect(this.part("Reporting")).toContainText("The company’s TeamViewer account is signed in.");
  }

  /** Saves the settings of reporting. */
  async save(): Promise<void> {
    await this.button("Save reporting").click();
    await expect(this.part("Reporting").getByText("Reporting is saved.")).toBeVisible();
  }

  /** Switches it on for everything of the last days. */
  async switchOn(days: number): Promise<void> {
    await this.field("Store connections every day").check();
    await this.field("Also connections that did not begin in Salesforce").check();
    await this.field("Days after which a connection is deleted").fill(String(days));
    await this.save();
  }

  /** Runs it now, to its end. */
  async run(org: OrgControl): Promise<void> {
    await this.button("Run now").click();
    await expect(this.part("Reporting")).toContainText(/A run is under way|Last run/);
    await org.idle();
    await this.button("Refresh the state").click();
    await expect(this.part("Reporting")).toContainText("Last run");
  }
}

async function stored(org: OrgControl): Promise<number> {
  return (await org.queryOwn("SELECT Id FROM TeamViewerConnection__c")).length;
}

alone(
  "connections of the company become records, once, now and by the clock",
  async ({ recordPage, page, org, simulator }) => {
    test.setTimeout(240_000);
    await simulator.company();
    // Otherwise a connection could become too old to be kept between two runs.
    await org.freeze();
    const reporting = await ReportingPart.begin(recordPage);
    const part = reporting.part("Reporting");
    await expect(part).toContainText("account is not signed in: nothing can be stored");
    await expect(part).toContainText("It has not run yet.");
    await expect(reporting.button("Run now")).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(reporting);

    await reporting.switchOn(14);
    // Without the company's account the run says what to do.
    await reporting.button("Run now").click();
    await org.idle();
    await reporting.button("Refresh the state").click();
    await expect(part.getByRole("alert")).toContainText("Sign it in above");
    await expectAccessible(reporting);

    await reporting.signInCompany();
    const count = countCalls(page);
    await reporting.button("Run now").click();
    await expect(part).toContainText(/A run is under way|Last run/);
    expect(count.calls).toBe(1);
    await org.idle();
    await reporting.button("Refresh the state").click();
    await expect(part).toContainText("Last run");
    await expect(part.getByRole("alert")).toHaveCount(0);
    const rows = await stored(org);
    expect(rows).toBeGreaterThan(100);
    const [sample] = await org.queryOwn(
      "SELECT AgentName__c, DurationMinutes__c, StartAt__c FROM TeamViewerConnection__c " +
        "WHERE EndAt__c != NULL ORDER BY StartAt__c DESC LIMIT 1",
    );
    expect(sample?.["AgentName__c"]).toBeTruthy();
    expect(Number(sample?.["DurationMinutes__c"])).toBeGreaterThan(0);

    await reporting.run(org);
    expect(await stored(org)).toBe(rows);

    // The schedule of the next day, by the org's clock.
    const [before] = await org.queryOwn("SELECT StartedAt__c FROM TeamViewerReporting__c");
    await org.advance(DAY_SECONDS);
    await org.idle();
    const [after] = await org.queryOwn("SELECT StartedAt__c, Failure__c FROM TeamViewerReporting__c");
    expect(Date.parse(String(after?.["StartedAt__c"]))).toBeGreaterThan(
      Date.parse(String(before?.["StartedAt__c"])),
    );
    expect(after?.["Failure__c"] ?? null).toBeNull();
    const [job] = await org.query("SELECT TimesTriggered, NextFireTime FROM CronTrigger");
    expect(job?.["TimesTriggered"]).toBe(1);

    // Off again: nothing is scheduled any more.
    await page.reload();
    await reporting.field("Store connections every day").uncheck();
    await reporting.field("Days after which a connection is deleted").fill("");
    await reporting.save();
    expect(await org.query("SELECT Id FROM CronTrigger")).toEqual([]);
  },
);

alone(
  "sessions past their validity are closed by the clock while that is on",
  async ({ recordPage, org, simulator, signedIn, record }) => {
    test.setTimeout(240_000);
    await org.freeze();
    const expired = await signedIn.create();
    const [session] = await org.sessionsOf(record.id);
    await simulator.session(expired, "expire");
    const past = new Date(Date.now() - HOUR_SECONDS * 1000).toISOString();
    await org.update(org.names.own("TeamViewerCase__c"), {
      Id: session?.["Id"],
      [org.names.own("ValidUntil__c")]: past,
    });

    const reporting = await ReportingPart.begin(recordPage);
    const part = reporting.part("Closing expired sessions");
    const refresh = reporting.button("Refresh the last run");
    await expect(part).toContainText("It is off: expired sessions are left open.");
    await expect(part).toContainText("It has not run yet.");
    await expect(part).toContainText("account is not signed in: no session can be closed");
    await org.advance(HOUR_SECONDS);
    await org.idle();
    expect(await simulator.openCodes()).toEqual([expired]);
    await expectAccessible(reporting);

    const switchOn = reporting.button("Switch closing on");
    await switchOn.focus();
    await switchOn.press("Enter");
    await expect(part).toContainText("It is on: expired sessions are closed every hour.");
    await expect(part).toContainText("Next run:");
    await expect(reporting.button("Switch closing off")).toBeFocused();

    // Without the company's account the run says what to do.
    await org.advance(HOUR_SECONDS);
    await org.idle();
    await refresh.click();
    await expect(part.getByRole("alert")).toContainText("Sessions that could not be closed: 1.");
    await expect(part).toContainText("Sign it in under “Reporting”.");
    expect(await simulator.openCodes()).toEqual([expired]);
    await expectAccessible(reporting);

    await reporting.signInCompany();
    await expect(part).not.toContainText("account is not signed in: no session can be closed");
    await org.advance(HOUR_SECONDS);
    await org.idle();
    await refresh.click();
    await expect(part).toContainText("Sessions closed: 1.");
    await expect(part.getByRole("alert")).toHaveCount(0);
    expect(await simulator.openCodes()).toEqual([]);
    expect(await org.sessionsOf(record.id)).toMatchObject([{ Status__c: "Closed" }]);
    await expectAccessible(reporting);

    await reporting.button("Switch closing off").click();
    await expect(part).toContainText("It is off: expired sessions are left open.");
    await expect(part).not.toContainText("Next run:");
    expect(await org.query("SELECT Id FROM CronTrigger")).toEqual([]);
  },
);

test("what is too old is deleted, each by its own setting", async ({ recordPage, org }) => {
  const ago = (days: number): string => new Date(Date.now() - days * DAY_SECONDS * 1000).toISOString();
  await org.insertAllOwn("TeamViewerConnection__c", [
    { ConnectionId__c: "old", StartAt__c: ago(40) },
    { ConnectionId__c: "new", StartAt__c: ago(20) },
  ]);
  const reporting = await ReportingPart.begin(recordPage);
  for (const [label, value] of [
    ["Hour of the day", "24"],
    ["Days after which a connection is deleted", "0"],
    ["Days after which a finished session is deleted, with its timeline", "some"],
  ] as const) {
    const field = reporting.field(label);
    const usual = await field.inputValue();
    await field.fill(value);
    await reporting.button("Save reporting").click();
    await expect(reporting.wrong(label)).toContainText("Enter a whole number from");
    await expect(field).toBeFocused();
    await field.fill(usual);
  }
  await reporting.field("Days after which a connection is deleted").fill("30");
  await reporting.save();
  await reporting.button("Run now").click();
  await org.idle();
  await reporting.button("Refresh the state").click();
  await expect(reporting.part("Reporting")).toContainText("Records deleted: 1.");
  expect(await org.queryOwn("SELECT ConnectionId__c FROM TeamViewerConnection__c")).toMatchObject([
    { ConnectionId__c: "new" },
  ]);
});

test("a person is found, and erased only when that is confirmed", async ({ recordPage, org, record }) => {
  await org.insertAllOwn("TeamViewerConnection__c", [
    { ConnectionId__c: "agent", AgentName__c: "Sam Okafor", DeviceName__c: "PC" },
    { ConnectionId__c: "other", AgentName__c: "Ada Agent", DeviceName__c: "PC" },
  ]);
  await org.insertOwn("TeamViewerCase__c", {
    ParentRecordId__c: record.id,
    tvSessionCode__c: "s10-000-001",
    Status__c: "Closed",
    SessionName__c: "Help for Sam Okafor",
  });
  const reporting = await ReportingPart.begin(recordPage);
  const part = reporting.part("Erase a person");
  const whom = reporting.field("Name, e-mail address, phone number, or Id of a user, contact or lead");
  await whom.fill("Sa");
  await reporting.button("Look for the person").click();
  await expect(part).toContainText("Enter at least three characters.");
  await whom.fill("Nobody at all");
  await reporting.button("Look for the person").click();
  await expect(part).toContainText("Nothing here that can be erased names this person.");
  await whom.fill("sam okafor");
  await whom.press("Enter");
  await expect(part).toContainText("Connections with this agent, whose name and account will be emptied: 1");
  await expect(part).toContainText(
    "Other finished sessions, in which what names the person will be emptied: 1",
  );
  await expectAccessible(reporting);
  await reporting.button("Erase for good").click();
  await expect(part).toContainText("Tick this first.");
  expect(await org.queryOwn("SELECT Id FROM TeamViewerConnection__c WHERE AgentErased__c = TRUE")).toEqual(
    [],
  );
  await reporting.field("I know that this cannot be undone").check();
  await reporting.button("Erase for good").click();
  await expect(part).toContainText("Erased. Records emptied or deleted: 2.");
  await expectAccessible(reporting);
  const connections = await org.queryOwn(
    "SELECT ConnectionId__c, AgentName__c, DeviceName__c FROM TeamViewerConnection__c ORDER BY ConnectionId__c",
  );
  expect(connections).toMatchObject([
    { ConnectionId__c: "agent", DeviceName__c: "PC" },
    { ConnectionId__c: "other", AgentName__c: "Ada Agent" },
  ]);
  expect(connections[0]?.["AgentName__c"] ?? null).toBeNull();
  const [session] = await org.queryOwn("SELECT SessionName__c FROM TeamViewerCase__c");
  expect(session?.["SessionName__c"] ?? null).toBeNull();
});
