// Leading somebody to what a check found: a field, or words in the text.
import { goTo } from "./editor-measure.js";

/** Show the place: its field gets the focus, its words in the text are selected. */
export function showPlace(form, place) {
  const field = form.elements[place.field];
  if (place.field === "body" && field) {
    selectIn(field, place);
    return;
  }
  const rows = form.querySelector(`[data-rows="${place.field}"]`);
  const target = rows?.querySelector("[data-add]") ?? reachable(field);
  for (let around = target?.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true;
  }
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

/** A field that a script hides has a button in its place. */
function reachable(field) {
  if (!field || field.offsetParent !== null || field.closest("details:not([open])")) return field;
  return field.closest(".field, .picture-choice, div")?.querySelector("button:not([hidden])") ?? field;
}

function selectIn(textarea, place) {
  const [start, end] = rangeOf(textarea.value, place);
  goTo(textarea, start);
  textarea.setSelectionRange(start, end);
}

/** Where the words of a place are in the text: from its line on, else anywhere; else its line. */
export function rangeOf(text, { line, quote }) {
  const begin = startOfLine(text, line ?? 0);
  for (const words of quote ? [quote, encodeURI(quote)] : []) {
    const found = [text.indexOf(words, begin), text.indexOf(words)].find((at) => at >= 0);
    if (found !== undefined) return [found, found + words.length];
  }
  const found = text.indexOf("\n", begin);
  return [begin, found === -1 ? text.length : found];
}

function startOfLine(text, line) {
  let at = 0;
  for (let number = 0; number < line; number += 1) {
    const next = text.indexOf("\n", at);
    if (next === -1) break;
    at = next + 1;
  }
  return at;
}
