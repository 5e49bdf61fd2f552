// One page that shows every construct, how it is written, and its keys.
import { CONSTRUCTS } from "./editor-constructs.js";
import { make, openDialog } from "./editor-dialog.js";
import { shown } from "./editor-keys.js";

const EXTRA = [
  { group: "Words", name: "Link", example: "[words](/about/)", keys: "Mod+KeyK", letter: "" },
  { group: "Pictures", name: "Picture", example: '![what it shows](/media/…)\nwith a caption: ![…](… "Caption")', keys: "", letter: "u" },
  { group: "Pictures", name: "From the library", example: "chosen, with its words", keys: "", letter: "l" },
];
const KEYS = [
  ["Save", ["Mod+KeyS"]],
  ["Insert anything", ["Ctrl+M"]],
  ["This page", ["F1", "Mod+Slash"]],
  ["Take back, do again", ["Mod+KeyZ", "Mod+Shift+KeyZ"]],
  ["Comment on selected words", ["Ctrl+Alt+M"]],
  ["To the next field", ["Tab"]],
  ["Indent instead", ["Esc, Tab"]],
  ["Outdent", ["Esc, Shift+Tab"]],
  ["To the toolbar", ["Shift+Tab"]],
];
const INSIDE = `
<h2>Writing, on one page</h2>
<p class="help">Plain words need nothing. An empty line begins a new paragraph. Where a sign should stand for
itself, put a backslash before it. Pasting an address over selected words makes a link.</p>
<div class="columns"></div>
<p class="answers"><button type="button" class="button" data-close>Close</button></p>`;

/** Show the help; resolves when it is closed. */
export function showHelp() {
  const { find, answered } = openDialog({ label: "Help for writing", inside: INSIDE, kind: "help-page" });
  const all = [...CONSTRUCTS, ...EXTRA];
  const groups = [...new Set(all.map((one) => one.group))];
  find(".columns").append(
    ...groups.map((group) => section(group, all.filter((one) => one.group === group).map(row))),
    section("Keys", KEYS.map(([name, keys]) => line(name, "", keys.map(shown)))),
  );
  find("[data-close]").focus();
  find("h2").scrollIntoView();
  return answered;
}

function row({ name, example, keys, letter }) {
  const ways = keys ? [shown(keys)] : letter ? [`Ctrl+M, ${letter.toUpperCase()}`] : [];
  return line(name, example, ways);
}

function line(name, example, ways) {
  const keys = ways.flatMap((way, n) => [n ? " or " : "", make("kbd", {}, way)]);
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, name),
    make("td", {}, example ? make("code", {}, example) : ""),
    make("td", { class: "keys" }, ...keys),
  );
}

function section(name, rows) {
  return make("table", {}, make("caption", {}, name), make("tbody", {}, ...rows));
}
