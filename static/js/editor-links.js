// The dialog that makes a link: to something here, found by name, or to a typed address.
import { make, openDialog } from "./editor-dialog.js";
import { sentence } from "./editor-net.js";
import { replace } from "./editor-text.js";

// Bounded, or a line made of brackets would take minutes.
const LINK = /(?<!!)\[((?:\\.|[^\]\\]){0,500})\]\((<[^>]{0,999}>|[^)\s]{0,999})([^)]{0,500})\)/g;
const INSIDE = `
<form method="dialog">
<h2>Link</h2>
<label for="link-to">Where to</label>
<input id="link-to" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="link-places"
  autocomplete="off" spellcheck="false" placeholder="A name on this site, or an address">
<ul id="link-places" class="places-found" role="listbox" aria-label="Found on this site"></ul>
<p class="count" role="status"></p>
<label for="link-words">Words</label>
<input id="link-words" autocomplete="off">
<span class="help">What readers click on. Empty: its name.</span>
<p class="problem" role="alert" hidden></p>
<p class="answers"><button type="submit" class="button main">Insert link</button>
<button type="button" class="button" data-close>Cancel</button></p>
</form>`;

/** Ask where to link to, and write it in place of what is selected or of the link the caret is in. */
export async function insertLink(textarea, address) {
  const old = linkAt(textarea);
  const answer = await askForLink(address, old);
  textarea.focus();
  if (!answer) return;
  const words = (answer.words || answer.name || answer.path).replace(/[[\]\\]/g, "\\$&");
  replace(textarea, old.start, old.end, `[${words}](${answer.path}${old.title})`);
}

/** The link around the caret, else what is selected, as the dialog begins with it. */
function linkAt({ selectionStart: start, selectionEnd: end, value }) {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const until = value.indexOf("\n", end);
  const line = value.slice(from, until === -1 ? value.length : until);
  for (const match of line.matchAll(LINK)) {
    const [all, words, path, title] = match;
    const [first, last] = [from + match.index, from + match.index + all.length];
    if (first <= start && end <= last && (start > first || end > start)) {
      return { start: first, end: last, words: words.replace(/\\([[\]\\])/g, "$1"), path, title: title.trimEnd() };
    }
  }
  const words = value.slice(start, end);
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/.test(words);
  return { start, end, words: isAddress ? "" : words, path: isAddress ? words : "", title: "" };
}

function askForLink(address, { words, path }) {
  const opened = openDialog({ label: "Link", inside: INSIDE, kind: "link" });
  const { find } = opened;
  const [to, named] = [find("#link-to"), find("#link-words")];
  to.value = path;
  named.value = words;
  const list = new Found(address, { input: to, list: find(".places-found"), told: find(".count") });
  list.take = (place) => opened.answer({ ...place, words: named.value.trim() });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const place = list.current();
    if (place) return list.take(place);
    const typed = asAddress(to.value);
    if (typed.path) return opened.answer({ path: typed.path, name: "", words: named.value.trim() });
    find(".problem").textContent = typed.problem;
    find(".problem").hidden = false;
    to.focus();
  });
  to.focus();
  to.select();
  list.load();
  return opened.answered;
}

/** What was typed as an address that can be written, or why it can't. */
export function asAddress(typed) {
  const text = typed.trim();
  if (!text) return { problem: "Choose where the link leads, or type an address." };
  const scheme = text.match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
  if (scheme && !["http", "https", "mailto", "tel"].includes(scheme) && !/^[^/]+:\d/.test(text)) {
    return { problem: `Links of the kind “${scheme}:” are not shown. Use https:, mailto: or tel:.` };
  }
  const isMail = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text);
  const isHost = /^[^\s/.:#?]+(?:\.[^\s/.:#?]+)+(?:[/:?#].*)?$/.test(text);
  if (!isMail && !isHost && !scheme && !/^[/#?.]/.test(text)) {
    return { problem: "Nothing here has that name. Choose one of those found, or type a whole address." };
  }
  const whole = isMail ? `mailto:${text}` : scheme || !isHost ? text : `https://${text}`;
  const marks = { " ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E" };
  return { path: whole.replace(/[ ()<>]/g, (mark) => marks[mark]) };
}

/** The list under the field: filled by the server, pointed at with the arrow keys. */
class Found {
  constructor(address, { input, list, told }) {
    Object.assign(this, { address, input, list, told, places: [], active: -1, isChosen: false, asked: 0, timer: 0 });
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.point(-1);
      this.isChosen = false;
      this.timer = setTimeout(() => this.load(), 200);
    });
    input.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || !this.places.length) return;
      event.preventDefault();
      const from = this.active < 0 && by < 0 ? 0 : this.active;
      this.point((from + by + this.places.length) % this.places.length);
      this.isChosen = true;
    });
  }

  current() {
    return this.places[this.active];
  }

  async load() {
    const mine = ++this.asked;
    const words = this.input.value.trim();
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ q: words })}`, { redirect: "manual" });
      if (!answer.ok) throw new Error(sentence(answer.status));
      const { links } = await answer.json();
      // An answer to an earlier question is of no interest any more.
      if (mine === this.asked) this.show(links, words);
    } catch (error) {
      if (mine === this.asked) this.told.textContent = error.message;
    }
  }

  show(places, words) {
    // A late answer leaves where it is what somebody has gone to already.
    const chosen = this.isChosen ? this.current()?.path : undefined;
    const kept = places.findIndex((place) => place.path === chosen);
    this.places = places;
    this.list.replaceChildren(...places.map((place, n) => this.option(place, n)));
    this.input.setAttribute("aria-expanded", String(places.length > 0));
    this.told.textContent = places.length ? `${places.length} found` : words && "Nothing of that name here.";
    // Enter takes the first one found, unless an address was typed.
    const first = words && places.length && asAddress(words).problem ? 0 : -1;
    this.point(kept < 0 ? first : kept);
  }

  option(place, number) {
    const option = make(
      "li",
      { role: "option", id: `link-place-${number}`, "aria-selected": "false" },
      make("span", { class: "kind" }, place.kind),
      make("span", { class: "named" }, place.name),
      make("span", { class: "note" }, place.note),
    );
    option.addEventListener("click", () => this.take(place));
    return option;
  }

  point(number) {
    this.active = number;
    [...this.list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === number)));
    if (number < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.list.children[number].id);
    this.list.children[number].scrollIntoView({ block: "nearest" });
  }
}
