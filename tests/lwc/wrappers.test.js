// The components that an administrator places: each frames its page for its record.

import { createElement } from "lwc";
import Session from "c/session";
import SessionHistory from "c/sessionHistory";
import ConnectionReport from "c/connectionReport";

afterEach(() => {
  document.body.replaceChildren();
});

function frameOf(component, properties) {
  const element = createElement("c-wrapper", { is: component });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element.shadowRoot.querySelector("c-teamviewer-frame");
}

it.each([
  ["session", Session, "c.TeamViewerSessionTitle"],
  ["sessionHistory", SessionHistory, "c.TeamViewerHistoryTitle"],
  ["connectionReport", ConnectionReport, "c.TeamViewerReportTitle"],
])("%s frames its page for the record", (name, component, label) => {
  const frame = frameOf(component, { recordId: "500000000000001AAA" });
  expect(frame.component).toBe(name);
  expect(frame.recordId).toBe("500000000000001AAA");
  // The runner gives a label's own name in place of its words.
  expect(frame.label).toBe(label);
});

it("connectionReport is a table unless the layout editor says otherwise", () => {
  expect(frameOf(ConnectionReport, {}).form).toBe("Desktop");
  expect(frameOf(ConnectionReport, { form: "Mobile" }).form).toBe("Mobile");
});
