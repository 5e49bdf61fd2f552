// A button on each block of code, and beside what one cites, that copies it and says so.

import { words } from "./post-words.js";

const SHOWN = 2000; // milliseconds

const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("role", "status");
document.body.append(told);

function button(text, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words.copy;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      say(made, words.copied);
    } catch {
      // Only pages served over https may write to the clipboard.
      say(made, words.notCopied);
    }
  });
  return made;
}

function say(pressed, sentence) {
  pressed.textContent = sentence;
  told.textContent = sentence;
  setTimeout(() => {
    pressed.textContent = words.copy;
    told.textContent = "";
  }, SHOWN);
}

for (const code of document.querySelectorAll(".prose pre > code")) {
  const pre = code.parentElement;
  const box = document.createElement("div");
  box.className = "code-box";
  pre.replaceWith(box);
  box.append(pre, button(() => code.textContent, words.copyCode));
}

for (const box of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(box.dataset.copies);
  box.append(button(() => source.textContent.trim(), box.dataset.label));
}
