// The buttons above the text.
import { insertBlock, prefix, replace, wrap } from "./editor-text.js";

function heading(textarea) {
  const { selectionStart, value } = textarea;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const marks = value.slice(start).match(/^#{1,6} /)?.[0] ?? "";
  // Level two, three, four, none: level one is the title.
  const next = { "": "## ", "## ": "### ", "### ": "#### " }[marks] ?? "";
  replace(textarea, start, start + marks.length, next);
}

function link(textarea) {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const chosen = value.slice(start, end);
  if (/^https?:\/\/\S+$/.test(chosen)) {
    replace(textarea, start, end, `[](${chosen})`, [1, 1]);
    return;
  }
  const text = chosen || "text";
  const from = text.length + 3;
  replace(textarea, start, end, `[${text}](https://)`, [from, from + 8]);
}

function code(textarea) {
  const chosen = textarea.value.slice(textarea.selectionStart, textarea.selectionEnd);
  if (chosen.includes("\n")) insertBlock(textarea, `\`\`\`\n${chosen}\n\`\`\``);
  else wrap(textarea, "`", "`", "code");
}

const TOOLS = [
  ["Bold", "B", (t) => wrap(t, "**", "**", "bold"), "b"],
  ["Italic", "I", (t) => wrap(t, "*", "*", "italic"), "i"],
  ["Link", "Link", link, "k"],
  ["Heading", "H", heading],
  ["List", "• List", (t) => prefix(t, "- ")],
  ["Numbered list", "1. List", (t) => prefix(t, (n) => `${n + 1}. `)],
  ["Quote", "“ ”", (t) => prefix(t, "> ")],
  ["Code", "</>", code, "e"],
];

/** Fill the toolbar; the arrow keys move in it, as in every toolbar. */
export function toolbar(editor, textarea, { pictures, preview }) {
  const bar = editor.querySelector(".tools");
  const shortcuts = new Map();
  for (const [name, face, act, key] of TOOLS) {
    const button = add(bar, name, face, () => act(textarea));
    if (!key) continue;
    shortcuts.set(key, () => act(textarea));
    button.title = `${name} (Ctrl+${key.toUpperCase()})`;
    button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
  }
  add(bar, "Upload pictures", "Upload", () => pictures.ask()).classList.add("apart");
  add(bar, "Choose from the picture library", "Library", () => pictures.browse());
  const toggle = add(bar, "Live preview", "Preview", () => preview.toggle());
  toggle.classList.add("apart");
  preview.watch((shown) => toggle.setAttribute("aria-pressed", String(shown)));
  bar.hidden = false;
  rove(bar);
  textarea.addEventListener("keydown", (event) => {
    const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      ? shortcuts.get(event.key.toLowerCase())
      : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function add(bar, name, face, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.textContent = face;
  button.addEventListener("click", act);
  bar.append(button);
  return button;
}

function rove(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  buttons.forEach((button, n) => (button.tabIndex = n ? -1 : 0));
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
}
