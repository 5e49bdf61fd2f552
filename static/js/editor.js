// The Markdown editor: toolbar, live preview, pictures. Without it, a plain textarea remains.
import { featuredPicture } from "./editor-featured.js";
import { focusOn } from "./editor-focus.js";
import { enterKey, pasteAddress, tabKey } from "./editor-keys.js";
import { insertLink } from "./editor-links.js";
import { measure } from "./editor-measure.js";
import { Pictures } from "./editor-pictures.js";
import { livePreview } from "./editor-preview.js";
import { Setting } from "./editor-settings.js";
import { toolbar } from "./editor-toolbar.js";

for (const editor of document.querySelectorAll(".editor")) {
  const textarea = editor.querySelector("textarea");
  const settings = {
    preview: new Setting("preview", true),
    together: new Setting("scroll-together", true),
    tabs: new Setting("tab-indents", false),
    focus: new Setting("focus", false),
  };
  const pictures = new Pictures(editor, textarea);
  toolbar(editor, textarea, {
    pictures,
    links: () => insertLink(textarea, editor.dataset.links),
    settings,
  });
  focusOn(editor, textarea, settings.focus);
  livePreview(editor, textarea, settings);
  measure(editor, textarea);
  tabKey(textarea, settings.tabs);
  enterKey(textarea);
  pasteAddress(textarea);
}
for (const choice of document.querySelectorAll(".picture-choice")) featuredPicture(choice);
