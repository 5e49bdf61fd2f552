// What the writing form does beside the text: address, rows, tags, and a word before leaving.
import { checks } from "./editor-checks.js";
import { problemOfSending, token } from "./editor-net.js";
import { postSearch } from "./editor-posts.js";
import { formRows } from "./editor-rows.js";
import { stage } from "./editor-stage.js";
import { isChanged, versionOf } from "./editor-state.js";
import { tagCompletion } from "./editor-tags.js";

const form = document.getElementById("document-form");

/** Make the address from the title while it is nobody's own, as the server would. */
function addressFromTitle() {
  const title = form.elements.title;
  const address = form.elements.address;
  if (form.dataset.stored === "yes" || address.value) return;
  let own = false;
  title.addEventListener("input", () => {
    if (!own) address.value = slugOf(title.value);
  });
  address.addEventListener("input", () => (own = address.value !== ""));
  // An untouched address is left to the server, which knows which ones are free.
  form.addEventListener("formdata", (event) => {
    if (!own) event.formData.set("address", "");
  });
}

function slugOf(text) {
  return text
    .normalize("NFKD")
    .replace(/[^\p{ASCII}]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, "")
    .trim()
    .replace(/[\s_-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200);
}

/** Before the text is sent, make sure that somebody is there to take it. */
function sendOnlyIfTaken() {
  const preview = form.querySelector("[data-preview]")?.dataset.preview;
  const problem = form.querySelector("p[data-problem]");
  if (!preview || !problem) return;
  let taken = false;
  let asking = false;
  form.addEventListener("submit", async (event) => {
    if (taken) {
      taken = false;
      return;
    }
    event.preventDefault();
    if (asking) return;
    asking = true;
    const { submitter } = event;
    problem.textContent = await problemOfSending(preview);
    asking = false;
    if (problem.textContent) return;
    taken = true;
    form.requestSubmit(submitter);
  });
}

/** Ask before leaving what isn't saved. */
function unsaved() {
  let sending = false;
  // From here on the form is watched.
  versionOf(form);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sending = !opensElsewhere(event.submitter);
    form.elements.csrfmiddlewaretoken.value = token();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged(form) && !sending) event.preventDefault();
  });
  // Coming back by the browser's history shows this page as it was.
  window.addEventListener("pageshow", () => (sending = false));
}

/** Whether a button sends the form to another window or frame, so that this page stays. */
function opensElsewhere(button) {
  return !["_self", "", null, undefined].includes(button?.getAttribute("formtarget"));
}

/** Ctrl+S saves, as everywhere. */
function saveKey() {
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[name=action][value=save]"));
  });
}

if (form) {
  // A form shown after a save answers under the address it will be sent to.
  // Not form.action: that is the buttons of this name.
  const target = new URL(form.getAttribute("action") ?? "", location.href);
  if (target.pathname !== location.pathname) history.replaceState(null, "", target.pathname);
  addressFromTitle();
  sendOnlyIfTaken();
  unsaved();
  saveKey();
  stage(form);
  for (const rows of form.querySelectorAll("[data-rows]")) formRows(rows);
  for (const field of form.querySelectorAll("[data-tags]")) tagCompletion(field);
  for (const field of form.querySelectorAll("[data-posts]")) postSearch(field);
  checks(form);
  form.querySelector("[aria-invalid=true]")?.focus();
}
