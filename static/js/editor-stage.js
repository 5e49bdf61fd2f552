// The whole page as readers would see it, of what is in the form now: wide or narrow, light or dark.
import { openDialog } from "./editor-dialog.js";

const NAME = "preview-stage";
const WIDTHS = { phone: 390, desktop: 1280 };
const INSIDE = `
<div class="stage-tools">
<h2>Preview</h2>
<div role="group" aria-label="Width">
<button type="button" class="button" data-width="desktop">Desktop</button>
<button type="button" class="button" data-width="phone">Phone</button></div>
<div role="group" aria-label="Colours">
<button type="button" class="button" data-scheme="light">Light</button>
<button type="button" class="button" data-scheme="dark">Dark</button></div>
<button type="button" class="button" data-tab>Open in a tab</button>
<button type="button" class="button" data-close>Close</button>
</div>
<div class="stage"><iframe name="${NAME}" title="The page as readers would see it"></iframe></div>`;

/** Let the form's preview button open the stage instead of a tab. */
export function stage(form) {
  const chosen = {
    width: innerWidth < 600 ? "phone" : "desktop",
    scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=action][value=preview]");
    if (!button) return;
    event.preventDefault();
    show(form, button, chosen);
  });
}

function show(form, button, chosen) {
  const { dialog, find, answer, answered } = openDialog({ label: "Preview", inside: INSIDE, kind: "whole-page" });
  const frame = find("iframe");
  const apply = () => {
    fit(frame, WIDTHS[chosen.width]);
    frame.style.colorScheme = chosen.scheme;
    const page = frame.contentDocument?.documentElement;
    if (page) page.style.colorScheme = chosen.scheme;
    for (const one of dialog.querySelectorAll("[data-width], [data-scheme]")) {
      const on = one.dataset.width === chosen.width || one.dataset.scheme === chosen.scheme;
      one.setAttribute("aria-pressed", String(on));
    }
  };
  for (const one of dialog.querySelectorAll("[data-width], [data-scheme]")) {
    one.addEventListener("click", () => {
      Object.assign(chosen, one.dataset);
      apply();
    });
  }
  find("[data-tab]").addEventListener("click", () => {
    answer("tab");
  });
  frame.addEventListener("load", () => {
    stayHere(frame);
    apply();
  });
  addEventListener("resize", apply);
  // What the form has to say about sending is behind the dialog.
  const problem = form.querySelector("p[data-problem]");
  const watcher = new MutationObserver(() => problem.textContent && answer(null));
  if (problem) watcher.observe(problem, { childList: true });
  const usual = button.getAttribute("formtarget");
  button.setAttribute("formtarget", NAME);
  answered.then((wish) => {
    removeEventListener("resize", apply);
    watcher.disconnect();
    button.setAttribute("formtarget", usual);
    button.focus();
    if (wish === "tab") form.requestSubmit(button);
  });
  apply();
  form.requestSubmit(button);
}

/** As wide as asked for, made smaller where there is less room. */
function fit(frame, width) {
  const place = frame.parentElement;
  const scale = Math.min(1, place.clientWidth / width);
  Object.assign(frame.style, {
    inlineSize: `${width}px`,
    blockSize: `${place.clientHeight / scale}px`,
    transform: `scale(${scale})`,
    marginInlineStart: `${Math.max(0, (place.clientWidth - width) / 2)}px`,
  });
}

/** Links of the page open in tabs; its forms lead nowhere. */
function stayHere(frame) {
  const page = frame.contentDocument;
  page?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    open(link.href, "_blank", "noopener");
  });
  page?.addEventListener("submit", (event) => event.preventDefault());
}
