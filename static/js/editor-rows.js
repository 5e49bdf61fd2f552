// Rows that are added, removed and moved: credits and thanks.
import { combobox } from "./editor-combobox.js";
import { make } from "./editor-dialog.js";
import { grip } from "./editor-drag.js";

export function formRows(section) {
  const { rows: prefix } = section.dataset;
  const list = section.querySelector(".row-list");
  const template = section.querySelector("template");
  const total = section.querySelector(`[name=${prefix}-TOTAL_FORMS]`);
  const told = make("p", { class: "visually-hidden", role: "status" });
  section.classList.add("scripted");
  section.append(told);

  const shown = () => [...list.children].filter((row) => !row.hidden);

  /** Say where a row is now to somebody who doesn't see it. */
  function tell(row) {
    const name = row.querySelector("select").selectedOptions[0]?.text ?? "The row";
    told.textContent = `${name}: place ${shown().indexOf(row) + 1} of ${shown().length}.`;
  }

  function number() {
    shown().forEach((row, place) => {
      const order = row.querySelector("[name$=-ORDER]");
      if (order) order.value = place + 1;
    });
  }

  function add() {
    const row = template.content.firstElementChild.cloneNode(true);
    const index = total.value;
    for (const element of row.querySelectorAll("[name],[id],[for],[aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("__prefix__", index));
      }
    }
    total.value = Number(index) + 1;
    list.append(row);
    prepare(row);
    number();
    row.querySelector("select").focus();
  }

  function remove(row) {
    const others = shown();
    const next = others[others.indexOf(row) + 1] ?? others[others.indexOf(row) - 1];
    // The server drops the row; its fields stay, so that nothing shifts.
    row.querySelector("[name$=-DELETE]").checked = true;
    row.hidden = true;
    changed(row);
    number();
    told.textContent = "Removed.";
    (next?.querySelector("select") ?? section.querySelector("[data-add]")).focus();
  }

  function move(row, by) {
    const others = shown();
    const other = others[others.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    settle(row);
    row.querySelector(by < 0 ? "[data-up]" : "[data-down]").focus();
  }

  function settle(row) {
    number();
    changed(row);
    tell(row);
  }

  function prepare(row) {
    row.querySelector(".row-tools").hidden = false;
    row.querySelector("[data-remove]").addEventListener("click", () => remove(row));
    row.querySelector("[data-up]").addEventListener("click", () => move(row, -1));
    row.querySelector("[data-down]").addEventListener("click", () => move(row, 1));
    grip(row, { move, moved: settle });
    affiliation(row);
    grant(row);
    combobox(row.querySelector("select"));
  }

  // The spare row is for browsers without scripts.
  const spare = list.lastElementChild;
  if (spare && !spare.querySelector(".errorlist") && untouched(spare)) {
    spare.remove();
    total.value = Number(total.value) - 1;
  }
  for (const row of list.children) prepare(row);
  section.querySelector(".row-add").hidden = false;
  section.querySelector("[data-add]").addEventListener("click", add);
}

function untouched(row) {
  const [first] = row.querySelectorAll("select");
  return first.value === "" && [...row.querySelectorAll("input[type=text]")].every((one) => !one.value);
}

function changed(row) {
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

/** An author's present affiliation is the likely one. */
function affiliation(row) {
  const author = row.querySelector("[name$=-author]");
  const field = row.querySelector("[name$=-affiliation]");
  if (!author || !field) return;
  let offered = author.selectedOptions[0]?.dataset.affiliation ?? "";
  author.addEventListener("change", () => {
    const now = author.selectedOptions[0]?.dataset.affiliation ?? "";
    if (!field.value || field.value === offered) field.value = now;
    offered = now;
  });
}

/** Only a funder's own grants can be named. */
function grant(row) {
  const partner = row.querySelector("[name$=-collaborator]");
  const role = row.querySelector("[name$=-role]");
  const field = row.querySelector("[name$=-grant]");
  if (!partner || !field) return;
  const holder = field.closest(".field");
  const fit = () => {
    let any = false;
    for (const option of field.options) {
      const fits = !option.value || option.dataset.partner === partner.value;
      option.hidden = option.disabled = !fits;
      any ||= fits && option.value !== "";
    }
    holder.hidden = !(role.value === "funder" && any);
    if (holder.hidden || field.selectedOptions[0]?.disabled) field.value = "";
  };
  partner.addEventListener("change", fit);
  role.addEventListener("change", fit);
  if (!field.value) fit();
}
