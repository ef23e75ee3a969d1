// The notification in the utility bar: what its page asks for, Lightning does.

import { createElement } from "lwc";
import TeamviewerUtility from "c/teamviewerUtility";
import { EnclosingUtilityId, updateUtility } from "lightning/platformUtilityBarApi";

// The runner has no stub of this module.
jest.mock(
  "lightning/platformUtilityBarApi",
  () => {
    const { createTestWireAdapter } = require("@salesforce/wire-service-jest-util");
    return { EnclosingUtilityId: createTestWireAdapter(), updateUtility: jest.fn() };
  },
  { virtual: true },
);

/** The event by which Lightning shows a toast. */
const TOAST = "lightning__showtoast";

function show() {
  const element = createElement("c-teamviewer-utility", { is: TeamviewerUtility });
  document.body.appendChild(element);
  return { element, frame: element.shadowRoot.querySelector("c-teamviewer-frame") };
}

afterEach(() => {
  document.body.replaceChildren();
});

it("frames the notification", () => {
  const { frame } = show();
  expect(frame.component).toBe("notification");
  expect(frame.label).toBe("c.TeamViewerNotificationTitle");
});

it("raises a toast that stays until it is closed", () => {
  const { element, frame } = show();
  const heard = jest.fn();
  element.addEventListener(TOAST, ({ detail }) => heard(detail));
  frame.dispatchEvent(new CustomEvent("toast", { detail: { title: "Customer", message: "is waiting" } }));
  expect(heard).toHaveBeenCalledTimes(1);
  expect(heard.mock.calls[0][0]).toMatchObject({
    title: "Customer",
    message: "is waiting",
    variant: "info",
    mode: "sticky",
  });
});

it("highlights its utility, and nothing outside of a utility bar", async () => {
  const { frame } = show();
  frame.dispatchEvent(new CustomEvent("highlight", { detail: { on: true } }));
  await Promise.resolve();
  expect(updateUtility).not.toHaveBeenCalled();
  EnclosingUtilityId.emit("utility-1");
  await Promise.resolve();
  frame.dispatchEvent(new CustomEvent("highlight", { detail: { on: true } }));
  await Promise.resolve();
  expect(updateUtility).toHaveBeenLastCalledWith("utility-1", { highlighted: true });
  frame.dispatchEvent(new CustomEvent("highlight", { detail: { on: false } }));
  await Promise.resolve();
  expect(updateUtility).toHaveBeenLastCalledWith("utility-1", { highlighted: false });
});
