// lightning/platformShowToastEvent: asks the shell for a toast.
"use strict";

export class ShowToastEvent extends CustomEvent {
  constructor({ title, message, messageData, variant, mode }) {
    const detail = { title, message, messageData, variant, mode };
    super("lightning__showtoast", { bubbles: true, composed: true, cancelable: true, detail });
  }
}
