// The button for light or dark. The choice is kept in a cookie, which the server reads, so that the next
// page is drawn in it from the start; choosing what the system says anyway forgets the choice.

const root = document.documentElement;
const button = document.querySelector(".theme-toggle");
const system = matchMedia("(prefers-color-scheme: dark)");
const YEAR = 31_536_000; // seconds

const systems = () => (system.matches ? "dark" : "light");
const shown = () => root.dataset.theme ?? systems();
const other = () => (shown() === "dark" ? "light" : "dark");

function label() {
  button.setAttribute("aria-label", button.dataset[other()]);
  button.title = button.dataset[other()];
}

function choose(theme) {
  const forget = theme === systems();
  if (forget) delete root.dataset.theme;
  else root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${forget ? "" : theme}; path=/; max-age=${forget ? 0 : YEAR}; samesite=lax${secure}`;
  label();
}

if (button) {
  label();
  button.hidden = false;
  button.addEventListener("click", () => choose(other()));
  system.addEventListener("change", label);
}
