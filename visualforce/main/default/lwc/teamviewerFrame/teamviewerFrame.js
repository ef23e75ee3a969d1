// Frames the page of a component and hears what the page says: how high its content is, and what only Lightning
// itself can do for it.

import { LightningElement, api, wire } from "lwc";
import pageAddress from "@salesforce/apex/TeamViewerAddresses.pageAddress";
import cannotBeShown from "@salesforce/label/c.TeamViewerFrameFailed";

/** Pixels: before the page has said its height, and what a page can get at all. */
const FIRST_HEIGHT = 240;
const LEAST_HEIGHT = 48;
const MOST_HEIGHT = 10_000;

/** Longest texts of a toast. */
const MOST_TITLE = 120;
const MOST_MESSAGE = 500;

export default class TeamviewerFrame extends LightningElement {
  /** Which component: a name that TeamViewerAddresses knows. */
  @api component;
  /** The record it is about, if it is about one. */
  @api recordId = null;
  /** How it looks, if there are several ways. */
  @api form = null;
  /** The frame's accessible name. */
  @api label;

  cannotBeShown = cannotBeShown;
  height = FIRST_HEIGHT;
  address;
  problem;

  @wire(pageAddress, { component: "$component", recordId: "$recordId", form: "$form" })
  hearAddress({ data, error }) {
    this.address = data;
    this.problem = error ? (error.body?.message ?? error.message ?? error.statusText) : undefined;
  }

  connectedCallback() {
    window.addEventListener("message", this.hearPage);
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.hearPage);
  }

  /** Any window can send a message: only the page in this frame is believed. */
  hearPage = ({ origin, source, data }) => {
    const own = this.refs.frame?.contentWindow;
    if (!own || source !== own || origin !== new URL(this.address).origin || data?.source !== "teamviewer") {
      return;
    }
    if (data.type === "height" && Number.isFinite(data.height)) {
      this.height = Math.min(Math.max(Math.ceil(data.height), LEAST_HEIGHT), MOST_HEIGHT);
    } else if (data.type === "toast") {
      const detail = { title: text(data.title, MOST_TITLE), message: text(data.message, MOST_MESSAGE) };
      this.dispatchEvent(new CustomEvent("toast", { detail }));
    } else if (data.type === "highlight") {
      this.dispatchEvent(new CustomEvent("highlight", { detail: { on: data.on === true } }));
    }
  };
}

/** A text of a message, whatever was sent in its place. */
function text(value, most) {
  return typeof value === "string" ? value.slice(0, most) : "";
}
