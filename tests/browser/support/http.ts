// Requests to a host name of this machine. Node does not resolve names below localhost, browsers do.

import http from "node:http";

/** A host of the running product: `lightning.force.localhost`, port 8600. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Sends a request and reads the answer as JSON (or as nothing). Throws on any status but 2xx. */
export async function request(
  place: Place,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<unknown> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers: http.OutgoingHttpHeaders = { host: `${place.host}:${place.port}` };
  if (payload !== undefined) {
    headers["content-type"] = "application/json";
    headers["content-length"] = Buffer.byteLength(payload);
  }
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { host: "127.0.0.1", port: place.port, method, path, headers, agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          const status = answer.statusCode ?? 0;
          if (status < 200 || status > 299) {
            reject(new Error(`${method} ${place.host}${path} answered ${status}: ${text}`));
          } else {
            resolve(text === "" ? undefined : JSON.parse(text));
          }
        });
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}
