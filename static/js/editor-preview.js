// The live preview beside the text: drawn by the server, shown in the site's own style.
import { send } from "./editor-net.js";

const PAUSE = 350; // milliseconds without typing before asking
const REMEMBERED = "masthead.preview";

/** Start the preview; returns its switch. */
export function livePreview(editor, textarea) {
  const pane = editor.querySelector(".pane-preview");
  const frame = document.createElement("iframe");
  frame.title = "Preview";
  // Its links open in tabs; nothing in it runs.
  frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  const watchers = [];
  let shown = localStorage.getItem(REMEMBERED) !== "off";
  let timer = 0;
  let running = null;
  let drawn = null;

  async function draw() {
    const text = textarea.value;
    if (!shown || text === drawn) return;
    // What was asked before can't arrive after this.
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const form = new FormData();
    form.append("content", text);
    try {
      const answer = await send(editor.dataset.preview, form, { signal });
      show(await answer.text());
      drawn = text;
      pane.classList.remove("stale");
    } catch (error) {
      if (error.name === "AbortError") return;
      pane.classList.add("stale");
      pane.dataset.problem = error.message;
    }
  }

  function show(html) {
    const place = frame.contentDocument?.getElementById("preview");
    if (place) place.innerHTML = html;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  }

  function apply() {
    pane.hidden = !shown;
    editor.classList.toggle("with-preview", shown);
    for (const watcher of watchers) watcher(shown);
    if (shown && !frame.isConnected) {
      drawn = null;
      pane.append(frame);
      frame.src = editor.dataset.frame;
    } else if (shown) draw();
  }

  frame.addEventListener("load", () => {
    drawn = null;
    draw();
  });
  textarea.addEventListener("input", soon);
  textarea.addEventListener("scroll", () => follow(textarea, frame), { passive: true });
  apply();
  return {
    toggle() {
      shown = !shown;
      localStorage.setItem(REMEMBERED, shown ? "on" : "off");
      apply();
    },
    watch(watcher) {
      watchers.push(watcher);
      watcher(shown);
    },
  };
}

function follow(textarea, frame) {
  const page = frame.contentDocument?.scrollingElement;
  const room = textarea.scrollHeight - textarea.clientHeight;
  if (!page || room <= 0) return;
  page.scrollTop = (textarea.scrollTop / room) * (page.scrollHeight - page.clientHeight);
}
