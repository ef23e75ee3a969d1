// The remoting library that pages load, in Node with a stand-in for the browser's XMLHttpRequest.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../assets/VFRemote.js", import.meta.url), "utf8");

/** A page with one provider; `requests` are the requests it made, to be answered by the test. */
function page(timers = { setTimeout, clearTimeout }) {
  const requests = [];
  class XMLHttpRequest {
    headers = {};
    open(method, address) {
      Object.assign(this, { method, address });
    }
    setRequestHeader(name, value) {
      this.headers[name] = value;
    }
    send(body) {
      this.body = JSON.parse(body);
      requests.push(this);
    }
    answer(status, body) {
      this.status = status;
      this.responseText = typeof body === "string" ? body : JSON.stringify(body);
      this.onload();
    }
  }
  const window = {};
  const context = vm.createContext({ window, XMLHttpRequest, ...timers });
  vm.runInContext(source, context);
  const method = (name, len) => ({
    name,
    len,
    ns: "",
    ver: 66,
    csrf: `c-${name}`,
    authorization: `a-${name}`,
  });
  window.Visualforce.remoting.Manager.add(
    new window.$VFRM.RemotingProviderImpl({
      vf: { vid: "066" },
      actions: { Ctl: { ms: [method("echo", 1), method("none", 0)], prm: 1 } },
      service: "apexremote",
    }),
  );
  const call = (name, args, options) =>
    new Promise((resolve) => {
      const callback = (result, event) => resolve({ result, event });
      window.Visualforce.remoting.Manager.invokeAction(name, ...args, callback, options);
    });
  return { window, requests, call };
}

const reply = (call, result) => ({
  statusCode: 200,
  type: "rpc",
  tid: call.tid,
  ref: false,
  action: call.action,
  method: call.method,
  result,
});
const alone = { buffer: false, escape: false };

test("a call carries its proofs", async () => {
  const { requests, call } = page();
  const outcome = call("Ctl.echo", ["<b>"], alone);
  const [request] = requests;
  assert.equal(request.method + request.address, "POST/apexremote");
  assert.equal(request.headers["X-User-Agent"], "Visualforce-Remoting");
  assert.deepEqual(request.body, {
    action: "Ctl",
    method: "echo",
    data: ["<b>"],
    type: "rpc",
    tid: 1,
    ctx: { csrf: "c-echo", vid: "066", ns: "", ver: 66, authorization: "a-echo" },
  });
  request.answer(200, [reply(request.body, "<b>")]);
  const { result, event } = await outcome;
  assert.equal(result, "<b>");
  assert.deepEqual([event.status, event.type, event.statusCode, event.method], [true, "rpc", 200, "echo"]);
});

test("results are escaped unless the page says otherwise, and unwrapped", async () => {
  const { requests, call } = page();
  const outcome = call("Ctl.echo", ["x"], { buffer: false });
  requests[0].answer(200, [reply(requests[0].body, { v: { a: ["<i>'\"&"] } })]);
  assert.deepEqual(JSON.parse(JSON.stringify((await outcome).result)), { a: ["&lt;i&gt;&#39;&quot;&amp;"] });
});

test("buffered calls travel together and find their own replies", async () => {
  let flush;
  const timers = { setTimeout: (work, delay) => (delay > 0 ? (flush = work) : setTimeout(work, 0)) };
  const { requests, call } = page(timers);
  const outcomes = [call("Ctl.echo", ["1"]), call("Ctl.none", [])];
  assert.equal(requests.length, 0);
  flush();
  assert.equal(requests.length, 1);
  assert.equal(requests[0].body[1].data, null);
  requests[0].answer(200, requests[0].body.map((one) => reply(one, one.method)).reverse());
  assert.deepEqual(
    (await Promise.all(outcomes)).map((outcome) => outcome.result),
    ["echo", "none"],
  );
});

test("time-outs: 30 s unless set for the page or the call, 120 s at most", () => {
  const { window, requests, call } = page();
  call("Ctl.none", [], alone);
  window.Visualforce.remoting.timeout = 45000;
  call("Ctl.none", [], alone);
  call("Ctl.none", [], { ...alone, timeout: 500 });
  call("Ctl.none", [], { ...alone, timeout: 900000 });
  assert.deepEqual(
    requests.map((request) => request.timeout),
    [30000, 45000, 500, 120000],
  );
});

test("failures are events in Salesforce's words", async () => {
  for (const [fail, message] of [
    [(request) => request.onerror(), "Unable to connect to the server (communication failure)."],
    [(request) => request.ontimeout(), "Unable to connect to the server (transaction aborted: timeout)."],
    [(request) => request.answer(502, "<html>"), "Error parsing json response: '<html>'"],
    [(request) => request.answer(200, "not json"), "Error parsing json response: 'not json'"],
  ]) {
    const { requests, call } = page();
    const outcome = call("Ctl.echo", ["x"], alone);
    fail(requests[0]);
    const { result, event } = await outcome;
    assert.equal(result, null);
    assert.deepEqual(
      [event.status, event.type, event.message, event.method],
      [false, "exception", message, "echo"],
    );
  }
});

test("an exception of Apex brings message and place", async () => {
  const { requests, call } = page();
  const outcome = call("Ctl.echo", ["x"], alone);
  const { tid } = requests[0].body;
  requests[0].answer(200, [
    { statusCode: 400, type: "exception", tid, message: "no", where: "Class.Ctl.echo: line 1" },
  ]);
  const { event } = await outcome;
  assert.deepEqual([event.message, event.where, event.statusCode], ["no", "Class.Ctl.echo: line 1", 400]);
});

test("misuse is told at once", () => {
  const { window } = page();
  const { Manager } = window.Visualforce.remoting;
  assert.throws(() => Manager.invokeAction("Ctl.nothing", () => {}), /Ctl\.nothing/);
  assert.throws(() => Manager.invokeAction("Ctl.echo", "x"), /callback/);
  assert.throws(() => Manager.invokeAction("Ctl.echo", () => {}), /takes 1 parameters, not 0/);
});
