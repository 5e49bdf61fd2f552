// The dialog that asks what pictures say to somebody who can't see them, and uploads them.
import { make, openDialog } from "./editor-dialog.js";
import { upload } from "./editor-net.js";

const AT_ONCE = 2; // uploads on their way at the same time
const CARD = `
<img class="shown" alt="">
<div class="words">
<p class="name"></p>
<label>Alternative text
<textarea name="alt" rows="2" maxlength="500"></textarea>
<span class="help">What somebody who can’t see it should know.</span></label>
<label class="check"><input type="checkbox" name="decorative"> Decorative: it says nothing that the text doesn’t say</label>
<label>Caption <input name="caption" maxlength="500"><span class="help">Shown beneath it; may stay empty.</span></label>
<progress max="1" value="0" aria-label="Upload" hidden></progress>
<p class="problem" role="alert" hidden></p>
<button type="button" class="button" data-leave hidden>Leave this one out</button>
</div>`;
const INSIDE = `
<form method="dialog" novalidate>
<h2></h2>
<ul class="cards-of-pictures"></ul>
<label class="check" data-gallery hidden><input type="checkbox" name="gallery"> Side by side, as a gallery</label>
<p class="answers"><button type="submit" class="button main" value="insert">Insert</button>
<button type="button" class="button" data-close>Cancel</button></p>
</form>`;

/**
 * Ask for the words of a picture of the library (`picture`) or of `files`, which are uploaded.
 * Resolves to {pictures, problems, gallery}: what is to be inserted, as {id, url, alt, caption}, and
 * a sentence for each file that the server refused or knew already; to null where nothing came of it.
 */
export function askForWords({ picture = null, files = [], upload: address = "" }) {
  const opened = openDialog({ label: "Words for the picture", inside: INSIDE, kind: "words" });
  const { find } = opened;
  const cards = picture ? [new Card(null, picture)] : files.map((file) => new Card(file));
  let busy = false;
  find("h2").textContent = cards.length > 1 ? `${cards.length} pictures` : "Picture";
  find("[data-gallery]").hidden = cards.length < 2;
  find(".cards-of-pictures").append(...cards.map((card) => card.element));
  const result = () => {
    const kept = cards.filter((card) => card.stored && !card.left);
    const problems = cards.filter((card) => card.refused).map((card) => `${card.name}: ${card.refused}`);
    for (const card of cards) card.forget();
    // Sent before, by whomever: whoever sends it again should know.
    for (const card of kept) if (card.stored.note) problems.push(`${card.name}: ${card.stored.note}`);
    if (!kept.length && !problems.length) return null;
    return {
      pictures: kept.map((card) => ({ ...card.stored, ...card.words() })),
      problems,
      gallery: find("[name=gallery]").checked,
    };
  };
  opened.onCancel = result;
  const goOn = () => {
    const open = cards.filter((card) => !card.left);
    if (open.every((card) => card.stored)) opened.answer(result());
    else open.find((card) => !card.stored).focus();
  };
  for (const card of cards) card.onLeave = goOn;
  find("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const waiting = cards.filter((card) => !card.left && !card.stored);
    const silent = waiting.filter((card) => !card.isSaid());
    if (busy || silent.length) return silent[0]?.focus();
    busy = find("[value=insert]").disabled = true;
    await uploadAll([...waiting], address);
    busy = find("[value=insert]").disabled = false;
    goOn();
  });
  (cards.find((card) => !card.left) ?? find("[value=insert]")).focus();
  return opened.answered;
}

async function uploadAll(waiting, address) {
  const next = async () => {
    for (let card = waiting.shift(); card; card = waiting.shift()) await card.send(address);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** One picture of the dialog. */
class Card {
  constructor(file, picture = null) {
    Object.assign(this, { file, stored: null, picture, refused: "", left: false, onLeave: () => {} });
    this.element = make("li", {});
    this.element.innerHTML = CARD;
    const find = (selector) => this.element.querySelector(selector);
    this.find = find;
    this.name = file ? file.name || "The picture" : picture.title;
    this.seen = file ? URL.createObjectURL(file) : picture.url;
    find(".shown").src = this.seen;
    find(".shown").addEventListener("error", () => (find(".shown").hidden = true));
    find(".name").textContent = this.name;
    this.alt = find("[name=alt]");
    this.decorative = find("[name=decorative]");
    this.decorative.addEventListener("change", () => {
      this.alt.disabled = this.decorative.checked;
      if (!this.decorative.checked) this.alt.focus();
    });
    find("[data-leave]").addEventListener("click", () => {
      this.left = this.element.hidden = true;
      this.refused = "";
      this.onLeave();
    });
    if (picture) this.fill(picture);
    if (file?.type && !file.type.startsWith("image/")) this.giveUp("This file is not a picture.");
  }

  fill({ alt, caption, decorative }) {
    this.alt.value = alt;
    this.find("[name=caption]").value = caption;
    this.decorative.checked = this.alt.disabled = decorative;
  }

  focus() {
    (this.refused ? this.find("[data-leave]") : this.alt.disabled ? this.decorative : this.alt).focus();
  }

  words() {
    const line = (field) => field.value.trim().replace(/\s+/g, " ");
    const decorative = this.decorative.checked;
    return { alt: decorative ? "" : line(this.alt), decorative, caption: line(this.find("[name=caption]")) };
  }

  /** Whether it has words, or is said to need none; if not, say so. */
  isSaid() {
    const { alt, decorative } = this.words();
    if (alt || decorative) return true;
    this.tell("Write an alternative text, or tick that the picture is decorative.");
    return false;
  }

  async send(address) {
    if (this.picture) {
      this.stored = this.picture;
      return;
    }
    const bar = this.find("progress");
    const { alt, decorative, caption } = this.words();
    this.tell("");
    bar.hidden = false;
    try {
      const sent = { alt, caption, decorative: decorative ? "1" : "" };
      this.stored = await upload(address, this.file, sent, (part) => (bar.value = part));
      this.refused = "";
      this.find("[data-leave]").hidden = true;
      bar.value = 1;
    } catch (error) {
      bar.hidden = true;
      this.refuse(error.message);
    }
  }

  refuse(sentence) {
    this.refused = sentence;
    this.tell(sentence);
    this.find("[data-leave]").hidden = false;
  }

  /** Nothing more to ask: whatever is written here, it can't be sent. */
  giveUp(sentence) {
    this.refuse(sentence);
    this.left = true;
    for (const label of this.element.querySelectorAll("label, [data-leave]")) label.hidden = true;
    this.find(".shown").hidden = true;
  }

  tell(sentence) {
    this.find(".problem").textContent = sentence;
    this.find(".problem").hidden = !sentence;
  }

  forget() {
    if (this.file) URL.revokeObjectURL(this.seen);
  }
}
