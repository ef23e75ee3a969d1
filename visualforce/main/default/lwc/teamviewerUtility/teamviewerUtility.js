// The notification of customers who come, as a utility: what the page in the frame asks for, Lightning does here.

import { LightningElement, wire } from "lwc";
import { ShowToastEvent } from "lightning/platformShowToastEvent";
import { EnclosingUtilityId, updateUtility } from "lightning/platformUtilityBarApi";
import label from "@salesforce/label/c.TeamViewerNotificationTitle";

export default class TeamviewerUtility extends LightningElement {
  @wire(EnclosingUtilityId) utilityId;
  label = label;

  showToast({ detail: { title, message } }) {
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: "info", mode: "sticky" }));
  }

  async highlight({ detail: { on } }) {
    // Outside a utility bar there is nothing to highlight.
    if (this.utilityId) {
      await updateUtility(this.utilityId, { highlighted: on });
    }
  }
}
