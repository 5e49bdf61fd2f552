// Choosing one picture, such as the one at the top of a post: a select, with a chooser beside it.
import { askForWords } from "./editor-words.js";
import { make } from "./editor-dialog.js";
import { chooseFromLibrary } from "./editor-library.js";

export function featuredPicture(choice) {
  const select = choice.querySelector("select");
  const shown = choice.querySelector(".chosen");
  const problem = choice.querySelector(".editor-problem");
  const known = new Map();
  const input = make("input", { type: "file", accept: "image/*", hidden: true });
  choice.append(input);
  choice.querySelector(".picture-tools").hidden = false;

  function take(picture) {
    known.set(String(picture.id), picture.url);
    if (![...select.options].some((option) => option.value === String(picture.id))) {
      select.add(new Option(picture.title, picture.id));
    }
    select.value = picture.id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  select.addEventListener("change", () => {
    const url = known.get(select.value);
    shown.hidden = !url;
    if (url) shown.src = url;
    if (select.value && !url) find(select.value);
  });

  // The select names pictures by number; the library says where they are.
  async function find(id) {
    const title = select.selectedOptions[0].textContent;
    const answer = await fetch(`${choice.dataset.pictures}?${new URLSearchParams({ q: title })}`);
    if (!answer.ok) return;
    const picture = (await answer.json()).pictures.find((one) => String(one.id) === id);
    if (!picture || select.value !== id) return;
    known.set(id, picture.url);
    shown.src = picture.url;
    shown.hidden = false;
  }

  choice.querySelector("[data-choose]").addEventListener("click", async () => {
    const picture = await chooseFromLibrary(choice.dataset.pictures);
    if (picture) take(picture);
    select.focus();
  });
  choice.querySelector("[data-none]").addEventListener("click", () => {
    select.value = "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  choice.querySelector("[data-send]").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const result = await askForWords({ files: [file], upload: choice.dataset.upload });
    const refused = result?.problems[0] ?? "";
    problem.textContent = refused;
    problem.hidden = !refused;
    if (result?.pictures.length) take(result.pictures[0]);
  });
}
