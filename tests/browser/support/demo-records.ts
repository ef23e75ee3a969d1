// The records of the demo org that tests work on, and who gets what is shared there: the field table in
// docs/admin/en/recipients.md, by example.

/** Objects on which sessions can be made. */
export type ObjectName = "Case" | "Account" | "Contact" | "Lead" | "Opportunity" | "Machine__c";

/** Somebody to share a session with. */
export interface Recipient {
  readonly name: string;
  readonly email?: string;
  /** Mobile, else phone. */
  readonly phone?: string;
}

/** A record of the demo data. */
export interface DemoRecord {
  readonly object: ObjectName;
  /** Which row it is, in SOQL. */
  readonly where: string;
  /** In the order in which they are offered; the first is chosen already. */
  readonly recipients: readonly Recipient[];
  /** What about it must never leave the org, in SOQL: fields of the object. */
  readonly secretFields: readonly string[];
}

const ROSA = {
  name: "Rosa Delgado",
  email: "rosa.delgado@lakeside-dental.example",
  phone: "+1 607 555 0188",
};
const TOM = { name: "Tom Nakamura", email: "tom.nakamura@lakeside-dental.example", phone: "+1 607 555 0144" };
const UMA = { name: "Uma Prescott", email: "uma.prescott@lakeside-dental.example" };
const PRIYA = {
  name: "Priya Raman",
  email: "priya.raman@meridian-freight.example",
  phone: "+44 7700 900341",
};
const CALLUM = {
  name: "Callum O'Hara",
  email: "callum.o'hara@meridian-freight.example",
  phone: "+44 117 496 0135",
};
const LENA = { name: "Lena Moreau", email: "lena.moreau@tamarack-library.example", phone: "+1 802 555 0119" };
const CASE_SECRETS = [
  "CaseNumber",
  "Subject",
  "Description",
  "Contact.Name",
  "Contact.Email",
  "Account.Name",
];

/** One record of each object that has everything: an e-mail address and a number. */
export const RECORDS = {
  Case: {
    object: "Case",
    where: "Subject = 'Self check-out shows error E-17'",
    recipients: [LENA],
    secretFields: CASE_SECRETS,
  },
  Account: {
    object: "Account",
    where: "Name = 'Lakeside Dental Group'",
    recipients: [ROSA, TOM, UMA],
    secretFields: ["Name", "Phone", "Website"],
  },
  Contact: {
    object: "Contact",
    where: "LastName = 'Delgado'",
    recipients: [ROSA],
    secretFields: ["Name", "LastName", "Email", "Phone", "Account.Name"],
  },
  Lead: {
    object: "Lead",
    where: "LastName = 'Adeyemi'",
    recipients: [
      { name: "Oluwaseun Adeyemi", email: "o.adeyemi@kestrel-property.example", phone: "+44 7700 900 455" },
    ],
    secretFields: ["Name", "LastName", "Email", "Phone", "Company"],
  },
  Opportunity: {
    object: "Opportunity",
    where: "Name = 'Meridian depot roll-out, 40 seats'",
    recipients: [PRIYA, CALLUM],
    secretFields: ["Name", "Account.Name", "NextStep"],
  },
  Machine__c: {
    object: "Machine__c",
    where: "Name = 'Loading bay scanner 3'",
    recipients: [PRIYA],
    secretFields: ["Name", "ServiceEmail__c", "Contact__r.Name", "Contact__r.Email"],
  },
} as const satisfies Record<ObjectName, DemoRecord>;

/** Every object, in the manual's order. */
export const OBJECTS = Object.keys(RECORDS) as ObjectName[];

/** The other rows of the field table. */
export const OTHER_RECORDS = {
  "a Case with only what the caller supplied": {
    object: "Case",
    where: "Subject LIKE 'Caller without a contact%'",
    recipients: [{ name: "Jo Whitfield", email: "jo.whitfield@example.net", phone: "+1 315 555 0107" }],
    secretFields: CASE_SECRETS,
  },
  "a Case of nobody": {
    object: "Case",
    where: "Subject LIKE 'Caller hung up%'",
    recipients: [],
    secretFields: CASE_SECRETS,
  },
  "a Contact without a number": {
    object: "Contact",
    where: "LastName = 'Prescott'",
    recipients: [UMA],
    secretFields: ["Name", "Email"],
  },
  "a Contact whose number has no country prefix": {
    object: "Contact",
    where: "LastName = 'Quayle'",
    recipients: [{ name: "Victor Quayle", phone: "(07700) 900-177" }],
    secretFields: ["Name"],
  },
  "a Contact whose number is written with dots": {
    object: "Contact",
    where: "LastName = 'Sharpe'",
    recipients: [
      { name: "Wendy Sharpe", email: "wendy.sharpe@saltmarsh-ferries.example", phone: "+44 1632 960 119" },
    ],
    secretFields: ["Name", "Email"],
  },
  "a Lead without an address": {
    object: "Lead",
    where: "LastName = 'Marchand'",
    recipients: [{ name: "Colette Marchand", phone: "+33 6 39 98 01 77" }],
    secretFields: ["Name", "Company"],
  },
  "an Account without contacts": {
    object: "Account",
    where: "Name = 'Ferncliff Observatory'",
    recipients: [],
    secretFields: ["Name"],
  },
  "an Opportunity without contact roles": {
    object: "Opportunity",
    where: "Name = 'Lakeside treatment room screens'",
    recipients: [ROSA, TOM, UMA],
    secretFields: ["Name", "Account.Name"],
  },
  "a custom object's own fields": {
    object: "Machine__c",
    where: "Name = 'Self check-out station 2'",
    recipients: [
      {
        name: "Self check-out station 2",
        email: "station2@tamarack-library.example",
        phone: "+1 802 555 0164",
      },
    ],
    secretFields: ["Name", "ServiceEmail__c"],
  },
} as const satisfies Record<string, DemoRecord>;

/** The Case that the administrator keeps to himself. */
export const CONFIDENTIAL: DemoRecord = {
  object: "Case",
  where: "Subject LIKE 'Confidential%'",
  recipients: [],
  secretFields: CASE_SECRETS,
};
