// Completion of tags between commas: a combobox as WAI-ARIA's authoring practices describe it.

export function tagCompletion(holder) {
  const input = holder.querySelector("input");
  const list = document.createElement("ul");
  list.id = `${input.id}_tags`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Tags");
  list.hidden = true;
  holder.append(list);
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
    const { tags } = await answer.json();
    const chosen = new Set(input.value.split(",").map((one) => one.trim().toLowerCase()));
    show(tags.filter((tag) => !chosen.has(tag)));
  }

  function show(tags) {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(
      ...tags.map((tag, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}_${index}`;
        item.textContent = tag;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(tag);
        });
        return item;
      }),
    );
    list.hidden = !tags.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
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
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) take(list.children[active].textContent);
    else return;
    event.preventDefault();
  });
}
