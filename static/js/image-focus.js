// Choosing the point that crops keep in sight: by a click on the picture or with the arrow keys. The
// two number fields hold it, and are all there is without this script.

const STEP = 5; // per cent, with Shift 1
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// How lists and pages crop, to see what becomes of the picture.
const CROPS = ["wide", "card", "square"];

function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function begin(picture) {
  const fields = ["x", "y"].map((axis) => document.getElementById(`id_focus_${axis}`));
  if (fields.some((field) => !field)) return;
  const stage = element("span", "focus-stage");
  const point = element("button", "focus-point", { type: "button" });
  const crops = element("span", "focus-crops", { "aria-hidden": "true" });
  for (const crop of CROPS) {
    crops.append(element("img", `focus-crop ${crop}`, { src: picture.src, alt: "" }));
  }
  picture.replaceWith(stage);
  stage.append(picture, point);
  stage.after(crops);

  const values = () => fields.map((field) => Math.min(100, Math.max(0, Number(field.value) || 0)));
  const show = () => {
    const [x, y] = values();
    // Set by script, which the policy allows; an attribute in the page it would not.
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    for (const crop of crops.children) crop.style.objectPosition = `${x}% ${y}%`;
    point.setAttribute("aria-label", `Focus, ${x} % from the left, ${y} % from the top. Arrow keys move it.`);
  };
  const set = (next) => {
    next.forEach((value, axis) => {
      fields[axis].value = Math.min(100, Math.max(0, Math.round(value)));
      fields[axis].dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  };

  stage.addEventListener("click", (event) => {
    // A key that presses the button has no place.
    if (event.detail === 0) return;
    const box = picture.getBoundingClientRect();
    set([((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100]);
    point.focus();
  });
  point.addEventListener("keydown", (event) => {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? 1 : STEP;
    set(values().map((value, axis) => value + move[axis] * step));
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
}

for (const picture of document.querySelectorAll("img[data-focus]")) begin(picture);
