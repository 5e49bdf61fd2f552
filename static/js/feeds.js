// A button beside each feed that copies its address, in the format chosen above the lists.

import { copyButton, tell } from "./copying.js";

const words = document.getElementById("feed-words").dataset;
const choice = document.querySelector(".feed-choice");

function addressIn(row) {
  const feeds = row.querySelectorAll("[data-feed]");
  const format = choice?.querySelector("input:checked").value ?? 0;
  return (feeds.length ? feeds[format] : row.querySelector("a")).href;
}

// Where the clipboard is out of reach, the address is shown, and marked.
function show(row, address) {
  const field = row.querySelector("input") ?? document.createElement("input");
  field.className = "feed-address";
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", row.dataset.name);
  const problem = row.querySelector(".feed-problem") ?? document.createElement("p");
  problem.className = "feed-problem";
  problem.textContent = words.notCopied;
  tell(words.notCopied);
  row.append(problem, field);
  field.select();
}

for (const row of document.querySelectorAll(".feed-row")) {
  const button = copyButton({
    className: "feed-copy",
    words,
    label: words.label.replace("%1", row.dataset.name),
    text: () => addressIn(row),
    refused: (address) => show(row, address),
  });
  row.append(button);
}
if (choice) choice.hidden = false;
