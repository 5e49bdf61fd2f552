// Copying what a field holds: for links that are shown once.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = button.closest("section").querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Copied.";
    } catch {
      // Only pages served over https may write to the clipboard.
      told.textContent = "Your browser does not let this page copy. The link is marked: copy it with Ctrl+C.";
    }
  });
}
