// The frame around a page: what it shows, and which messages it believes.

import { createElement } from "lwc";
import TeamviewerFrame from "c/teamviewerFrame";
import pageAddress from "@salesforce/apex/TeamViewerAddresses.pageAddress";

jest.mock(
  "@salesforce/apex/TeamViewerAddresses.pageAddress",
  () => {
    const { createApexTestWireAdapter } = require("@salesforce/sfdx-lwc-jest");
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true },
);

const ORIGIN = "https://example--c.vf.force.com";

function show() {
  const element = createElement("c-teamviewer-frame", { is: TeamviewerFrame });
  element.component = "session";
  element.recordId = "500000000000001AAA";
  element.label = "TeamViewer session";
  document.body.appendChild(element);
  return element;
}

async function showPage() {
  const element = show();
  pageAddress.emit(`${ORIGIN}/apex/TeamViewerSession?id=500000000000001AAA`);
  await Promise.resolve();
  return { element, frame: element.shadowRoot.querySelector("iframe") };
}

function say(frame, data, { origin = ORIGIN, source = frame.contentWindow } = {}) {
  window.dispatchEvent(
    new MessageEvent("message", { origin, source, data: { source: "teamviewer", ...data } }),
  );
  return Promise.resolve();
}

afterEach(() => {
  document.body.replaceChildren();
});

it("asks for the address of its component and record", async () => {
  await showPage();
  expect(pageAddress.getLastConfig()).toEqual({
    component: "session",
    recordId: "500000000000001AAA",
    form: null,
  });
});

it("frames the page under its accessible name", async () => {
  const { frame } = await showPage();
  expect(frame.src).toBe(`${ORIGIN}/apex/TeamViewerSession?id=500000000000001AAA`);
  expect(frame.title).toBe("TeamViewer session");
});

it("shows nothing before the address is there, and the reason when there is none", async () => {
  const element = show();
  await Promise.resolve();
  expect(element.shadowRoot.querySelector("iframe")).toBeNull();
  expect(element.shadowRoot.querySelector("[role=alert]")).toBeNull();
  pageAddress.error({ message: "You need the permission set TeamViewer User." });
  await Promise.resolve();
  const alert = element.shadowRoot.querySelector("[role=alert]");
  expect(alert.textContent).toContain("You need the permission set TeamViewer User.");
});

it("is as high as the page says, within bounds", async () => {
  const { frame } = await showPage();
  for (const [said, height] of [
    [300.2, 301],
    [1, 48],
    [1e9, 10_000],
  ]) {
    // eslint-disable-next-line no-await-in-loop -- one message after the other
    await say(frame, { type: "height", height: said });
    expect(frame.getAttribute("height")).toBe(String(height));
  }
  await say(frame, { type: "height", height: "9000" });
  expect(frame.getAttribute("height")).toBe("10000");
});

it("believes the page in its own frame only", async () => {
  const { frame } = await showPage();
  const before = frame.getAttribute("height");
  await say(frame, { type: "height", height: 500 }, { origin: "https://evil.example" });
  await say(frame, { type: "height", height: 500 }, { source: window });
  window.dispatchEvent(
    new MessageEvent("message", {
      origin: ORIGIN,
      source: frame.contentWindow,
      data: { type: "height", height: 500 },
    }),
  );
  await Promise.resolve();
  expect(frame.getAttribute("height")).toBe(before);
});

it("passes toasts and highlights on, cut to size", async () => {
  const { element, frame } = await showPage();
  const heard = jest.fn();
  element.addEventListener("toast", ({ detail }) => heard("toast", detail));
  element.addEventListener("highlight", ({ detail }) => heard("highlight", detail));
  await say(frame, { type: "toast", title: "t".repeat(200), message: 7 });
  expect(heard).toHaveBeenLastCalledWith("toast", { title: "t".repeat(120), message: "" });
  await say(frame, { type: "highlight", on: "yes" });
  expect(heard).toHaveBeenLastCalledWith("highlight", { on: false });
  await say(frame, { type: "highlight", on: true });
  expect(heard).toHaveBeenLastCalledWith("highlight", { on: true });
  await say(frame, { type: "nonsense" });
  expect(heard).toHaveBeenCalledTimes(3);
});

it("listens no longer than it is shown", async () => {
  const { element, frame } = await showPage();
  const page = frame.contentWindow;
  const heard = jest.fn();
  element.addEventListener("toast", heard);
  element.remove();
  await say(frame, { type: "toast", title: "late", message: "" }, { source: page });
  expect(heard).not.toHaveBeenCalled();
});
