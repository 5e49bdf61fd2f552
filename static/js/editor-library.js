// The dialog over the picture library: searched and paged by the server.
import { make, openDialog } from "./editor-dialog.js";
import { sentence } from "./editor-net.js";

const INSIDE = `
<h2>Picture library</h2>
<p class="search"><label>Search <input type="search" autocomplete="off"></label></p>
<p class="count" role="status"></p>
<ul class="pictures"></ul>
<p class="answers"><button type="button" class="button" data-newer>Newer</button>
<button type="button" class="button" data-older>Older</button>
<button type="button" class="button" data-close>Close</button></p>`;

/** Resolves to the chosen picture, as the server lists it, or to null. */
export function chooseFromLibrary(address) {
  const opened = openDialog({ label: "Picture library", inside: INSIDE, kind: "library" });
  const { find } = opened;
  const search = find("input");
  let page = 1;
  let asked = 0;
  let timer = 0;

  async function load() {
    const mine = ++asked;
    const query = new URLSearchParams({ q: search.value, page: String(page) });
    let answer;
    try {
      const response = await fetch(`${address}?${query}`, { redirect: "manual" });
      if (!response.ok) throw new Error(sentence(response.status));
      answer = await response.json();
    } catch (error) {
      if (mine === asked) find(".count").textContent = error.message;
      return;
    }
    // A slower answer to an earlier question is of no interest any more.
    if (mine === asked) show(answer);
  }

  function show({ pictures, page: number, pages, count }) {
    page = number;
    find(".count").textContent = count === 1 ? "1 picture" : `${count} pictures`;
    find("[data-newer]").disabled = number <= 1;
    find("[data-older]").disabled = number >= pages;
    find(".pictures").replaceChildren(...pictures.map((picture) => item(picture, opened.answer)));
  }

  const turn = (by) => {
    page += by;
    load();
  };
  find("[data-newer]").addEventListener("click", () => turn(-1));
  find("[data-older]").addEventListener("click", () => turn(1));
  search.addEventListener("input", () => {
    clearTimeout(timer);
    page = 1;
    timer = setTimeout(load, 250);
  });
  search.focus();
  load();
  return opened.answered;
}

function item(picture, choose) {
  const image = make("img", { src: picture.thumbnail, alt: "", loading: "lazy" });
  const button = make("button", { type: "button" }, image, make("span", {}, picture.title));
  button.addEventListener("click", () => choose(picture));
  return make("li", {}, button);
}
