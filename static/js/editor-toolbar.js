// The buttons above the text, their menus, and the shortcuts of both.
import { CONSTRUCTS } from "./editor-constructs.js";
import { make } from "./editor-dialog.js";
import { showHelp } from "./editor-help.js";
import { icon } from "./editor-icons.js";
import { announced, shortcuts, shown } from "./editor-keys.js";
import { menuOf } from "./editor-menu.js";

/**
 * Fill the toolbar. `pictures` and `links` bring theirs into the text; `settings` are preview,
 * focus and tabs.
 */
export function toolbar(editor, textarea, { pictures, links, settings }) {
  const bar = editor.querySelector(".tools");
  const back = () => textarea.focus();
  const keys = [["Mod+KeyK", links]];
  const items = CONSTRUCTS.map((one) => ({ ...one, act: () => one.act(textarea) }));
  const own = [
    { group: "Pictures", name: "Upload pictures", example: "", letter: "u", act: () => pictures.ask() },
    { group: "Pictures", name: "Choose from the library", example: "", letter: "l", act: () => pictures.browse() },
  ];
  const help = () => showHelp().then(back);

  const headings = add(bar, { name: "Heading", face: "heading" });
  for (const { name, face, act, keys: way } of items.filter((one) => one.face && one.group === "Words")) {
    add(bar, { name, face, act, keys: way });
  }
  add(bar, { name: "Link", face: "link", act: links, keys: "Mod+KeyK", apart: true });
  for (const { name, face, act, keys: way } of items.filter((one) => one.face && one.group !== "Words")) {
    add(bar, { name, face, act, keys: way });
  }
  keys.push(...items.filter((one) => one.keys).map((one) => [one.keys, one.act]));
  const picture = add(bar, { name: "Pictures", face: "picture", apart: true });
  const insert = add(bar, { name: "Insert", face: "insert", words: "Insert", keys: "Ctrl+M" });
  switchFor(bar, { name: "Live preview", face: "preview", apart: true }, settings.preview);
  switchFor(bar, { name: "Focus on the text", face: "focus" }, settings.focus);
  const more = add(bar, { name: "Settings", face: "settings" });
  add(bar, { name: "Help", face: "help", act: help, keys: "F1" });

  const lettered = items.filter((one) => one.letter);
  const inGroup = (name) => lettered.filter((one) => one.group === name);
  const ofPictures = [...own, ...inGroup("Pictures")];
  const others = lettered.filter((one) => one.group !== "Pictures");
  menuOf(headings, "Heading", inGroup("Headings"), { back });
  menuOf(picture, "Pictures", ofPictures, { back });
  const open = menuOf(insert, "Insert", [...others, ...ofPictures], { back, wide: true });
  menuOf(more, "Settings", settingItems(settings), { back });

  bar.hidden = false;
  rove(bar);
  shortcuts(textarea, keys);
  shortcuts(editor, [["F1", help], ["Mod+Slash", help]]);
  // Command+M belongs to the Mac, so this one is Control everywhere.
  textarea.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== "m") return;
    event.preventDefault();
    open();
  });
}

function settingItems({ tabs, together, preview, focus }) {
  const items = [
    ["Tab key indents", tabs],
    ["Text and preview scroll together", together],
    ["Live preview", preview],
    ["Focus on the text", focus],
  ];
  return items.map(([name, setting]) => ({ group: "", name, setting, act: () => setting.toggle() }));
}

function switchFor(bar, face, setting) {
  const button = add(bar, { ...face, act: () => setting.toggle() });
  setting.watch((on) => button.setAttribute("aria-pressed", String(on)));
}

function add(bar, { name, face, words = "", act = null, keys = "", apart = false }) {
  const title = keys ? `${name} (${shown(keys)})` : name;
  const button = make("button", { type: "button", title, "aria-label": name }, icon(face));
  if (words) button.append(make("span", { "aria-hidden": "true" }, words));
  if (!act) button.append(icon("down"));
  if (keys) button.setAttribute("aria-keyshortcuts", announced(keys));
  button.classList.toggle("apart", apart);
  if (act) button.addEventListener("click", act);
  bar.append(button);
  return button;
}

function rove(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  const hold = (one) => buttons.forEach((button) => (button.tabIndex = button === one ? 0 : -1));
  hold(buttons[0]);
  bar.addEventListener("focusin", (event) => hold(event.target.closest("button")));
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    buttons.at(to % buttons.length).focus();
  });
}
