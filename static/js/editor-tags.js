// Completion of tags between commas: a combobox as WAI-ARIA's authoring practices describe it.
import { make } from "./editor-dialog.js";

export function tagCompletion(holder) {
  const input = holder.querySelector("input");
  const list = make("ul", {
    id: `${input.id}_tags`,
    class: "completions",
    role: "listbox",
    "aria-label": "Tags",
    hidden: true,
  });
  const told = make("p", { class: "tags-told", role: "status" });
  holder.append(list, told);
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
    autocomplete: "off",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  let timer = 0;
  let asked = 0;
  let active = -1;

  function part() {
    const at = input.selectionStart ?? input.value.length;
    const start = input.value.lastIndexOf(",", at - 1) + 1;
    const comma = input.value.indexOf(",", at);
    const end = comma === -1 ? input.value.length : comma;
    return { start, end, word: input.value.slice(start, end).trim() };
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function load() {
    const mine = ++asked;
    const { word } = part();
    if (!word) return close();
    const answer = await fetch(`${holder.dataset.tags}?${new URLSearchParams({ q: word })}`).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    const { tags, may_add: mayAdd } = await answer.json();
    const others = new Set(input.value.split(",").map((one) => one.trim().toLowerCase()));
    others.delete(word.toLowerCase());
    const known = tags.includes(word.toLowerCase());
    const items = tags.filter((tag) => !others.has(tag)).map((tag) => ({ tag, words: tag }));
    if (!known && mayAdd) items.push({ tag: word.toLowerCase(), words: `${word.toLowerCase()} (new tag)` });
    show(items);
    told.textContent = known || mayAdd ? "" : unknown(tags);
  }

  function unknown(tags) {
    return tags.length ? "Choose one of these: your role does not make new tags." : "No tag is called so, and your role does not make new ones.";
  }

  function show(items) {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...items.map(option));
    list.hidden = !items.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function option({ tag, words }, index) {
    const attributes = { id: `${list.id}_${index}`, role: "option", "aria-selected": "false", "data-tag": tag };
    const item = make("li", attributes, words);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(tag);
    });
    return item;
  }

  function take(tag) {
    const { start, end } = part();
    const before = input.value.slice(0, start) + (start ? " " : "") + tag;
    const after = input.value.slice(end);
    input.value = before + (after || ", ");
    const at = before.length + (after ? 0 : 2);
    input.setSelectionRange(at, at);
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }

  function point(by) {
    const items = [...list.children];
    active = (active + by + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") point(1);
    else if (event.key === "ArrowUp") point(active < 0 ? 0 : -1);
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) take(list.children[active].dataset.tag);
    else return;
    event.preventDefault();
  });
}
