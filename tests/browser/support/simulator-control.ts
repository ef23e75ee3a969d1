// The TeamViewer cloud behind the org, through the simulator's control address.

import { request, type Place } from "./http.ts";

/** A session as the simulator keeps it. */
export interface CloudSession {
  readonly code: string;
  readonly state: string;
  readonly supporter_link: string;
  readonly customer_link: string;
  readonly groupid: string;
  readonly kind: "Default" | "Pilot";
  /** What the caller said about it. */
  readonly details: { readonly description: string | null; readonly waiting_message: string | null };
  readonly created_at: string;
  readonly valid_until: string;
}

/** A text message that the simulator sent. */
export interface TextMessage {
  readonly number: string;
  readonly code: string;
  readonly text: string;
}

/** A request that the simulator received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly operations: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly fault: string | null;
  readonly status: number | null;
}

/** What goes wrong, how often and with what. */
export interface Fault {
  /** An operation, or `METHOD /path` with `*`. */
  readonly match: string;
  readonly kind: string;
  readonly times?: number | "forever";
  readonly after?: number;
  readonly description?: string;
  readonly retry_after?: number;
  readonly delay_ms?: number;
  readonly fields?: readonly string[];
}

/** A group of devices and contacts. */
export interface CloudGroup {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly shared_with: readonly { readonly userid: string }[];
}

/** The computers of both of TeamViewer's lists. */
export interface CloudDevices {
  readonly entries: readonly { readonly teamviewer_id: number; readonly groupid: string }[];
  readonly managed: readonly { readonly teamviewer_id: number; readonly managers: readonly string[] }[];
}

interface CloudState {
  readonly sessions: readonly CloudSession[];
  readonly groups: readonly CloudGroup[];
  readonly devices: CloudDevices;
  readonly connections: readonly unknown[];
}

/** Control of one simulator. */
export class SimulatorControl {
  readonly #place: Place;

  constructor(readonly port: number) {
    this.#place = { host: "webapi.teamviewer.localhost", port };
  }

  async fail(fault: Fault): Promise<void> {
    await this.#post("faults", fault);
  }

  async heal(): Promise<void> {
    await request(this.#place, "DELETE", "/control/api/faults");
  }

  /** Back to the start; who is signed in stays. */
  async forget(): Promise<void> {
    await this.#post("reset", { keep_sign_ins: true });
  }

  /** Everything received since the start. Throws when some of it was forgotten. */
  async requests(): Promise<readonly ReceivedRequest[]> {
    const log = (await this.#get("requests")) as { requests: ReceivedRequest[]; dropped: number };
    if (log.dropped > 0) {
      throw new Error(`the simulator forgot ${log.dropped} requests`);
    }
    return log.requests;
  }

  /** How often an operation was asked for. */
  async countOf(operation: string): Promise<number> {
    return (await this.requests()).filter((received) => received.operations.includes(operation)).length;
  }

  async state(): Promise<CloudState> {
    return (await this.#get("state")) as CloudState;
  }

  /** The session with this code. Throws when there is none. */
  async cloudSession(code: string): Promise<CloudSession> {
    const { sessions } = await this.state();
    const found = sessions.find((session) => session.code === code);
    if (found === undefined) {
      throw new Error(`TeamViewer has no session ${code}`);
    }
    return found;
  }

  /** The text messages sent so far, oldest first. */
  async texts(): Promise<readonly TextMessage[]> {
    return (await this.#get("sms")) as TextMessage[];
  }

  /** Codes of the sessions that are open at TeamViewer. */
  async openCodes(): Promise<string[]> {
    const { sessions } = await this.state();
    return sessions.filter((session) => session.state === "Open").map((session) => session.code);
  }

  async customer(code: string, step: "connect" | "disconnect"): Promise<void> {
    await this.#post(`customer/${code}/${step}`);
  }

  async supporter(code: string, step: "join" | "leave"): Promise<void> {
    await this.#post(`supporter/${code}/${step}`);
  }

  async session(code: string, step: "expire" | "close" | "delete"): Promise<void> {
    await this.#post(`session/${code}/${step}`);
  }

  async tokens(step: "expire" | "revoke"): Promise<void> {
    await this.#post(`tokens/${step}`);
  }

  async settings(change: Record<string, unknown>): Promise<void> {
    await this.#post("settings", change);
  }

  /** Adds accounts, groups, sessions, connections, devices. */
  async add(more: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#post("state", more);
  }

  /** Adds a company of ordinary size: 50 users, 300 devices, 20,000 connections. */
  async company(): Promise<void> {
    await this.#post("company");
  }

  /** What a device does, by its TeamViewer ID. */
  async device(teamViewerId: number, step: "online" | "offline" | "busy" | "away"): Promise<void> {
    await this.#post(`device/${teamViewerId}/${step}`);
  }

  async #get(path: string): Promise<unknown> {
    return request(this.#place, "GET", `/control/api/${path}`);
  }

  async #post(path: string, body: unknown = undefined): Promise<unknown> {
    return request(this.#place, "POST", `/control/api/${path}`, body);
  }
}
