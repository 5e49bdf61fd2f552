// The editor over the whole window, with nothing else around it.

/** Follow the setting; only one editor of a page can have the window. */
export function focusOn(editor, textarea, setting) {
  const isText = editor.closest("#document-form") !== null;
  // A page with several small fields begins as it is laid out.
  if (!isText) setting.on = false;
  setting.watch((on) => {
    editor.classList.toggle("focused", on);
    document.documentElement.classList.toggle("has-focused-editor", on);
    if (on && document.readyState === "complete") textarea.focus();
  });
}
