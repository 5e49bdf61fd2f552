// The live preview beside the text: drawn by the server, shown in the site's own style.
import { make } from "./editor-dialog.js";
import { send } from "./editor-net.js";
import { scrollTogether } from "./editor-scroll.js";

const PAUSE = 350; // milliseconds without typing before asking

/** Start the preview; `settings.preview` shows it, `settings.together` lets it scroll along. */
export function livePreview(editor, textarea, settings) {
  const pane = editor.querySelector(".pane-preview");
  const frame = make("iframe", {
    title: "Preview",
    // Its links open in tabs; nothing in it runs.
    sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
  });
  const follow = scrollTogether(textarea, frame, settings.together);
  let timer = 0;
  let running = null;
  let newest = 0;
  let drawn = null;

  async function draw() {
    const text = textarea.value;
    if (!settings.preview.on || text === drawn) return;
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const mine = ++newest;
    const form = new FormData();
    form.append("content", text);
    try {
      const answer = await send(editor.dataset.preview, form, { signal });
      const html = await answer.text();
      // What was asked before never replaces what was asked after.
      if (mine !== newest) return;
      show(html);
      drawn = text;
      pane.classList.remove("stale");
      follow();
    } catch (error) {
      if (error.name === "AbortError" || mine !== newest) return;
      pane.classList.add("stale");
      pane.dataset.problem = error.message;
    }
  }

  function show(html) {
    const place = frame.contentDocument?.getElementById("preview");
    if (!place) return;
    place.innerHTML = html;
    // The marks that say where a block comes from give way to the block, so that it looks as on the
    // page.
    for (const mark of place.querySelectorAll(":scope > [data-line]")) {
      const block = mark.nextElementSibling;
      if (block && !block.dataset.line) block.dataset.line = mark.dataset.line;
      mark.remove();
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  }

  frame.addEventListener("load", () => {
    drawn = null;
    draw();
  });
  textarea.addEventListener("input", soon);
  settings.preview.watch((shown) => {
    pane.hidden = !shown;
    editor.classList.toggle("with-preview", shown);
    if (shown && !frame.isConnected) {
      pane.append(frame);
      frame.src = editor.dataset.frame;
    } else if (shown) draw();
  });
}
