// Live editing: shows the running org's own page, with the module that Trunk has just built instead of the packaged one.
//
// The page comes through Trunk's proxy, so its remoting configuration, its root element and its translations are the
// real ones; only `data-module`, the folder that boot.js loads the module from, is changed.

const script = document.querySelector("script[data-page]");
const id = new URLSearchParams(location.search).get("id");

function say(text) {
  const line = document.createElement("p");
  line.textContent = text;
  document.body.replaceChildren(line);
}

async function show() {
  const reply = await fetch(`${script.dataset.page}?id=${encodeURIComponent(id)}`, { redirect: "manual" });
  if (reply.type === "opaqueredirect") {
    say("The org asks for a sign-in: open its address in this browser first, then reload.");
    return;
  }
  if (!reply.ok) {
    say(`The org answered ${reply.status}. Is it running (cargo xtask run)?`);
    return;
  }
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const root = page.querySelector("[data-module]");
  if (!root) {
    say("The org's page has no component.");
    return;
  }
  root.dataset.module = location.origin;
  document.open();
  document.write(`<!doctype html>${page.documentElement.outerHTML}`);
  document.close();
}

if (id) {
  show().catch((error) =>
    say(`The org's page did not come: ${error.message}. Is it running (cargo xtask run)?`),
  );
} else {
  say("Add the record's Id to the address: ?id=500...");
}
