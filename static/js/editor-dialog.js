// A modal dialog of the editor: opened, answered once, gone.

/**
 * Open a dialog with the given inside. `answer` closes it; `answered` resolves to what was answered,
 * null where it was cancelled; `onCancel` may give something else then.
 */
export function openDialog({ label, inside, kind = "" }) {
  const back = placeOf(document.activeElement);
  const dialog = document.createElement("dialog");
  dialog.className = `editor-dialog ${kind}`.trim();
  dialog.setAttribute("aria-label", label);
  dialog.innerHTML = inside;
  document.body.append(dialog);
  const opened = {
    dialog,
    find: (selector) => dialog.querySelector(selector),
    onCancel: () => null,
  };
  opened.answered = new Promise((resolve) => {
    opened.answer = (value) => {
      if (!dialog.isConnected) return;
      dialog.close();
      dialog.remove();
      back();
      resolve(value);
    };
  });
  opened.cancel = () => opened.answer(opened.onCancel());
  dialog.addEventListener("cancel", (event) => {
    // A file field's own chooser ends with an event of the same name.
    if (event.target !== dialog) return;
    event.preventDefault();
    opened.cancel();
  });
  for (const button of dialog.querySelectorAll("[data-close]")) {
    button.addEventListener("click", opened.cancel);
  }
  dialog.showModal();
  return opened;
}

/** A way back to where somebody was; a browser that closes a dialog may forget the caret. */
function placeOf(element) {
  const { selectionStart, selectionEnd, scrollTop } = element ?? {};
  return () => {
    element?.focus({ preventScroll: true });
    if (element?.localName !== "textarea") return;
    element.setSelectionRange(selectionStart, selectionEnd);
    element.scrollTop = scrollTop;
  };
}

/** Make an element with attributes (or properties, where they are no strings) and children. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "string") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}
