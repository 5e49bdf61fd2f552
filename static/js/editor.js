// The Markdown editor: toolbar, live preview, pictures. Without it, a plain textarea remains.
import { livePreview } from "./editor-preview.js";
import { Pictures } from "./editor-pictures.js";
import { featuredPicture } from "./editor-featured.js";
import { toolbar } from "./editor-toolbar.js";

for (const editor of document.querySelectorAll(".editor")) {
  const textarea = editor.querySelector("textarea");
  const preview = livePreview(editor, textarea);
  const pictures = new Pictures(editor, textarea);
  toolbar(editor, textarea, { pictures, preview });
}
for (const choice of document.querySelectorAll(".picture-choice")) featuredPicture(choice);
