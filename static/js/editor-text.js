// Changes of a textarea's text that the browser's own undo can take back.

/** Replace what is between two positions, select part of the new text, keep the undo history. */
export function replace(textarea, start, end, text, select = [text.length, text.length]) {
  textarea.focus();
  // Nothing would change, and an empty step of undo would puzzle.
  if (textarea.value.slice(start, end) !== text) {
    textarea.setSelectionRange(start, end);
    // insertText is the one way that every browser puts into the undo history.
    const done = text
      ? document.execCommand("insertText", false, text)
      : document.execCommand("delete");
    if (!done) {
      textarea.setRangeText(text, start, end, "end");
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  textarea.setSelectionRange(start + select[0], start + select[1]);
}

/** What is selected. */
export function chosen(textarea) {
  return textarea.value.slice(textarea.selectionStart, textarea.selectionEnd);
}

/** Put marks around the selection, or take them away where they are. */
export function wrap(textarea, before, after = before, sample = "") {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const words = value.slice(start, end);
  if (isMarked(value, start, end, before, after)) {
    replace(textarea, start - before.length, end + after.length, words, [0, words.length]);
    return;
  }
  const text = words || sample;
  replace(textarea, start, end, before + text + after, [before.length, before.length + text.length]);
}

function isMarked(value, start, end, before, after) {
  const outside =
    value.slice(Math.max(0, start - before.length), start) === before &&
    value.slice(end, end + after.length) === after;
  // One star beside another is half of a bold word's mark, not an italic one's.
  const single = before.length === 1;
  return outside && !(single && value[start - 2] === before && value[start - 3] !== before);
}

/** The whole lines that the selection touches, as two positions. */
export function linesOf({ selectionStart, selectionEnd, value }) {
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const last = Math.max(selectionEnd - (selectionEnd > selectionStart ? 1 : 0), selectionStart);
  const found = value.indexOf("\n", last);
  return [start, found === -1 ? value.length : found];
}

/**
 * Begin each selected line with a mark, or take it away where all have it. `other` finds the marks
 * that give way to it.
 */
export function prefix(textarea, mark, other = /^/) {
  const [start, end] = linesOf(textarea);
  const lines = textarea.value.slice(start, end).split("\n");
  const marked = (number) => (typeof mark === "function" ? mark(number) : mark);
  const all = lines.every((line, n) => line.startsWith(marked(n)));
  const text = lines
    .map((line, n) => (all ? line.slice(marked(n).length) : marked(n) + line.replace(other, "")))
    .join("\n");
  const caret = lines.length === 1 && textarea.selectionStart === textarea.selectionEnd;
  replace(textarea, start, end, text, caret ? [text.length, text.length] : [0, text.length]);
}

/** Insert a block with an empty line before and after it; `select` is within the block. */
export function insertBlock(textarea, text, select = null) {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const before = value.slice(0, start);
  const after = value.slice(end);
  const gapBefore = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const gapAfter = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const whole = gapBefore + text + gapAfter;
  const within = select?.map((place) => place + gapBefore.length);
  replace(textarea, start, end, whole, within);
}

/** Insert a block around what is selected, or around a sample that is selected then. */
export function wrapBlock(textarea, before, after, sample) {
  const words = chosen(textarea).replace(/\n+$/, "") || sample;
  insertBlock(textarea, before + words + after, [before.length, before.length + words.length]);
}
