// Opens pictures large: by their button, or by a click on the picture. Arrow keys and swiping lead through
// all pictures of the page. Without this script pictures are as large as the text is wide.

import { filled, part, words } from "./post-words.js";

const SMALL = 480; // CSS pixels: a picture no wider than this is shown as large as it is
const SWIPE = 50; // pixels

const pictures = [...document.querySelectorAll(".featured img, .prose img")].filter(
  (image) => !image.closest("a, .moving") && (image.width > SMALL || image.closest(".gallery") || largest(image) > SMALL),
);
let dialog = null;
let shown = 0;

function largest(image) {
  return Number(image.getAttribute("width")) || 0;
}

function addButton(image, number) {
  const box = boxOf(image);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "enlarge";
  button.setAttribute("aria-label", [words.enlarge, image.alt].filter(Boolean).join(": "));
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => open(number));
  image.addEventListener("click", () => open(number));
  (image.closest("picture") ?? image).after(button);
  box.classList.add("enlargeable");
}

// What the button is placed in: the figure, or a box of its own where the figure has several pictures.
function boxOf(image) {
  const figure = image.closest("figure:not(.gallery), p");
  if (figure?.querySelectorAll("img").length === 1) return figure;
  const picture = image.closest("picture") ?? image;
  const box = document.createElement("span");
  picture.replaceWith(box);
  box.append(picture);
  return box;
}

function open(number) {
  dialog ??= made();
  show(number);
  dialog.showModal();
  dialog.querySelector(".enlarged-close").focus();
}

function made() {
  const box = part("dialog");
  const several = pictures.length > 1;
  const step = (by) => show((shown + by + pictures.length) % pictures.length);
  for (const [name, by] of [["previous", -1], ["next", 1]]) {
    const button = box.querySelector(`.enlarged-${name}`);
    button.hidden = !several;
    button.addEventListener("click", () => step(by));
  }
  box.querySelector(".enlarged-close").addEventListener("click", () => box.close());
  // A click beside the picture closes, as people expect.
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => buttonOf(pictures[shown]).focus());
  if (several) {
    box.addEventListener("keydown", (event) => byKey(event, step));
    bySwipe(box, step);
  }
  document.body.append(box);
  return box;
}

function byKey(event, step) {
  const forward = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  step(event.key === forward ? 1 : -1);
}

function bySwipe(box, step) {
  let start = null;
  box.addEventListener("pointerdown", (event) => {
    start = event.pointerType === "touch" && event.isPrimary ? event.clientX : null;
  });
  box.addEventListener("pointerup", (event) => {
    const way = start === null ? 0 : event.clientX - start;
    start = null;
    if (Math.abs(way) > SWIPE) step(way < 0 ? 1 : -1);
  });
}

function buttonOf(image) {
  return (image.closest("picture") ?? image).nextElementSibling;
}

function show(number) {
  shown = number;
  const image = pictures[number];
  dialog.querySelector(".enlarged-picture").replaceChildren(enlarged(image));
  const caption = dialog.querySelector("figcaption");
  const own = image.closest("figure")?.querySelector(":scope > figcaption");
  caption.replaceChildren(...(own ? own.cloneNode(true).childNodes : [image.alt]));
  caption.hidden = !caption.textContent.trim();
  dialog.querySelector(".enlarged-place").textContent =
    pictures.length > 1 ? filled(words.of, number + 1, pictures.length) : "";
}

// The same picture, from which the browser chooses the file that fits the window.
function enlarged(image) {
  const copy = (image.closest("picture") ?? image).cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("source, img")]) {
    one.removeAttribute("id");
    one.removeAttribute("class");
    one.removeAttribute("loading");
    one.removeAttribute("data-hint");
    if (one.srcset) one.sizes = "95vw";
  }
  return copy;
}

pictures.forEach(addButton);
