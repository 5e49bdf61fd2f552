// Copying by a button that says, to the ear as well, that it did.

const SHOWN = 2000; // milliseconds

const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

// Says a sentence to who listens.
export const tell = (sentence) => {
  told.textContent = sentence;
};

// Lets a button say a sentence, then again what it is for.
export function say(button, sentence) {
  button.dataset.usual ??= button.textContent;
  button.textContent = sentence;
  tell(sentence);
  setTimeout(() => {
    button.textContent = button.dataset.usual;
    tell("");
  }, SHOWN);
}

// Makes a button that copies what `text` returns. Only pages served over https may write to the
// clipboard: elsewhere `refused` is called with the text and the button.
export function copyButton({ className, words, label, text, refused }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = words.copy;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
      say(made, words.copied);
    } catch {
      refused(copied, made);
    }
  });
  return made;
}
