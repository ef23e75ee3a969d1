// What may leave Salesforce for TeamViewer. Every request that the simulator received is held against this list.

import type { ReceivedRequest } from "./simulator-control.ts";

/** Fields of the Web API's request bodies, by operation: the most specific one counts. */
const BODY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  create_session: [
    "groupname",
    "description",
    "custom_api",
    "support_session_type",
    "assigned_userid",
    "valid_until",
    // What the agent types for the customer to read while waiting.
    "waiting_message",
  ],
  // Sharing by SMS: the number that the invitation goes to, and nothing else of the customer.
  send_sms: ["sms_invite_number"],
  close_session: ["state"],
  // What an administrator writes about a connection in the company's report.
  modify_connection: ["notes", "billing_state"],
  exchange_code: ["grant_type", "code", "redirect_uri", "client_id", "client_secret"],
  refresh: ["grant_type", "refresh_token", "client_id", "client_secret"],
  revoke: [],
  ping: [],
  account: [],
  list_sessions: [],
  get_session: [],
  list_connections: [],
  list_devices: [],
  list_managed_devices: [],
  list_groups: [],
  list_users: [],
};

/** Query parameters, by operation. */
const QUERY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  list_sessions: ["full_list", "state", "offset"],
  // Of the whole company, with what each user may see.
  list_users: ["full_list"],
  // Of one session, or of a period.
  list_connections: ["session_code", "from_date", "to_date", "has_code", "offset_id"],
  // TeamViewer's own token of the page before.
  list_managed_devices: ["paginationToken"],
  authorize: ["response_type", "client_id", "redirect_uri", "state", "display"],
};

/** Values of query parameters that are TeamViewer's own and only handed back. */
const HANDED_BACK: Readonly<Record<string, RegExp>> = {
  paginationToken: /^after-\d+$/,
  session_code: /^s\d{2,3}-\d{3}-\d{3}$/,
  offset_id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** What else a query parameter may say: points in time, and words of the Web API. */
const MEANT: Readonly<Record<string, RegExp>> = {
  from_date: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  to_date: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  has_code: /^true$/,
};

/** What the agent's and the customer's own browsers send to TeamViewer's pages: no data of the org's. */
const BROWSER_OPERATIONS = [
  "authorize",
  "sign_in",
  "consent",
  "customer_page",
  "supporter_page",
  "web_client_page",
  "device_page",
];

/** TeamViewer's sites for people. The org itself calls the Web API only. */
const BROWSER_HOSTS = /^(login|get|start)\.teamviewer\.localhost(:\d+)?$/;

/** What this package tells about a session in words, unless the agent names the session; in the agent's language. */
const DESCRIPTIONS = [
  "Salesforce support session",
  "Salesforce-Supportsitzung",
  "Sesión de soporte de Salesforce",
  "Session d’assistance Salesforce",
  "Sessione di supporto Salesforce",
  "Salesforce サポートセッション",
  "Sessão de suporte do Salesforce",
];
const BILLING_STATES: ReadonlySet<string> = new Set(["Bill", "Billed", "DoNotBill"]);
const REQUEST_TAG = /^sf1-[0-9a-f]{16}-[0-9a-f]{32}$/;

/** What an agent typed or chose in a test for TeamViewer to know. */
export interface Typed {
  /** Session names. */
  readonly names: Set<string>;
  /** Waiting messages. */
  readonly waitingMessages: Set<string>;
  /** Numbers for an SMS. */
  readonly numbers: Set<string>;
  /** Notes about a connection. */
  readonly notes: Set<string>;
}

/** Nothing typed yet. */
export function nothingTyped(): Typed {
  return { names: new Set(), waitingMessages: new Set(), numbers: new Set(), notes: new Set() };
}

/** Everything about the requests that may not be, in words. */
export function outboundViolations(
  requests: readonly ReceivedRequest[],
  secrets: readonly string[],
  typed: Typed = nothingTyped(),
): string[] {
  return requests
    .filter((received) => !received.path.startsWith("/control"))
    .flatMap((received) => [...unlistedFields(received, typed), ...leakedSecrets(received, secrets)]);
}

function unlistedFields(received: ReceivedRequest, typed: Typed): string[] {
  const where = `${received.method} ${received.path}`;
  const operation = received.operations.at(-1);
  if (operation === undefined) {
    // Files, start pages and sign-out of TeamViewer's own sites: only a browser goes there, the org never does.
    return received.path.startsWith("/api/") || !BROWSER_HOSTS.test(received.host)
      ? [`${where}: not a known operation`]
      : [];
  }
  const found: string[] = [];
  const allowedQuery = QUERY_FIELDS[operation] ?? [];
  if (received.path.startsWith("/api/")) {
    for (const [name, value] of new URLSearchParams(received.query)) {
      if (!allowedQuery.includes(name)) {
        found.push(`${where}: query parameter ${name}`);
      } else if (HANDED_BACK[name]?.test(value) === false) {
        found.push(`${where}: ${name} says ${JSON.stringify(value)}, which TeamViewer never said`);
      } else if (MEANT[name]?.test(value) === false) {
        found.push(`${where}: ${name} says ${JSON.stringify(value)}`);
      }
    }
  }
  if (BROWSER_OPERATIONS.includes(operation)) {
    return found;
  }
  const allowedBody = BODY_FIELDS[operation];
  if (allowedBody === undefined) {
    return [...found, `${where}: ${operation} is no operation of this package`];
  }
  const fields = bodyFields(received);
  for (const name of Object.keys(fields)) {
    if (!allowedBody.includes(name)) {
      found.push(`${where}: body field ${name}`);
    }
  }
  if (operation === "create_session") {
    const description = String(fields["description"]);
    if (!DESCRIPTIONS.includes(description) && !typed.names.has(description)) {
      found.push(`${where}: the description says ${JSON.stringify(description)}`);
    }
    found.push(...untyped(where, fields, "waiting_message", typed.waitingMessages));
    if (!REQUEST_TAG.test(String(fields["custom_api"]))) {
      found.push(`${where}: custom_api is ${JSON.stringify(fields["custom_api"])}`);
    }
  }
  found.push(...untyped(where, fields, "sms_invite_number", typed.numbers));
  found.push(...untyped(where, fields, "notes", typed.notes));
  found.push(...untyped(where, fields, "billing_state", BILLING_STATES));
  return found;
}

/** A field that only the agent may fill says something else. */
function untyped(
  where: string,
  fields: Record<string, unknown>,
  name: string,
  typed: ReadonlySet<string>,
): string[] {
  const value = fields[name];
  return value === undefined || typed.has(String(value))
    ? []
    : [`${where}: ${name} says ${JSON.stringify(value)}, which nobody typed`];
}

function bodyFields(received: ReceivedRequest): Record<string, unknown> {
  if (received.body === "") {
    return {};
  }
  if ((received.headers["content-type"] ?? "").startsWith("application/json")) {
    return JSON.parse(received.body) as Record<string, unknown>;
  }
  return Object.fromEntries(new URLSearchParams(received.body));
}

/** Words of the record, its people and the org, anywhere in a request. */
function leakedSecrets(received: ReceivedRequest, secrets: readonly string[]): string[] {
  const parts = [received.path, received.query, received.body, ...Object.values(received.headers)];
  const sent = parts
    .flatMap((part) => [part, decoded(part)])
    .join("\n")
    .toLowerCase();
  return secrets
    .filter((secret) => sent.includes(secret.toLowerCase()))
    .map((secret) => `${received.method} ${received.path}: holds ${JSON.stringify(secret)}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
