// Everything the renderer knows, for the toolbar, the menus, the keyboard and the help.
import { chosen, insertBlock, linesOf, prefix, replace, wrap, wrapBlock } from "./editor-text.js";

const ITEM = /^\s*(?:[-*+] \[[ xX]\] |[-*+] |\d+[.)] )/;
const VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa";
const TABLE = "| Place | Users |\n|:------|------:|\n| North |    12 |";

function heading(level) {
  const mark = level ? `${"#".repeat(level)} ` : "";
  return (t) => {
    const [start, end] = linesOf(t);
    const line = t.value.slice(start, end);
    const bare = line.replace(/^#{1,6}\s+/, "");
    const text = mark && line.startsWith(mark) ? bare : mark + bare;
    replace(t, start, end, text, [text.length, text.length]);
  };
}

function code(t) {
  const words = chosen(t);
  if (words.includes("\n")) wrapBlock(t, "```\n", "\n```", "code");
  else wrap(t, "`", "`", "code");
}

/** The note goes after the paragraph, in the same step, so that one undo takes both back. */
function footnote(t) {
  const numbers = [...t.value.matchAll(/\[\^(\d+)\]/g)].map((match) => Number(match[1]));
  const mark = `[^${Math.max(0, ...numbers) + 1}]`;
  const { selectionEnd: at, value } = t;
  const found = value.indexOf("\n\n", at);
  const end = found === -1 ? value.length : found;
  const text = `${mark}${value.slice(at, end).trimEnd()}\n\n${mark}: `;
  replace(t, at, end, `${text}note`, [text.length, text.length + 4]);
}

/** Cells copied from a spreadsheet become a table; else a sample is inserted. */
function table(t) {
  const rows = chosen(t).trim().split("\n").map((line) => line.split("\t"));
  if (rows[0].length < 2) return after(TABLE, [2, 7])(t);
  const line = (cells) => `| ${cells.map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = `|${" --- |".repeat(rows[0].length)}`;
  insertBlock(t, [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n"));
}

/** What stands by itself comes after what is selected, and takes nothing away. */
const after = (text, select = null) => (t) => {
  t.setSelectionRange(t.selectionEnd, t.selectionEnd);
  insertBlock(t, text, select);
};

function attributes(t) {
  const [start] = linesOf(t);
  replace(t, start, start, "{#name .lead}\n", [2, 6]);
}

const callout = (kind) => (t) => wrapBlock(t, `::: ${kind}\n`, "\n:::", "What matters.");
const around = (before, after, sample) => (t) => wrap(t, before, after, sample);
const block = (before, after, sample) => (t) => wrapBlock(t, before, after, sample);

// Group, name, what it looks like in the text, letter after Ctrl+M, action; `face` and `keys`
// for what has a button or a key of its own. `keys` are named by the key's place on the keyboard.
const ROWS = [
  ["Headings", "Heading", "## Heading", "2", heading(2)],
  ["Headings", "Smaller heading", "### Heading", "3", heading(3)],
  ["Headings", "Smallest heading", "#### Heading", "4", heading(4)],
  ["Headings", "No heading", "Words", "0", heading(0)],
  ["Words", "Bold", "**bold**", "", around("**", "**", "bold"), { face: "bold", keys: "Mod+KeyB" }],
  ["Words", "Italic", "*italic*", "", around("*", "*", "italic"), { face: "italic", keys: "Mod+KeyI" }],
  ["Words", "Struck out", "~~struck out~~", "", around("~~", "~~", "struck out"), { face: "strike", keys: "Mod+Shift+KeyX" }],
  ["Words", "Code", "`code`", "", code, { face: "code", keys: "Mod+KeyE" }],
  ["Words", "Highlight", "<mark>words</mark>", "h", around("<mark>", "</mark>", "words")],
  ["Words", "Key", "<kbd>Ctrl</kbd>", "y", around("<kbd>", "</kbd>", "Ctrl")],
  ["Words", "Raised", "m<sup>2</sup>", "o", around("<sup>", "</sup>", "2")],
  ["Words", "Lowered", "H<sub>2</sub>O", "b", around("<sub>", "</sub>", "2")],
  ["Words", "Formula in the line", "$E = mc^2$", "m", around("$", "$", "E = mc^2")],
  ["Words", "Emoji", ":tada:", "z", (t) => wrap(t, ":", ":", "tada")],
  ["Words", "Footnote", "Word[^1]", "f", footnote],
  ["Words", "New line", "end\\", "j", (t) => replace(t, t.selectionStart, t.selectionEnd, "\\\n")],
  ["Lists", "List", "- point", "", (t) => prefix(t, "- ", ITEM), { face: "list", keys: "Mod+Shift+Digit8" }],
  ["Lists", "Numbered list", "1. first", "", (t) => prefix(t, (n) => `${n + 1}. `, ITEM), { face: "numbers", keys: "Mod+Shift+Digit7" }],
  ["Lists", "Task list", "- [ ] to do", "", (t) => prefix(t, "- [ ] ", ITEM), { face: "tasks", keys: "Mod+Shift+Digit9" }],
  ["Lists", "Definition list", "Word\n: What it is.", "e", (t) => wrapBlock(t, "", "\n: What it is.", "Word")],
  ["Blocks", "Quote", "> words", "", (t) => prefix(t, "> "), { face: "quote", keys: "Mod+Shift+Period" }],
  ["Blocks", "Table", "| a | b |\n|---|---|\n| 1 | 2 |", "t", table],
  ["Blocks", "Code block", "```python\ncode\n```", "k", block("```\n", "\n```", "code")],
  ["Blocks", "Formula", "$$\nE = mc^2\n$$", "s", block("$$\n", "\n$$", "E = mc^2")],
  ["Blocks", "Diagram", "```mermaid\n…\n```", "d", block("```mermaid\n", "\n```", "graph LR\n    Draft --> Review --> Published")],
  ["Blocks", "Video", "Its address, alone in a paragraph", "v", after(VIDEO, [0, VIDEO.length])],
  ["Blocks", "Divider", "---", "-", after("---")],
  ["Blocks", "Address or class", "{#name .lead}", "a", attributes],
  ["Asides", "Note", "::: note\n…\n:::", "n", callout("note")],
  ["Asides", "Tip", "::: tip", "p", callout("tip")],
  ["Asides", "Important", "::: important", "i", callout("important")],
  ["Asides", "Warning", "::: warning", "w", callout("warning")],
  ["Asides", "Caution", "::: caution", "c", callout("caution")],
  ["Asides", "Pull quote", "::: quote\n…\n\n-- who\n:::", "q", block("::: quote\n", "\n\n-- Who said it\n:::", "What was said.")],
  ["Asides", "Folded details", "::: details Title\n…\n:::", "x", block("::: details Title\n", "\n:::", "What is folded away.")],
  ["Pictures", "Figure", "::: figure\n![…](…)\n\nCaption\n:::", "r", block("::: figure\n", "\n\nCaption\n:::", "![What it shows](/media/)")],
  ["Pictures", "Gallery", "::: gallery\n![…](…)\n![…](…)\n:::", "g", block("::: gallery\n", "\n:::", "![What it shows](/media/)")],
];

export const CONSTRUCTS = ROWS.map(([group, name, example, letter, act, more]) => ({
  group,
  name,
  example,
  letter,
  act,
  face: "",
  keys: "",
  ...more,
}));
