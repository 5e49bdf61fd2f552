// Draws diagrams when they come near. The drawing is done in a frame that has no rights here: what was typed
// goes in, a height comes out. The source stays as the text that says what is drawn; where drawing fails,
// or without this script, it is what is shown.

import { words } from "./post-words.js";

const NEAR = "800px";
const HIGHEST = 6000; // pixels
const NEARLY = 1.1; // times as high as its room, a diagram is small there but no less readable
const COLOURS = ["paper", "raised", "ink", "quiet", "rule", "control", "primary", "accent"];

const drawings = new Map();
const sources = [...document.querySelectorAll("pre.mermaid")];

// Custom properties may hold light-dark(): a colour that is in use is one of the two.
function colours() {
  const probe = document.body.appendChild(document.createElement("span"));
  const found = {};
  for (const name of COLOURS) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

function dark() {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = "light-dark(#000000, #ffffff)";
  const isDark = getComputedStyle(probe).color === "rgb(255, 255, 255)";
  probe.remove();
  return isDark;
}

function draw({ frame, text }) {
  // The frame has no origin of its own that could be named here; what is sent is what the page shows.
  frame.contentWindow?.postMessage({ source: text, colours: colours(), dark: dark() }, "*");
}

// What is below the window can become as high as it likes; elsewhere, what follows would jump.
function isBelow(element) {
  return element.getBoundingClientRect().top >= innerHeight;
}

function begin(pre) {
  const frame = document.createElement("iframe");
  frame.className = "diagram-frame";
  frame.title = words.diagram;
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = words.diagrams;
  frame.hidden = false;
  const box = document.createElement("div");
  box.className = "diagram is-waiting";
  box.style.minBlockSize = `${pre.getBoundingClientRect().height}px`;
  pre.before(box);
  box.append(frame, pre);
  drawings.set(pre, { frame, box, text: pre.textContent });
}

function end(pre, { box }) {
  drawings.delete(pre);
  pre.classList.toggle("is-text", isBelow(box));
  box.replaceWith(pre);
}

function show(pre, drawing, height) {
  const { frame, box } = drawing;
  drawing.height = Math.min(Math.ceil(height), HIGHEST);
  if (box.classList.contains("is-waiting")) {
    box.classList.remove("is-waiting");
    drawing.details = withSource(pre, box);
    if (isBelow(box)) box.style.minBlockSize = "";
    else fit(drawing);
  }
  if (!box.style.minBlockSize) frame.style.blockSize = `${drawing.height}px`;
}

function withSource(pre, box) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.source;
  details.append(summary, pre);
  box.append(details);
  return details;
}

// Draws it as large as the room that was kept for it; whole, when it is asked for.
function fit(drawing) {
  const { box, frame, details } = drawing;
  const room = parseFloat(box.style.minBlockSize) - details.getBoundingClientRect().height;
  frame.style.blockSize = `${room}px`;
  if (drawing.height <= room * NEARLY) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "diagram-whole";
  button.textContent = words.whole;
  button.addEventListener("click", () => {
    box.style.minBlockSize = "";
    frame.style.blockSize = `${drawing.height}px`;
    details.querySelector("summary").focus({ preventScroll: true });
    button.remove();
  });
  details.before(button);
}

addEventListener("message", (event) => {
  const found = [...drawings].find(([, { frame }]) => frame.contentWindow === event.source);
  // A sandboxed frame's origin is opaque, which is written as "null".
  if (!found || event.origin !== "null" || typeof event.data !== "object" || !event.data) return;
  const [pre, drawing] = found;
  if (event.data.kind === "ready") draw(drawing);
  else if (event.data.kind === "failed") end(pre, drawing);
  else if (event.data.kind === "drawn" && event.data.height > 0) show(pre, drawing, event.data.height);
});

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      begin(target);
    }
  },
  { rootMargin: NEAR },
);
for (const pre of sources) watcher.observe(pre);

const again = () => drawings.forEach(draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
// A folded source says nothing on paper.
addEventListener("beforeprint", () => {
  for (const { box } of drawings.values()) box.querySelector("details")?.removeAttribute("open");
});
