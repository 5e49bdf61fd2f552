// Bringing pictures into the text: dropped, pasted, chosen from a disk or from the library.
import { askForWords } from "./editor-words.js";
import { make } from "./editor-dialog.js";
import { chooseFromLibrary } from "./editor-library.js";
import { insertBlock, replace } from "./editor-text.js";

export class Pictures {
  constructor(editor, textarea) {
    this.editor = editor;
    this.textarea = textarea;
    this.problem = editor.querySelector(".editor-problem");
    this.input = make("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    // Choosing a file changes nothing of what is written.
    for (const name of ["input", "change"]) {
      this.input.addEventListener(name, (event) => event.stopPropagation());
    }
    editor.append(this.input);
    this.listen();
  }

  /** Open the browser's file chooser. */
  ask() {
    this.input.click();
  }

  /** Choose from the library, then ask for the words. */
  async browse() {
    const place = this.place();
    const picture = await chooseFromLibrary(this.editor.dataset.pictures);
    if (picture) this.bring(await askForWords({ picture }), place);
    this.textarea.focus();
  }

  listen() {
    const { textarea } = this;
    textarea.addEventListener("paste", (event) => {
      const files = pictureFiles(event.clipboardData);
      // Text copied together with a picture, as from a word processor, is what was meant.
      if (!files.length || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      this.take(files);
    });
    textarea.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      this.editor.classList.add("dropping");
    });
    for (const name of ["dragleave", "drop", "dragend"]) {
      textarea.addEventListener(name, () => this.editor.classList.remove("dropping"));
    }
    textarea.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
  }

  /** Ask for the files' words and insert them. */
  async take(files) {
    if (!files.length) return;
    const place = this.place();
    this.bring(await askForWords({ files, upload: this.editor.dataset.upload }), place);
    this.textarea.focus();
  }

  /** Where the text goes on; a dialog that closes may forget it. */
  place() {
    return [this.textarea.selectionStart, this.textarea.selectionEnd];
  }

  bring(result, place) {
    this.tell(result?.problems.join(" ") ?? "");
    if (!result?.pictures.length) return;
    const { textarea } = this;
    textarea.setSelectionRange(...place);
    const written = result.pictures.map(markdown);
    const line = textarea.value.slice(0, textarea.selectionStart).split("\n").pop();
    const [only] = result.pictures;
    // In the middle of a sentence it is part of the sentence; with a caption it is a figure.
    if (written.length === 1 && line.trim() && !only.caption) {
      replace(textarea, textarea.selectionStart, textarea.selectionEnd, written[0]);
    } else if (result.gallery && written.length > 1) {
      insertBlock(textarea, `::: gallery\n${written.join("\n")}\n:::`);
    } else insertBlock(textarea, written.join("\n\n"));
  }

  tell(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
  }
}

function markdown({ url, alt, caption }) {
  const title = caption ? ` "${caption.replace(/["\\]/g, "\\$&")}"` : "";
  return `![${alt.replace(/[[\]\\]/g, "\\$&")}](${url}${title})`;
}

function pictureFiles(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}
