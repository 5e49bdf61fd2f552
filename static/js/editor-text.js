// Changes of a textarea's text that the browser's own undo can take back.

/** Replace what is between two positions, select part of the new text, keep the undo history. */
export function replace(textarea, start, end, text, select = [text.length, text.length]) {
  textarea.focus();
  textarea.setSelectionRange(start, end);
  // insertText is the one way that every browser puts into the undo history.
  const done = text
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (!done) {
    textarea.setRangeText(text, start, end, "end");
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }
  textarea.setSelectionRange(start + select[0], start + select[1]);
}

/** Put marks around the selection, or take them away where they are. */
export function wrap(textarea, before, after = before, sample = "") {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const chosen = value.slice(start, end);
  const outside =
    value.slice(start - before.length, start) === before &&
    value.slice(end, end + after.length) === after;
  if (outside) {
    const from = start - before.length;
    replace(textarea, from, end + after.length, chosen, [0, chosen.length]);
    return;
  }
  const text = chosen || sample;
  replace(textarea, start, end, before + text + after, [before.length, before.length + text.length]);
}

/** Begin each selected line with a mark, or take it away where all have it. */
export function prefix(textarea, mark) {
  const { selectionStart, selectionEnd, value } = textarea;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const found = value.indexOf("\n", Math.max(selectionEnd - 1, selectionStart));
  const end = found === -1 ? value.length : found;
  const lines = value.slice(start, end).split("\n");
  const marked = (number) => (typeof mark === "function" ? mark(number) : mark);
  const all = lines.every((line, n) => line.startsWith(marked(n)));
  const text = lines
    .map((line, n) => (all ? line.slice(marked(n).length) : marked(n) + line))
    .join("\n");
  replace(textarea, start, end, text, [0, text.length]);
}

/** Insert a block with an empty line before and after it. */
export function insertBlock(textarea, text) {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const before = value.slice(0, start);
  const after = value.slice(end);
  const gapBefore = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const gapAfter = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  replace(textarea, start, end, gapBefore + text + gapAfter);
}
