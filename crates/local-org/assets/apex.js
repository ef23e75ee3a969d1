// Apex methods as Lightning web components import them: a function that calls, and a wire adapter.
"use strict";

/** What a cacheable method answered, by its address and arguments, for the life of the page. */
const answers = new Map();

async function post(address, parameters) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(parameters),
    });
  } catch (error) {
    throw fault(0, "", { message: error.message });
  }
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = { message: text };
  }
  if (!response.ok) {
    throw fault(response.status, response.statusText, body);
  }
  return body;
}

/** An error in the shape that components read. */
function fault(status, statusText, body) {
  return { ok: false, status, statusText, body };
}

/** The default export of `@salesforce/apex/...`. */
export function apexMethod(address, cacheable) {
  const call = (parameters = {}) => {
    if (!cacheable) return post(address, parameters);
    const key = `${address} ${JSON.stringify(parameters)}`;
    if (!answers.has(key)) {
      const answer = post(address, parameters);
      answers.set(key, answer);
      // A failure is not kept.
      answer.catch(() => answers.delete(key));
    }
    return answers.get(key);
  };
  if (cacheable) {
    call.adapter = adapterOf(call);
  }
  return call;
}

function adapterOf(call) {
  return class {
    /** Which arguments were the last: an answer to others is stale. */
    #ticket = 0;

    constructor(tell) {
      this.tell = tell;
      tell({ data: undefined, error: undefined });
    }

    connect() {}

    disconnect() {
      this.#ticket += 1;
    }

    update(parameters) {
      this.#ticket += 1;
      // As on the platform: nothing is asked while an argument is not known.
      if (Object.values(parameters).includes(undefined)) return;
      const ticket = this.#ticket;
      const settle = (answer) => {
        if (ticket === this.#ticket) this.tell(answer);
      };
      call(parameters).then(
        (data) => settle({ data, error: undefined }),
        (error) => settle({ data: undefined, error }),
      );
    }
  };
}
