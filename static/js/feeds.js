// A button beside each feed that copies its address, in the format chosen above the lists.

const SHOWN = 2000; // milliseconds

const words = document.getElementById("feed-words").dataset;
const choice = document.querySelector(".feed-choice");
const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

function addressIn(row) {
  const feeds = row.querySelectorAll("[data-feed]");
  const format = choice?.querySelector("input:checked").value ?? 0;
  return (feeds.length ? feeds[format] : row.querySelector("a")).href;
}

function say(button, sentence) {
  button.textContent = sentence;
  told.textContent = sentence;
  setTimeout(() => {
    button.textContent = words.copy;
    told.textContent = "";
  }, SHOWN);
}

// Only pages served over https may write to the clipboard: the address is shown, and marked.
function show(row, address) {
  const field = row.querySelector("input") ?? document.createElement("input");
  field.className = "feed-address";
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", row.dataset.name);
  const problem = row.querySelector(".feed-problem") ?? document.createElement("p");
  problem.className = "feed-problem";
  problem.textContent = words.notCopied;
  told.textContent = words.notCopied;
  row.append(problem, field);
  field.select();
}

for (const row of document.querySelectorAll(".feed-row")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "feed-copy";
  button.textContent = words.copy;
  button.setAttribute("aria-label", words.label.replace("%1", row.dataset.name));
  button.addEventListener("click", async () => {
    const address = addressIn(row);
    try {
      await navigator.clipboard.writeText(address);
      say(button, words.copied);
    } catch {
      show(row, address);
    }
  });
  row.append(button);
}
if (choice) choice.hidden = false;
