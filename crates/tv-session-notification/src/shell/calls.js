// Remote actions: one JSON text to Apex, one JSON text back.

import { ANSWERED, CALL_FAILED, tell } from "./heard.js";

/** What is told of a failed call. */
const FAILURE = ["message", "where", "statusCode"];

/**
 * Calls a remote action.
 *
 * @param {string} action its full name
 * @param {string} request JSON
 * @param {number} ticket names the call in what is heard of it
 */
export function call(action, request, ticket) {
  const failed = (event) => tell(CALL_FAILED, ticket, JSON.stringify(event, FAILURE));
  try {
    Visualforce.remoting.Manager.invokeAction(
      action,
      request,
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
