// Keeping what is typed while it is typed: in the browser within a second, on the server in a pause.
import { forget, keep as keepHere, tab } from "./editor-drafts.js";
import { offerLeft } from "./editor-left.js";
import { send } from "./editor-net.js";
import { isChanged, onChange, snapshotOf, versionOf } from "./editor-state.js";

const PAUSE = 3000; // milliseconds after the last key
const LONGEST = 10000; // milliseconds while somebody types without a pause
const HERE = 700; // milliseconds between two writes into the browser's storage

const form = document.getElementById("document-form");
const holder = document.getElementById("kept-texts");

function isTypedIn(name) {
  const field = form.elements[name];
  return Boolean(field) && field.value !== field.defaultValue;
}

class Keeper {
  constructor() {
    this.keptVersion = 0;
    this.hereVersion = 0;
    this.sentVersion = null;
    this.since = 0;
    this.running = null;
    this.unheard = false;
    this.paused = false;
    this.typedBefore = holder.dataset.refilled;
    this.pauseTimer = this.hereTimer = this.restTimer = 0;
  }

  owner() {
    const { user, kind, document: key } = holder.dataset;
    return { user, kind, document: key };
  }

  start() {
    onChange(form, () => this.changed());
    form.addEventListener("formdata", (event) => event.formData.set("tab", tab));
    form.addEventListener("submit", (event) => this.submitted(event), { capture: true });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && !this.wasSent()) this.flush();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", () => (this.paused = false));
    window.addEventListener("online", () => this.flush());
    // What the server shows again without having stored it, and what was typed while this script
    // was on its way, is as good as typed just now.
    if (holder.dataset.typed || isTypedIn("title") || isTypedIn("body")) form.dispatchEvent(new Event("change"));
  }

  changed() {
    this.paused = false;
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.pauseTimer);
    const wait = Math.max(0, Math.min(PAUSE, this.since + LONGEST - now));
    this.pauseTimer = setTimeout(() => this.flush(), wait);
    this.hereTimer ||= setTimeout(() => this.writeHere(), HERE);
  }

  async writeHere() {
    clearTimeout(this.hereTimer);
    this.hereTimer = 0;
    const version = versionOf(form);
    if (version === this.keptVersion) return;
    const done = await keepHere(this.owner(), snapshotOf(form));
    this.hereVersion = done ? version : 0;
    if (done) this.forgetBefore();
    // The server may have been quicker.
    if (this.keptVersion === versionOf(form)) forget(tab);
  }

  /** The text of the page before this one is safe under this page's name. */
  forgetBefore() {
    if (this.typedBefore) forget(this.typedBefore);
    this.typedBefore = "";
  }

  flush() {
    clearTimeout(this.pauseTimer);
    if (this.paused || !isChanged(form) || versionOf(form) === this.keptVersion) return null;
    this.running ??= this.ask().finally(() => {
      this.running = null;
      if (this.unheard || versionOf(form) !== this.keptVersion) this.again();
    });
    return this.running;
  }

  again() {
    clearTimeout(this.pauseTimer);
    this.pauseTimer = setTimeout(() => this.flush(), this.unheard ? LONGEST : PAUSE);
  }

  async ask() {
    const version = versionOf(form);
    const data = snapshotOf(form);
    this.since = 0;
    try {
      const answer = await (await send(holder.dataset.autosave, data)).json();
      this.take(answer, version);
    } catch (error) {
      this.unheard = true;
      await this.writeHere();
      tellProblem(error.message, this.hereVersion > 0);
    }
  }

  take(answer, version) {
    this.unheard = false;
    this.keptVersion = version;
    if (answer.base) form.elements.base.value = answer.base;
    if (answer.urls && !holder.dataset.document) begin(answer);
    tellKept(answer);
    if (versionOf(form) !== version) return;
    clearTimeout(this.hereTimer);
    this.hereTimer = 0;
    forget(tab);
    this.forgetBefore();
  }

  /** What is being kept has an effect on what a save goes on from: let it come to its end first. */
  async submitted(event) {
    const { submitter } = event;
    const target = submitter?.getAttribute("formtarget");
    if (target && target !== "_self") return;
    const isUnsure = this.unheard && !holder.dataset.document;
    if (this.running || (isUnsure && !this.paused)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      await (this.running ?? this.flush());
      this.paused = true;
      form.requestSubmit(submitter);
      return;
    }
    this.paused = true;
    this.sentVersion = versionOf(form);
    this.writeHere();
    // Where the save is refused or doesn't get through, the page stays, and so does its care.
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => (this.paused = false), PAUSE);
  }

  /** A save that takes long ends with the page: what it sent must not come after it as unsaved. */
  wasSent() {
    return this.paused || versionOf(form) === this.sentVersion;
  }

  leave() {
    if (this.wasSent() || !isChanged(form) || versionOf(form) === this.keptVersion) return;
    this.writeHere();
    navigator.sendBeacon(holder.dataset.autosave, snapshotOf(form));
  }
}

/** From its first autosave on, a new text is a stored one under an address of its own. */
function begin({ document: key, urls }) {
  holder.dataset.document = key;
  holder.dataset.autosave = urls.autosave;
  holder.dataset.presence = urls.presence;
  form.dataset.stored = "yes";
  const before = new URL(form.getAttribute("action"), location.href).pathname.replace(/add\/$/, "");
  form.setAttribute("action", urls.form);
  for (const button of form.querySelectorAll(`[formaction^="${before}add/preview/"]`)) {
    button.setAttribute("formaction", urls.preview);
  }
  history.replaceState(null, "", urls.form);
  form.dispatchEvent(new CustomEvent("begun", { bubbles: true, detail: { document: key, urls } }));
}

function tellKept({ at, revision }) {
  problemPlace()?.replaceChildren();
  const place = form.querySelector("[data-saved]");
  if (!place || !revision) return;
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  place.textContent = `not saved yet, but kept at ${time}`;
}

function tellProblem(sentence, isHere) {
  const where = isHere
    ? "What you type is kept in this browser meanwhile."
    : "What you type is only on this page: leave it open.";
  const place = problemPlace();
  const text = `${sentence} ${where}`;
  if (place && place.textContent !== text) place.textContent = text;
}

function problemPlace() {
  return form.querySelector("p[data-problem]");
}

/** A save that came to its end says so by a cookie with the page's name. */
function forgetSaved() {
  const name = document.cookie.match(/(?:^|; )saved_tab=([0-9a-f]+)/)?.[1];
  if (!name) return;
  document.cookie = "saved_tab=; Max-Age=0; path=/admin/";
  return forget(name);
}

if (form && holder) {
  const keeper = new Keeper();
  keeper.start();
  await forgetSaved();
  offerLeft(form, holder, keeper.owner());
}
