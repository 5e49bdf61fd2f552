// How long the text is, and its outline, while it is written.
import { make } from "./editor-dialog.js";
import { Lines } from "./editor-scroll.js";

const PAUSE = 250; // milliseconds without typing before counting
const A_MINUTE = 230; // words, as on the published page
// As the server counts: of Chinese and Japanese each character.
const WORD = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff_])[\p{L}\p{N}])+(?:['’.,-][\p{L}\p{N}]+)*/gu;
// What is written but not read: addresses, attributes, tags, the marks of blocks. None of it is long:
// a search without bounds would take minutes on a text made to be slow.
const UNREAD = /\]\([^)\n]{0,999}\)|\{[.#][^}\n]{0,99}\}|<\/?[a-z][^>\n]{0,499}>|^ {0,9}(?:`{3}|~{3}|:{3}).*$|^ {0,3}\[\^?[^\]\n]{1,99}\]:(?: *\S*$)?/gim;
const LONGEST_HEADING = 300; // characters
const MOST_HEADINGS = 300;

/** How many words readers will see, about. */
export function countWords(text) {
  return text.replace(UNREAD, " ").match(WORD)?.length ?? 0;
}

/** The headings of a text: level, words, and where each begins; what is in code is none. */
export function headingsOf(text) {
  const found = [];
  let fence = "";
  let at = 0;
  for (const line of text.split("\n")) {
    const mark = line.match(/^ {0,3}(`{3,}|~{3,})/)?.[1];
    if (mark && !fence) fence = mark;
    else if (mark && mark.startsWith(fence) && !line.trim().slice(mark.length)) fence = "";
    const heading = !fence && line.slice(0, LONGEST_HEADING).match(/^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/);
    if (heading) found.push({ level: heading[1].length, words: plain(heading[2]), at });
    at += line.length + 1;
  }
  return found;
}

function plain(words) {
  return words
    .replace(/\{[^}]*\}\s*$/, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`~]+/g, "")
    .trim();
}

/** Show length and outline beneath the text. */
export function measure(editor, textarea) {
  const place = editor.querySelector(".measures");
  if (!place || !editor.closest("#document-form")) return;
  const told = make("p", { class: "length" });
  const list = make("ol", {});
  const summary = make("summary", {}, "Outline");
  const outline = make("details", { class: "outline" }, summary, list);
  place.append(told, outline);
  place.hidden = false;
  let timer = 0;

  function count() {
    const words = countWords(textarea.value);
    const minutes = Math.max(1, Math.round(words / A_MINUTE));
    const amount = words.toLocaleString();
    told.textContent = words ? `${amount} ${words === 1 ? "word" : "words"} · ${minutes} min read` : "No words yet";
    const headings = headingsOf(textarea.value);
    summary.textContent = headings.length ? `Outline (${headings.length})` : "Outline";
    const none = make("li", { class: "none" }, "No headings yet. A line that begins with ## is one.");
    const rest = headings.length - MOST_HEADINGS;
    const more = rest > 0 ? [make("li", { class: "none" }, `${rest} more are not shown.`)] : [];
    const entries = headings.slice(0, MOST_HEADINGS).map(entry);
    list.replaceChildren(...(headings.length ? [...entries, ...more] : [none]));
  }

  function entry({ level, words, at }) {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => goTo(textarea, at));
    return make("li", { class: `level-${level}` }, button);
  }

  textarea.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, PAUSE);
  });
  count();
}

/** Put the caret at a position, and bring its line into view. */
export function goTo(textarea, at) {
  const number = textarea.value.slice(0, at).split("\n").length - 1;
  textarea.focus({ preventScroll: true });
  textarea.setSelectionRange(at, at);
  const [top] = new Lines(textarea).places([number]);
  textarea.scrollTop = Math.max(0, top - textarea.clientHeight / 4);
  textarea.scrollIntoView({ block: "nearest" });
}
