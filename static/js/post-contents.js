// Marks, in the table of contents, the section that is being read.

const links = new Map();
for (const link of document.querySelectorAll(".toc a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
const headings = [...links.keys()];
// Where reading begins: a heading that has passed this line is the one being read.
const LINE = 0.25; // of the window's height
let current = null;

function mark() {
  const passed = headings.filter((one) => one.getBoundingClientRect().top <= innerHeight * LINE + 1);
  const link = links.get(passed.at(-1));
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "location");
  current = link;
  keepInView(link);
}

// The list may be longer than the window. It alone is moved, never the page.
function keepInView(link) {
  const box = document.querySelector(".toc");
  if (!link || box.scrollHeight <= box.clientHeight) return;
  const place = link.offsetTop - box.offsetTop - box.clientHeight / 2;
  box.scrollTo({ top: place });
}

const watcher = new IntersectionObserver(mark, { rootMargin: `0px 0px -${100 * (1 - LINE)}% 0px` });
for (const heading of headings) watcher.observe(heading);

// Beside the text there is room for the list; a browser that can't open it by its style gets it open.
const wide = matchMedia("(width >= 72rem)");
const details = document.querySelector(".toc details");
const fit = () => {
  if (!CSS.supports("selector(::details-content)")) details.open = wide.matches;
};
wide.addEventListener("change", fit);
fit();

// On a phone the list lies above the text: it closes when a section was chosen.
details.addEventListener("click", (event) => {
  if (event.target.closest("a") && !wide.matches) details.open = false;
});
