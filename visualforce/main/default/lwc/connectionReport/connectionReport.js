// The TeamViewer connections of the record, framed.

import { LightningElement, api } from "lwc";
import label from "@salesforce/label/c.TeamViewerReportTitle";

export default class ConnectionReport extends LightningElement {
  @api recordId;
  /** Desktop or Mobile, as chosen in the layout editor. */
  @api form = "Desktop";
  label = label;
}
