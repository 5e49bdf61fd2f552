// Who else has the text open, and whether something newer was saved.
import { tab } from "./editor-drafts.js";
import { token } from "./editor-net.js";

const HEARTBEAT = 15000; // milliseconds, as the server knows it
const MOVED = 1000; // milliseconds after going to another field

const form = document.getElementById("document-form");
const holder = document.getElementById("kept-texts");
const told = document.querySelector("[data-present]");

/** The field somebody is in, or the nearest heading above the caret in the text. */
function place() {
  const field = document.activeElement;
  if (!form.contains(field) || !field.labels) return "";
  const label = field.labels[0]?.textContent.trim() ?? "";
  if (field.name !== "body") return label;
  const lines = field.value.slice(0, field.selectionStart).split("\n");
  const heading = lines.reverse().find((line) => /^ {0,3}#{1,6}\s+\S/.test(line));
  return heading ? heading.replace(/^[\s#]+|[\s#]+$/g, "").slice(0, 200) : label;
}

let timer = 0;
let lastPlace = "";

async function beat() {
  clearTimeout(timer);
  timer = setTimeout(beat, HEARTBEAT);
  if (!holder.dataset.presence) return;
  const data = new FormData();
  // Who looks at another window is still where they were.
  lastPlace = place() || lastPlace;
  data.append("tab", tab);
  data.append("place", lastPlace);
  try {
    const answer = await fetch(holder.dataset.presence, {
      method: "POST",
      body: data,
      headers: { "X-CSRFToken": token() },
      redirect: "manual",
    });
    if (answer.ok) show(await answer.json());
  } catch {
    // Whoever can't be reached tells nothing; autosave says so.
  }
}

function show({ others, newest }) {
  const sentences = others.map(sentenceOf);
  if (newest && newest.pk > Number(form.elements.base.value)) {
    const where = newest.by === "You" ? " in another tab" : "";
    sentences.push(`${newest.by} saved version ${newest.number}${where} while you write: your next save merges it.`);
  }
  const text = sentences.join(" ");
  if (told.textContent !== text) told.textContent = text;
}

function sentenceOf({ name, self, place: where }) {
  const at = where ? `, in “${where}”` : "";
  return self ? `You have this open in another tab${at}.` : `${name} is here${at}.`;
}

function leave() {
  if (!holder.dataset.presence) return;
  const data = new FormData();
  for (const [name, value] of [["tab", tab], ["leave", "1"], ["csrfmiddlewaretoken", token()]]) {
    data.append(name, value);
  }
  navigator.sendBeacon(holder.dataset.presence, data);
}

if (form && holder && told) {
  beat();
  form.addEventListener("focusin", () => {
    clearTimeout(timer);
    timer = setTimeout(beat, MOVED);
  });
  form.addEventListener("begun", beat);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && beat());
}
