// JavaScript remoting for Visualforce pages of the local org: the public interface of
// Visualforce.remoting.Manager and the /apexremote wire. Written for this org.
(function () {
  "use strict";

  var DEFAULT_TIMEOUT = 30000;
  var MAX_TIMEOUT = 120000;
  // Calls made in the same turn and asked to buffer travel together.
  var BUFFER_DELAY = 10;

  var Visualforce = (window.Visualforce = window.Visualforce || {});
  var remoting = (Visualforce.remoting = Visualforce.remoting || {});
  if (remoting.timeout === undefined) remoting.timeout = DEFAULT_TIMEOUT;

  var actions = {};
  var waiting = [];
  var timer = null;
  var lastId = 0;

  function RemotingProviderImpl(configuration) {
    this.configuration = configuration;
  }
  window.$VFRM = { RemotingProviderImpl: RemotingProviderImpl };

  function escapeHtml(value) {
    if (typeof value === "string") {
      return value
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/"/g, "&quot;")
        .replace(/'/g, "&#39;");
    }
    if (Array.isArray(value)) return value.map(escapeHtml);
    if (value && typeof value === "object") {
      var copy = {};
      Object.keys(value).forEach(function (key) {
        copy[key] = escapeHtml(value[key]);
      });
      return copy;
    }
    return value;
  }

  function failure(call, message, statusCode) {
    return {
      statusCode: statusCode,
      status: false,
      type: "exception",
      message: message,
      where: "",
      action: call.action,
      method: call.method,
      tid: call.tid,
      ref: false,
      data: call.data,
    };
  }

  // The callback comes before anything else: what it throws must not stop the other calls.
  function finish(pending, result, event) {
    if (pending.done) return;
    pending.done = true;
    setTimeout(function () {
      pending.callback(result, event);
    }, 0);
  }

  function deliver(pending, reply) {
    if (reply.type === "rpc") {
      var result = reply.result;
      if (result && typeof result === "object" && "v" in result) result = result.v;
      if (pending.options.escape) result = escapeHtml(result);
      finish(pending, result, {
        statusCode: reply.statusCode,
        status: true,
        type: "rpc",
        result: result,
        action: reply.action,
        method: reply.method,
        tid: reply.tid,
        ref: false,
      });
      return;
    }
    var event = failure(pending.call, reply.message || "", reply.statusCode || 500);
    event.where = reply.where || "";
    finish(pending, null, event);
  }

  function send(batch) {
    var timeout = Math.max.apply(
      null,
      batch.map(function (pending) {
        return pending.options.timeout;
      }),
    );
    function fail(message, statusCode) {
      batch.forEach(function (pending) {
        finish(pending, null, failure(pending.call, message, statusCode));
      });
    }
    var request = new XMLHttpRequest();
    request.open("POST", "/" + batch[0].service, true);
    request.timeout = timeout;
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("X-User-Agent", "Visualforce-Remoting");
    request.onload = function () {
      var replies;
      try {
        replies = JSON.parse(request.responseText);
      } catch (error) {
        replies = null;
      }
      if (request.status !== 200 || !Array.isArray(replies)) {
        fail(
          "Error parsing json response: '" + String(request.responseText).slice(0, 200) + "'",
          request.status,
        );
        return;
      }
      batch.forEach(function (pending) {
        var reply = replies.filter(function (one) {
          return one.tid === pending.call.tid;
        })[0];
        if (reply) deliver(pending, reply);
        else finish(pending, null, failure(pending.call, "Remoting reply is missing", 500));
      });
    };
    request.onerror = function () {
      fail("Unable to connect to the server (communication failure).", 0);
    };
    request.onabort = function () {
      fail("Unable to connect to the server (transaction aborted).", -1);
    };
    request.ontimeout = function () {
      fail("Unable to connect to the server (transaction aborted: timeout).", -1);
    };
    var calls = batch.map(function (pending) {
      return pending.call;
    });
    request.send(JSON.stringify(calls.length === 1 ? calls[0] : calls));
  }

  function flush() {
    timer = null;
    var batch = waiting;
    waiting = [];
    if (batch.length) send(batch);
  }

  function Manager() {}

  Manager.prototype.add = function (provider) {
    var configuration = provider.configuration;
    Object.keys(configuration.actions).forEach(function (name) {
      configuration.actions[name].ms.forEach(function (method) {
        var prefix = method.ns ? method.ns + "." : "";
        actions[prefix + name + "." + method.name] = {
          action: prefix + name,
          method: method,
          vid: configuration.vf.vid,
          service: configuration.service,
        };
      });
    });
    return provider;
  };

  Manager.prototype.invokeAction = function (name) {
    var target = actions[name];
    if (!target) {
      throw new Error("Visualforce Remoting Exception: Unable to find remote action '" + name + "'");
    }
    var rest = Array.prototype.slice.call(arguments, 1);
    var at = rest.findIndex(function (argument) {
      return typeof argument === "function";
    });
    if (at < 0) throw new Error("Visualforce Remoting Exception: '" + name + "' needs a callback function");
    if (at !== target.method.len) {
      throw new Error(
        "Visualforce Remoting Exception: Method '" +
          name +
          "' takes " +
          target.method.len +
          " parameters, not " +
          at,
      );
    }
    var given = rest[at + 1] || {};
    var timeout = given.timeout === undefined ? remoting.timeout : given.timeout;
    if (!(timeout > 0)) timeout = DEFAULT_TIMEOUT;
    var options = {
      buffer: given.buffer !== false,
      escape: given.escape !== false,
      timeout: Math.min(timeout, MAX_TIMEOUT),
    };
    lastId += 1;
    var pending = {
      callback: rest[at],
      options: options,
      service: target.service,
      done: false,
      call: {
        action: target.action,
        method: target.method.name,
        data: at === 0 ? null : rest.slice(0, at),
        type: "rpc",
        tid: lastId,
        ctx: {
          csrf: target.method.csrf,
          vid: target.vid,
          ns: target.method.ns,
          ver: target.method.ver,
          authorization: target.method.authorization,
        },
      },
    };
    if (!options.buffer) {
      send([pending]);
    } else {
      waiting.push(pending);
      if (timer === null) timer = setTimeout(flush, BUFFER_DELAY);
    }
  };

  remoting.Manager = new Manager();
})();
