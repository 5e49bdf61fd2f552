// Text and preview scroll together, by place: each block of the preview knows its line of the text.

/**
 * Join a textarea and the frame of its preview. `setting` switches it. Returns what to call when
 * the preview was drawn anew.
 */
export function scrollTogether(textarea, frame, setting) {
  const lines = new Lines(textarea);
  // What we scrolled ourselves answers with an event that must not scroll back.
  const expected = new Map();
  const asked = { text: 0, preview: 0 };

  function move(element, to) {
    const before = element.scrollTop;
    // The site scrolls smoothly, which would be a long series of events.
    element.scrollTo({ top: to, behavior: "instant" });
    if (Math.abs(element.scrollTop - before) >= 1) expected.set(element, element.scrollTop);
  }

  function follow(from) {
    const page = frame.contentDocument?.scrollingElement;
    if (!page || !setting.on || frame.offsetParent === null) return;
    const leads = from === "text" ? textarea : page;
    const other = from === "text" ? page : textarea;
    if (expected.has(leads)) {
      const mine = Math.abs(expected.get(leads) - leads.scrollTop) < 2;
      expected.delete(leads);
      if (mine) return;
    }
    const [here, there] = from === "text" ? [0, 1] : [1, 0];
    const points = pairs(lines, textarea, page);
    // The point that is compared goes from the top of the view to its bottom, so ends meet ends.
    const room = leads.scrollHeight - leads.clientHeight;
    const part = room > 0 ? Math.min(1, Math.max(0, leads.scrollTop / room)) : 0;
    const at = leads.scrollTop + part * leads.clientHeight;
    move(other, between(points, at, here, there) - part * other.clientHeight);
  }

  const soon = (from) => () => {
    cancelAnimationFrame(asked[from]);
    asked[from] = requestAnimationFrame(() => follow(from));
  };
  textarea.addEventListener("scroll", soon("text"), { passive: true });
  frame.addEventListener("load", () => {
    frame.contentDocument?.addEventListener("scroll", soon("preview"), { passive: true });
  });
  return soon("text");
}

/** Where blocks are in both, from top to end, as pairs of pixels. */
function pairs(lines, textarea, page) {
  const top = page.getBoundingClientRect().top;
  const blocks = [...page.querySelectorAll("#preview > [data-line]")];
  const numbers = blocks.map((block) => Number(block.dataset.line));
  const heights = lines.places(numbers);
  const points = [[0, 0]];
  blocks.forEach((block, n) => {
    const pair = [heights[n], block.getBoundingClientRect().top - top];
    const last = points.at(-1);
    // Notes come last in the page wherever they were written.
    if (pair[0] >= last[0] && pair[1] >= last[1]) points.push(pair);
  });
  points.push([textarea.scrollHeight, page.scrollHeight]);
  return points;
}

function between(points, at, here, there) {
  const next = Math.max(1, points.findIndex((point, n) => n && point[here] >= at));
  const [low, high] = [points[next - 1], points[next]];
  const span = high[here] - low[here];
  const part = span > 0 ? Math.min(1, (at - low[here]) / span) : 0;
  return low[there] + part * (high[there] - low[there]);
}

const MEASURED = 60_000; // characters
const STYLES = ["font", "letterSpacing", "tabSize", "padding", "lineHeight", "overflowWrap", "wordBreak"];

/** How far down each line of a textarea is, wrapped lines counted; measured on a hidden double. */
export class Lines {
  constructor(textarea) {
    this.textarea = textarea;
    this.known = "";
  }

  places(numbers) {
    const { textarea } = this;
    if (textarea.value.length > MEASURED) return this.guessed(numbers);
    const key = `${textarea.clientWidth} ${numbers.join(" ")}`;
    if (key === this.known && textarea.value === this.value) return this.found;
    Object.assign(this, { known: key, value: textarea.value });
    this.found = this.measure(numbers);
    return this.found;
  }

  /** As if no line were wrapped: measuring a very long text would hold up who writes it. */
  guessed(numbers) {
    const { value, scrollHeight } = this.textarea;
    const all = value.split("\n").length;
    return numbers.map((number) => (number / all) * scrollHeight);
  }

  measure(numbers) {
    const { textarea } = this;
    const double = document.createElement("div");
    const style = getComputedStyle(textarea);
    for (const name of STYLES) double.style[name] = style[name];
    Object.assign(double.style, {
      position: "absolute",
      visibility: "hidden",
      boxSizing: "border-box",
      whiteSpace: "pre-wrap",
      inlineSize: `${textarea.clientWidth}px`,
    });
    const lines = textarea.value.split("\n");
    const marks = numbers.map((number, n) => {
      const from = n ? numbers[n - 1] : 0;
      if (number > from) double.append(`${lines.slice(from, number).join("\n")}\n`);
      const mark = document.createElement("span");
      // Without a character an inline element at a line's beginning stays on the line before.
      mark.textContent = "\u200b";
      double.append(mark);
      return mark;
    });
    document.body.append(double);
    const found = marks.map((mark) => mark.offsetTop);
    double.remove();
    return found;
  }
}
