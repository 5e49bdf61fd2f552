// What a post's page does beyond being read. Each part is loaded only where the text has something for
// it, and the page is whole without any of them.

const has = (selector) => document.querySelector(selector) !== null;

if (has(".toc")) import("./post-contents.js");
if (has(".prose img, .featured img")) import("./post-pictures.js");
if (has("pre > code, [data-copies]")) import("./post-copy.js");
if (has("[role='doc-noteref']")) import("./post-notes.js");
if (has(".table-scroll")) import("./post-tables.js");
if (has("pre.mermaid")) import("./post-diagrams.js");
if (has(".embed[data-embed]")) import("./embeds.js");
