// Typing to find an option of a long select. The select stays, hidden, and is what is sent.
import { make } from "./editor-dialog.js";

const LONG = 12; // options from which typing is quicker than scrolling
let count = 0;

/** Put a combobox before the select, if it is long. */
export function combobox(select) {
  if (select.options.length < LONG || select.multiple || select.hidden || select.dataset.combobox) return;
  new Combobox(select);
}

class Combobox {
  constructor(select) {
    count += 1;
    Object.assign(this, { select, active: -1, found: [] });
    select.dataset.combobox = "yes";
    const id = `find-${count}`;
    this.list = make("ul", { id: `${id}-list`, class: "completions", role: "listbox", hidden: true });
    this.input = make("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    });
    for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
      const value = select.getAttribute(name);
      if (value) this.input.setAttribute(name, value);
    }
    const [label] = select.labels;
    if (label) {
      label.htmlFor = id;
      this.list.setAttribute("aria-label", label.textContent.trim());
    }
    select.before(make("div", { class: "combobox" }, this.input, this.list));
    select.hidden = true;
    this.listen();
    this.rest();
  }

  listen() {
    const { input, select } = this;
    // What is typed here is for finding; only the select's own change is a change.
    for (const name of ["input", "change"]) input.addEventListener(name, (event) => event.stopPropagation());
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => this.list.hidden && this.open(""));
    input.addEventListener("input", () => this.open(input.value));
    input.addEventListener("blur", () => this.rest());
    input.addEventListener("keydown", (event) => this.key(event));
    select.addEventListener("change", () => this.rest());
    select.addEventListener("focus", () => input.focus());
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.list.hidden) this.open("");
    else if (by) this.point(this.active < 0 && by < 0 ? this.found.length - 1 : this.active + by);
    else if (this.list.hidden) return;
    else if (event.key === "Enter") this.take(this.found[this.active] ?? this.found[0]);
    else if (event.key === "Escape") this.rest();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  open(typed) {
    const words = folded(typed).split(/\s+/);
    const fits = (option) => words.every((word) => folded(option.text).includes(word));
    this.found = [...this.select.options].filter((option) => !option.disabled && fits(option));
    this.list.replaceChildren(...this.found.map((option, n) => this.row(option, n)));
    if (!this.found.length) {
      this.list.append(make("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing of that name."));
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const chosen = typed ? 0 : this.found.indexOf(this.select.selectedOptions[0]);
    this.point(this.found.length ? Math.max(0, chosen) : -1);
  }

  row(option, number) {
    const row = make("li", { id: `${this.list.id}-${number}`, role: "option" }, option.text);
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(option);
    });
    return row;
  }

  point(number) {
    const rows = [...this.list.children];
    this.active = this.found.length ? (number + this.found.length) % this.found.length : -1;
    rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === this.active)));
    if (this.active < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", rows[this.active].id);
    rows[this.active].scrollIntoView({ block: "nearest" });
  }

  take(option) {
    if (!option) return;
    if (this.select.value !== option.value) {
      this.select.value = option.value;
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.rest();
  }

  /** Show what is chosen, and nothing else. */
  rest() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.select.value ? (this.select.selectedOptions[0]?.text ?? "") : "";
    this.input.placeholder = this.select.options[0]?.value ? "" : (this.select.options[0]?.text ?? "");
  }
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
