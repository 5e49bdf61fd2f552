// Moving a row of a list by its grip: dragged with a pointer, or with the arrow keys.
import { make } from "./editor-dialog.js";
import { icon } from "./editor-icons.js";

/** Give a row a grip. `move(row, by)` moves it by places; `moved(row)` is told when a drag ends. */
export function grip(row, { move, moved }) {
  const label = "Reorder: drag, or press the arrow keys";
  const handle = make("button", { type: "button", class: "grip", "aria-label": label, title: label }, icon("grip"));
  row.querySelector(".row-tools").prepend(handle);
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(row, by);
    handle.focus();
  });
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    drag(row, moved);
  });
}

// The row leaves the page for a moment when it moves, so the page is what listens.
function drag(row, moved) {
  const before = row.previousElementSibling;
  row.classList.add("dragged");
  const follow = (event) => {
    const others = [...row.parentElement.children].filter((one) => one !== row && !one.hidden);
    const next = others.find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (next) {
      if (row.nextElementSibling !== next) next.before(row);
    } else if (others.length && others.at(-1) !== row.previousElementSibling) others.at(-1).after(row);
  };
  const end = () => {
    row.classList.remove("dragged");
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
    if (row.previousElementSibling !== before) moved(row);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
}
