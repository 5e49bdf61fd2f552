// A button that opens a menu, with the keys that every menu has.
import { make } from "./editor-dialog.js";

/**
 * Give a button a menu. `items` are {group, name, example, letter, act}, and `setting` for one that
 * is ticked. A letter chooses its item at once. Returns a function that opens it.
 */
export function menuOf(button, label, items, { back, wide = false }) {
  const menu = make("div", { role: "menu", "aria-label": label, class: wide ? "menu wide" : "menu", hidden: true });
  menu.id = `menu-${(menuOf.count = (menuOf.count ?? 0) + 1)}`;
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", menu.id);
  const entries = items.map((item) => entry(item, () => choose(item)));
  menu.append(...grouped(items, entries));
  button.closest(".tools").after(menu);

  function place() {
    if (menu.hidden) return;
    menu.style.insetBlockStart = `${button.offsetTop + button.offsetHeight}px`;
    const room = menu.parentElement.clientWidth - menu.offsetWidth;
    menu.style.insetInlineStart = `${Math.max(0, Math.min(button.offsetLeft, room))}px`;
  }

  function open() {
    menu.hidden = false;
    place();
    button.setAttribute("aria-expanded", "true");
    entries[0].focus();
  }

  function close() {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }

  function choose(item) {
    close();
    back();
    item.act();
  }

  addEventListener("resize", place);
  menu.addEventListener("focusin", (event) => {
    for (const one of entries) one.tabIndex = one === event.target ? 0 : -1;
  });
  button.addEventListener("click", () => (menu.hidden ? open() : close()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    open();
  });
  // A press on the button itself closes it there.
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget) && event.relatedTarget !== button) close();
  });
  menu.addEventListener("keydown", (event) => {
    const here = entries.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) entries.at(to % entries.length).focus();
    else if (event.key === "Escape") {
      close();
      button.focus();
    } else if (event.key === "Tab") return close();
    else if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
    else if (!letter(event.key.toLowerCase(), here)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  function letter(key, here) {
    const own = items.find((item) => item.letter === key);
    if (own) return choose(own) ?? true;
    const after = [...entries.slice(here + 1), ...entries.slice(0, here + 1)];
    after.find((one) => one.textContent.toLowerCase().startsWith(key))?.focus();
    return true;
  }

  return open;
}

function entry(item, act) {
  const attributes = { type: "button", role: item.setting ? "menuitemcheckbox" : "menuitem", tabIndex: -1 };
  const button = make("button", attributes, make("span", {}, item.name));
  if (item.example) button.append(make("code", { "aria-hidden": "true" }, item.example.replaceAll("\n", " ")));
  if (item.letter) {
    button.append(make("kbd", { "aria-hidden": "true" }, item.letter.toUpperCase()));
    button.setAttribute("aria-keyshortcuts", item.letter.toUpperCase());
  }
  item.setting?.watch((on) => button.setAttribute("aria-checked", String(on)));
  button.addEventListener("click", act);
  return button;
}

function grouped(items, entries) {
  const groups = new Map();
  items.forEach(({ group }, n) => groups.set(group, [...(groups.get(group) ?? []), entries[n]]));
  return [...groups].map(([name, its]) =>
    name
      ? make("div", { role: "group", "aria-label": name }, make("p", { "aria-hidden": "true" }, name), ...its)
      : make("div", { role: "none" }, ...its),
  );
}
