// Remote actions: one JSON text to Apex, one JSON text back.

import { ANSWERED, CALL_FAILED, tell } from "./heard.js";
import { attribute } from "./page.js";

/** What is told of a failed call. */
const FAILURE = ["message", "where", "statusCode"];

/**
 * Calls a remote action, with a record and a session if it is about one.
 *
 * @param {string} name of the page's attribute with the full name of the action
 * @param {...*} about Ids of record and session; at last a number that names the call in what is heard of it
 */
export function call(name, ...about) {
  const action = attribute(name);
  const ticket = about.pop();
  const [recordId, sessionId] = about;
  const failed = (event) => tell(CALL_FAILED, ticket, JSON.stringify(event, FAILURE));
  try {
    Visualforce.remoting.Manager.invokeAction(
      action,
      JSON.stringify({ recordId, sessionId }),
      (reply, event) => {
        if (!event.status) {
          failed(event);
        } else if (typeof reply === "string") {
          tell(ANSWERED, ticket, reply);
        } else {
          failed({ where: action });
        }
      },
      // Buffering would make one slow call delay the others; a reply is rendered as text and must not be escaped;
      // two minutes are the most that remoting allows.
      { buffer: false, escape: false, timeout: 120_000 },
    );
  } catch {
    failed({ where: "Visualforce.remoting" });
  }
}
