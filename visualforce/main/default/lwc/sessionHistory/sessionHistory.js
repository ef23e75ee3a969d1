// Every TeamViewer session of the record, framed.

import { LightningElement, api } from "lwc";
import label from "@salesforce/label/c.TeamViewerHistoryTitle";

export default class SessionHistory extends LightningElement {
  @api recordId;
  label = label;
}
