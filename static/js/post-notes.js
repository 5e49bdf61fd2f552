// Shows a footnote where its mark is. Without this script the mark leads to the note at the end.

import { words } from "./post-words.js";

const GAP = 8; // pixels

function noteOf(mark) {
  const item = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  return item?.matches("li") ? item : null;
}

function made(mark, item) {
  const box = document.createElement("div");
  box.className = "note-here";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", `${words.note} ${mark.textContent}`);
  box.append(...item.cloneNode(true).childNodes);
  for (const one of box.querySelectorAll("[role='doc-backlink']")) one.remove();
  for (const one of box.querySelectorAll("[id]")) one.removeAttribute("id");
  const all = document.createElement("a");
  all.href = mark.href;
  all.textContent = words.allNotes;
  all.addEventListener("click", () => box.hidePopover());
  const foot = document.createElement("p");
  foot.className = "note-here-all";
  foot.append(all);
  box.append(foot);
  box.addEventListener("toggle", (event) => {
    mark.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.hidePopover();
    mark.focus();
  });
  addEventListener("resize", () => box.matches(":popover-open") && place(box, mark));
  // After the paragraph, so that the keyboard goes on from the note to what follows it.
  (mark.closest("p, li, td, dd, figcaption") ?? mark.parentElement).append(box);
  return box;
}

function place(box, mark) {
  const at = mark.getBoundingClientRect();
  const width = box.offsetWidth;
  const room = document.documentElement.clientWidth - width - GAP;
  const below = at.bottom + GAP + box.offsetHeight <= innerHeight;
  box.style.left = `${scrollX + Math.max(GAP, Math.min(at.left - width / 3, room))}px`;
  box.style.top = `${scrollY + (below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - box.offsetHeight))}px`;
}

for (const mark of document.querySelectorAll("a[role='doc-noteref']")) {
  const item = noteOf(mark);
  if (!item || !("popover" in HTMLElement.prototype)) continue;
  let box = null;
  mark.setAttribute("aria-expanded", "false");
  mark.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    box ??= made(mark, item);
    if (box.matches(":popover-open")) return box.hidePopover();
    box.showPopover();
    place(box, mark);
    box.focus({ preventScroll: true });
  });
}
