// What keys do in the text: shortcuts, Tab, going on with a list, an address over selected words.
import { chosen, linesOf, replace } from "./editor-text.js";

const INDENT = "    ";
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const SHOWN = { Period: ".", Slash: "/" };
// What a key writes, with Shift too.
const SIGNS = { Period: ".>:", Slash: "/" };
const ITEM = /^(\s*(?:> ?)*)(?:([-*+] )(\[[ xX]\] )?|(\d+)([.)] )|(?<=> ?))(.*)$/;

/** A shortcut as people read it: "Mod+Shift+KeyX" is Ctrl+Shift+X, ⌘ on a Mac. */
export function shown(keys) {
  return keys
    .split("+")
    .map((part) => SHOWN[part] ?? part.replace(/^(Key|Digit)/, "").replace("Mod", MAC ? "⌘" : "Ctrl"))
    .join("+");
}

/** A shortcut as assistive technology reads it. */
export function announced(keys) {
  return shown(keys).replace("⌘", "Meta").replace("Ctrl", "Control");
}

/** Whether an event is this shortcut. */
export function pressed(event, keys) {
  const parts = keys.split("+");
  const key = parts.pop();
  // AltGr is Ctrl and Alt together on some keyboards, and writes a character.
  if (event.altKey || event.getModifierState("AltGraph")) return false;
  // Control moves the caret on a Mac, as it did in Emacs.
  const [modifier, other] = MAC ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (parts.includes("Mod") !== modifier || other) return false;
  if (parts.includes("Shift") !== event.shiftKey) return false;
  // Letters and signs move with the keyboard's language; digits are where they are.
  if (key in SIGNS) return SIGNS[key].includes(event.key);
  return key.startsWith("Key") ? event.key.toUpperCase() === key.slice(3) : event.code === key;
}

/** Run the first action whose shortcut was pressed; `actions` are pairs of shortcut and function. */
export function shortcuts(element, actions) {
  element.addEventListener("keydown", (event) => {
    const found = actions.find(([keys]) => pressed(event, keys));
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    found[1]();
  });
}

/** Tab leaves the text, unless Escape came just before or the setting says that it indents. */
export function tabKey(textarea, indents) {
  let escaped = false;
  textarea.addEventListener("keydown", (event) => {
    if (event.key === "Shift") return;
    const wanted = event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey;
    // After Escape, Tab does the other thing, so nobody is ever caught in the text.
    if (wanted && indents.on !== escaped) {
      event.preventDefault();
      indent(textarea, event.shiftKey);
    }
    escaped = event.key === "Escape";
  });
  textarea.addEventListener("blur", () => (escaped = false));
}

function indent(textarea, back) {
  const { selectionStart, selectionEnd } = textarea;
  const [start, end] = linesOf(textarea);
  const old = textarea.value.slice(start, end);
  const text = old
    .split("\n")
    .map((line) => (back ? line.replace(/^ {1,4}|^\t/, "") : line && INDENT + line))
    .join("\n");
  const grown = text.length - old.length;
  const caret = Math.max(0, selectionStart - start + grown);
  replace(textarea, start, end, text, selectionStart === selectionEnd ? [caret, caret] : [0, text.length]);
}

/** Enter at the end of a list's point begins the next; on an empty one it ends the list. */
export function enterKey(textarea) {
  textarea.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selectionStart: at, selectionEnd, value } = textarea;
    const start = value.lastIndexOf("\n", at - 1) + 1;
    const match = at === selectionEnd && value.slice(start, at).match(ITEM);
    if (!match) return;
    const [, before, bullet, box, number, dot, words] = match;
    event.preventDefault();
    if (!words.trim()) replace(textarea, start, at, "");
    else {
      const mark = bullet ? bullet + (box ? "[ ] " : "") : number ? `${Number(number) + 1}${dot}` : "";
      replace(textarea, at, at, `\n${before}${mark}`);
    }
  });
}

/** An address pasted over words makes them a link. */
export function pasteAddress(textarea) {
  textarea.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain").trim() ?? "";
    const words = chosen(textarea);
    if (!/^https?:\/\/[^\s()<>]+$/.test(text) || !words.trim() || /[\n\]]|^https?:/.test(words)) return;
    event.preventDefault();
    const { selectionStart: start, selectionEnd: end } = textarea;
    replace(textarea, start, end, `[${words}](${text})`);
  });
}
