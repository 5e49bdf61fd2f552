// A button on each block of code, and beside what one cites, that copies it and says so.

import { copyButton, say } from "./copying.js";
import { words } from "./post-words.js";

const button = (text, label) =>
  copyButton({
    className: "copy",
    words,
    label,
    text,
    refused: (_, pressed) => say(pressed, words.notCopied),
  });

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
