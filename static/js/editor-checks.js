// What the checks find, below the text while somebody writes; a click leads to the place.
import { thank, useNewAddress } from "./editor-checks-fixes.js";
import { showPlace } from "./editor-checks-places.js";
import { make } from "./editor-dialog.js";
import { send } from "./editor-net.js";
import { onChange } from "./editor-state.js";

const PAUSE = 1000; // milliseconds without typing before asking
const GROUPS = [
  ["block", "To put right before publishing"],
  ["warn", "Worth a look"],
];

/** Fill the panel beside the form, now and after every pause in writing. */
export function checks(form) {
  const panel = document.querySelector("[data-checks]");
  if (!panel) return;
  const count = panel.querySelector("[data-count]");
  const list = panel.querySelector("[data-findings]");
  const done = make("p", { class: "checks-done", role: "status" });
  const badge = make("a", { class: "checks-badge", href: `#${panel.id}` });
  badge.hidden = true;
  form.querySelector(".standing")?.append(badge);
  list.before(done);
  let timer = 0;
  let running = null;
  let shown = "";

  async function ask() {
    // What was asked before can't arrive after this.
    running?.abort();
    running = new AbortController();
    try {
      const answer = await send(panel.dataset.checks, new FormData(form), { signal: running.signal });
      show((await answer.json()).findings);
    } catch (error) {
      if (error.name !== "AbortError") tell(`Not checked: ${error.message}`);
    }
  }

  function show(findings) {
    tell(sentence(findings));
    badge.textContent = brief(findings);
    badge.hidden = !findings.length;
    badge.classList.toggle("blocks", findings.some(({ weight }) => weight === "block"));
    const now = JSON.stringify(findings);
    if (now === shown) return;
    shown = now;
    const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    list.replaceChildren(...GROUPS.flatMap(([weight, title]) => group(findings, weight, title)));
    if (at >= 0) (list.querySelectorAll("button")[at] ?? panel).focus();
  }

  function group(findings, weight, title) {
    const items = findings.filter((finding) => finding.weight === weight).map(item);
    if (!items.length) return [];
    return [make("h3", {}, title), make("ul", { class: `checks-${weight}` }, ...items)];
  }

  function item(finding) {
    const go = make("button", { type: "button", class: "checks-place" }, finding.message);
    go.addEventListener("click", () => showPlace(form, finding.place));
    return make("li", {}, go, ...(finding.fix ? [fixing(finding)] : []));
  }

  function fixing({ fix, place }) {
    const button = make("button", { type: "button", class: "button checks-fix" }, fix.label);
    button.addEventListener("click", () => {
      const fixed = fix.kind === "thank" ? thank(form, fix) : useNewAddress(form, fix, place);
      done.replaceChildren(fixed.said);
      if (!fixed.undo) return;
      const undo = make("button", { type: "button", class: "button" }, "Undo");
      undo.addEventListener("click", () => {
        fixed.undo();
        done.replaceChildren("Taken back.");
      });
      done.append(" ", undo);
      undo.focus();
      soon(0);
    });
    return button;
  }

  /** Readers of the screen hear a count when it is another one, not at each pause. */
  function tell(words) {
    if (count.textContent !== words) count.textContent = words;
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  }

  panel.tabIndex = -1;
  // What was new is stored now, under an address of its own.
  form.addEventListener("begun", ({ detail }) => {
    panel.dataset.checks = detail.urls.checks;
    document.querySelector(".beginnings")?.remove();
  });
  onChange(form, () => soon(PAUSE));
  if (form.dataset.stored === "yes" || form.elements.body?.value) soon(0);
  else tell("What is missing appears here while you write.");
}

function counted(findings) {
  const blocks = findings.filter(({ weight }) => weight === "block").length;
  return [blocks, findings.length - blocks];
}

function sentence(findings) {
  const [blocks, warns] = counted(findings);
  if (!blocks && !warns) return "Nothing was found.";
  const must = blocks && `${blocks} to put right before publishing`;
  return [must, warns && `${warns} worth a look`].filter(Boolean).join(", ") + ".";
}

function brief(findings) {
  const [blocks, warns] = counted(findings);
  return [blocks && `${blocks} to put right`, warns && `${warns} to look at`].filter(Boolean).join(", ");
}
