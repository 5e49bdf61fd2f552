// The editor over the whole window, with nothing else around it.

/** Follow the setting; only one editor of a page can have the window. */
export function focusOn(editor, textarea, setting) {
  const form = editor.closest("#document-form");
  // It begins with the whole form where there is more to fill in than the text, or something to
  // put right.
  if (form?.dataset.stored !== "yes" || form.querySelector("[aria-invalid=true]")) setting.on = false;
  setting.watch((on) => {
    editor.classList.toggle("focused", on);
    document.documentElement.classList.toggle("has-focused-editor", on);
    if (on && document.readyState === "complete") textarea.focus();
  });
}
