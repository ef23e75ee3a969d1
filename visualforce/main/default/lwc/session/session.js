// The TeamViewer session of the record, framed.

import { LightningElement, api } from "lwc";
import label from "@salesforce/label/c.TeamViewerSessionTitle";

export default class Session extends LightningElement {
  @api recordId;
  label = label;
}
