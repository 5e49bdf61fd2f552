// Bringing pictures into the text: dropped, pasted, chosen from a disk or from the library.
import { askForWords } from "./editor-words.js";
import { chooseFromLibrary } from "./editor-library.js";
import { insertBlock, replace } from "./editor-text.js";

export class Pictures {
  constructor(editor, textarea) {
    this.editor = editor;
    this.textarea = textarea;
    this.problem = editor.querySelector(".editor-problem");
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "file", accept: "image/*", multiple: true, hidden: true });
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    editor.append(this.input);
    this.listen();
  }

  /** Open the browser's file chooser. */
  ask() {
    this.input.click();
  }

  /** Choose from the library, then ask for the words. */
  async browse() {
    this.tell("");
    const place = this.place();
    const picture = await chooseFromLibrary(this.editor.dataset.pictures);
    const words = picture && (await askForWords({ picture }));
    if (words) this.insert(words, place);
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

  /** Ask for each file's words and insert it, one after the other. */
  async take(files) {
    this.tell("");
    for (const [index, file] of files.entries()) {
      const which = files.length > 1 ? `Picture ${index + 1} of ${files.length}` : "";
      const here = this.place();
      const words = await askForWords({ file, place: which, upload: this.editor.dataset.upload });
      if (!words) continue;
      if (words.error) this.tell(`${file.name || "The picture"}: ${words.error}`);
      else this.insert(words, here);
    }
    this.textarea.focus();
  }

  /** Where the text goes on; a dialog that closes may forget it. */
  place() {
    return [this.textarea.selectionStart, this.textarea.selectionEnd];
  }

  insert({ url, alt, caption }, place) {
    this.textarea.setSelectionRange(...place);
    const title = caption ? ` "${caption.replace(/["\\]/g, "\\$&")}"` : "";
    const text = `![${alt.replace(/[[\]\\]/g, "\\$&")}](${url}${title})`;
    const { textarea } = this;
    const line = textarea.value.slice(0, textarea.selectionStart).split("\n").pop();
    // In the middle of a sentence it is part of the sentence; with a caption it is a figure.
    if (line.trim() && !caption) {
      replace(textarea, textarea.selectionStart, textarea.selectionEnd, text);
    } else insertBlock(textarea, text);
  }

  tell(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
  }
}

function pictureFiles(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}
