// The dialog that asks what a picture says to somebody who can't see it, and uploads it.
import { upload } from "./editor-net.js";

const HTML = `
<form method="dialog">
<h2>Picture <span class="place"></span></h2>
<img class="shown" alt="">
<p class="name"></p>
<label>Alternative text
<textarea name="alt" rows="2" maxlength="500"></textarea>
<span class="help">What somebody who can’t see it should know.</span></label>
<label class="check"><input type="checkbox" name="decorative"> Decorative: it says nothing that the text doesn’t say</label>
<label>Caption <input name="caption" maxlength="500"><span class="help">Shown beneath it; may stay empty.</span></label>
<progress max="1" value="0" hidden></progress>
<p class="problem" role="alert" hidden></p>
<p class="answers"><button type="submit" class="button main" value="insert">Insert</button>
<button type="button" class="button" value="cancel">Cancel</button></p>
</form>`;

/**
 * Ask for the words of a picture of the library (`picture`) or of a file, which is uploaded.
 * Resolves to {id, url, alt, caption}, to null where cancelled, to {error} where the person gave up
 * after a refusal.
 */
export function askForWords({ picture = null, file = null, place = "", upload: address = "" }) {
  const dialog = document.createElement("dialog");
  dialog.className = "editor-dialog";
  dialog.setAttribute("aria-label", "Words for the picture");
  dialog.innerHTML = HTML;
  document.body.append(dialog);
  const parts = partsOf(dialog);
  const seen = file ? URL.createObjectURL(file) : picture.url;
  parts.shown.src = seen;
  parts.shown.addEventListener("error", () => (parts.shown.hidden = true));
  parts.place.textContent = place;
  parts.name.textContent = file ? file.name : picture.title;
  if (picture) {
    parts.alt.value = picture.alt;
    parts.caption.value = picture.caption;
    parts.decorative.checked = picture.decorative;
    parts.alt.disabled = picture.decorative;
  }
  parts.decorative.addEventListener("change", () => {
    parts.alt.disabled = parts.decorative.checked;
    if (!parts.decorative.checked) parts.alt.focus();
  });
  dialog.showModal();
  parts.alt.focus();
  return new Promise((resolve) => {
    let refused = "";
    const finish = (value) => {
      if (file) URL.revokeObjectURL(seen);
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const cancel = () => finish(refused ? { error: refused } : null);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      cancel();
    });
    parts.cancel.addEventListener("click", cancel);
    parts.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const words = wordsOf(parts);
      if (!words.alt && !words.decorative) {
        tell(parts, "Write an alternative text, or tick that the picture is decorative.");
        parts.alt.focus();
        return;
      }
      if (picture) return finish({ ...picture, ...words });
      tell(parts, "");
      busy(parts, true);
      try {
        const stored = await upload(address, file, asSent(words), (part) => (parts.progress.value = part));
        finish({ ...stored, ...words });
      } catch (error) {
        busy(parts, false);
        refused = error.message;
        tell(parts, refused);
        parts.cancel.focus();
      }
    });
  });
}

function partsOf(dialog) {
  const find = (selector) => dialog.querySelector(selector);
  return {
    form: find("form"),
    shown: find(".shown"),
    place: find(".place"),
    name: find(".name"),
    alt: find("[name=alt]"),
    decorative: find("[name=decorative]"),
    caption: find("[name=caption]"),
    progress: find("progress"),
    problem: find(".problem"),
    insert: find("[value=insert]"),
    cancel: find("[value=cancel]"),
  };
}

function wordsOf(parts) {
  const decorative = parts.decorative.checked;
  const line = (field) => field.value.trim().replace(/\s+/g, " ");
  return { alt: decorative ? "" : line(parts.alt), decorative, caption: line(parts.caption) };
}

function asSent({ alt, decorative, caption }) {
  return { alt, caption, decorative: decorative ? "1" : "" };
}

function busy(parts, on) {
  parts.progress.hidden = !on;
  parts.insert.disabled = on;
}

function tell(parts, sentence) {
  parts.problem.textContent = sentence;
  parts.problem.hidden = !sentence;
}
