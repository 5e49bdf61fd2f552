// The dialog over the picture library: searched and paged by the server.
import { sentence } from "./editor-net.js";

const HTML = `
<h2>Picture library</h2>
<p class="search"><label>Search <input type="search" autocomplete="off"></label></p>
<p class="count" role="status"></p>
<ul class="pictures"></ul>
<p class="answers"><button type="button" class="button" data-newer>Newer</button>
<button type="button" class="button" data-older>Older</button>
<button type="button" class="button" data-close>Close</button></p>`;

/** Resolves to the chosen picture, as the server lists it, or to null. */
export function chooseFromLibrary(address) {
  const dialog = document.createElement("dialog");
  dialog.className = "editor-dialog library";
  dialog.setAttribute("aria-label", "Picture library");
  dialog.innerHTML = HTML;
  document.body.append(dialog);
  const find = (selector) => dialog.querySelector(selector);
  const search = find("input");
  let page = 1;
  let asked = 0;
  let timer = 0;

  return new Promise((resolve) => {
    const finish = (picture) => {
      clearTimeout(timer);
      dialog.close();
      dialog.remove();
      resolve(picture);
    };

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
      find(".pictures").replaceChildren(...pictures.map((picture) => item(picture, finish)));
    }

    const turn = (by) => {
      page += by;
      load();
    };
    find("[data-newer]").addEventListener("click", () => turn(-1));
    find("[data-older]").addEventListener("click", () => turn(1));
    find("[data-close]").addEventListener("click", () => finish(null));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    search.addEventListener("input", () => {
      clearTimeout(timer);
      page = 1;
      timer = setTimeout(load, 250);
    });
    dialog.showModal();
    search.focus();
    load();
  });
}

function item(picture, choose) {
  const button = document.createElement("button");
  button.type = "button";
  const image = document.createElement("img");
  Object.assign(image, { src: picture.url, alt: "", loading: "lazy" });
  const name = document.createElement("span");
  name.textContent = picture.title;
  button.append(image, name);
  button.addEventListener("click", () => choose(picture));
  const li = document.createElement("li");
  li.append(button);
  return li;
}
