// lightning/platformUtilityBarApi: what a component in the utility bar may do with its utility.
"use strict";

import { createContextProvider } from "/lwc/engine.js";
import { utility } from "/shell/utility-bar.js";

/** Wires the Id of the utility that a component is in. */
export class EnclosingUtilityId {
  static contextSchema = { utilityId: "required" };

  constructor(tell) {
    this.tell = tell;
  }

  connect() {}

  disconnect() {}

  update(_config, context) {
    if (context) this.tell(context.utilityId);
  }
}

/** Tells the components inside an element which utility it is. */
const provide = createContextProvider(EnclosingUtilityId);

export function provideUtility(element, utilityId) {
  provide(element, { consumerConnectedCallback: (consumer) => consumer.provide({ utilityId }) });
}

export async function getInfo(utilityId) {
  return utility(utilityId).info();
}

export async function open(utilityId) {
  utility(utilityId).open();
  return true;
}

export async function minimize(utilityId) {
  utility(utilityId).close();
  return true;
}

export async function updateUtility(utilityId, { label, highlighted } = {}) {
  const own = utility(utilityId);
  if (label !== undefined) own.setLabel(label);
  if (highlighted !== undefined) own.highlight(highlighted);
  return true;
}
