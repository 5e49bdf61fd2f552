// Comments on the text: quoting what is selected, finding it again, sending without leaving.
import { make } from "./editor-dialog.js";
import { send } from "./editor-net.js";

const CONTEXT = 60; // characters around a quotation, as the server keeps them
const REFRESH = 60000; // milliseconds

const panel = document.getElementById("panel-comments");
const text = document.querySelector("#document-form textarea[name=body]");

/** Put what is selected in the text into the new comment, with what stands around it. */
function quote(form) {
  const { selectionStart: start, selectionEnd: end, value } = text;
  if (start === end) {
    tell("Select some words in the text first, or comment on all of it.");
    form.elements.text.focus();
    return;
  }
  form.elements.quote.value = value.slice(start, end);
  form.elements.before.value = value.slice(Math.max(0, start - CONTEXT), start);
  form.elements.after.value = value.slice(end, end + CONTEXT);
  form.elements.text.focus();
}

/** Open the new comment and quote what is selected. */
function comment() {
  const details = panel.querySelector("details.new-comment");
  details.open = true;
  details.scrollIntoView({ block: "center" });
  quote(details.querySelector("form"));
}

/** Beneath the text, far above the panel: a way to comment on it, and to the open comments. */
function offerBesideText() {
  const place = text.closest(".editor")?.querySelector(".measures");
  if (!place || panel.contains(place)) return;
  const button = make("button", { type: "button", class: "to-comment" }, "Comment on selected words");
  button.title = "Ctrl+Alt+M";
  // A press would take the selection along in some browsers.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", comment);
  const link = make("a", { href: "#panel-comments", class: "to-comments" });
  place.append(button, link);
  countBesideText();
}

function countBesideText() {
  const link = document.querySelector(".measures .to-comments");
  if (!link) return;
  const open = panel.querySelectorAll("[data-threads] > .thread").length;
  link.hidden = !open;
  link.textContent = open === 1 ? "1 open comment" : `${open} open comments`;
}

/** Select a thread's words in the text as it is typed now. */
function find(words) {
  const start = text.value.indexOf(words);
  if (start < 0) {
    tell("These words were changed since. Save, and they are looked for again.");
    return;
  }
  text.focus();
  text.setSelectionRange(start, start);
  // Leaving and coming back makes browsers scroll to the caret.
  text.blur();
  text.focus();
  text.setSelectionRange(start, start + words.length);
}

function tell(sentence) {
  panel.querySelector("[data-said]").textContent = sentence;
}

async function submit(event) {
  const form = event.target.closest("[data-comment-form]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const isNew = data.get("do") === "new";
  try {
    const answer = await send(`${panel.dataset.comments}?part=1`, data);
    put(await answer.text());
    tell(SAID[data.get("do")] ?? "");
    if (isNew) form.reset();
    if (isNew) form.closest("details").open = false;
  } catch (error) {
    tell(error.message);
  }
}

const SAID = {
  new: "Your comment is stored.",
  reply: "Your reply is stored.",
  resolve: "Resolved. You find it under “Resolved”.",
  reopen: "It is open again.",
};

/** Put the lists the server drew in place, keeping what is being typed and what is open. */
function put(html) {
  const place = panel.querySelector("[data-threads]");
  const typed = [...place.querySelectorAll("textarea")].map(({ id, value }) => [id, value]);
  const open = place.querySelector("details.resolved")?.open;
  place.innerHTML = html;
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    // What was just sent stands in the thread now.
    const stands = [...(field?.closest(".thread").querySelectorAll(".words") ?? [])].at(-1);
    if (field && stands?.textContent.trim() !== value.trim()) field.value = value;
  }
  const resolved = place.querySelector("details.resolved");
  if (resolved && open) resolved.open = true;
  enable();
  countBesideText();
}

function enable() {
  for (const part of panel.querySelectorAll(".of-scripts")) part.hidden = false;
}

async function refresh() {
  if (document.hidden || panel.contains(document.activeElement)) return;
  try {
    const answer = await fetch(`${panel.dataset.comments}?part=1`, { redirect: "manual" });
    if (answer.ok) put(await answer.text());
  } catch {
    // The next time will do.
  }
}

function mention(form, name) {
  const field = form.elements.text;
  field.setRangeText(`@${name} `, field.selectionStart, field.selectionEnd, "end");
  field.focus();
}

if (panel && text) {
  enable();
  panel.addEventListener("submit", submit);
  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if ("quote" in button.dataset) quote(button.form);
    if ("words" in button.dataset) find(button.dataset.words);
    if ("mention" in button.dataset) mention(button.form, button.dataset.mention);
  });
  text.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || !event.altKey || event.code !== "KeyM") return;
    event.preventDefault();
    comment();
  });
  offerBesideText();
  setInterval(refresh, REFRESH);
}
