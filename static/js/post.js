// What a post's page does beyond being read. Each part is loaded only where the text has something for
// it, and the page is whole without any of them.

const has = (selector) => document.querySelector(selector) !== null;

const parts = [];
if (has(".toc")) parts.push(import("./post-contents.js"));
if (has(".prose img, .featured img")) parts.push(import("./post-pictures.js"));
if (has("pre > code, [data-copies]")) parts.push(import("./post-copy.js"));
if (has("[role='doc-noteref']")) parts.push(import("./post-notes.js"));
if (has(".table-scroll")) parts.push(import("./post-tables.js"));
if (has("pre.mermaid")) parts.push(import("./post-diagrams.js"));
if (has(".embed[data-embed]")) parts.push(import("./embeds.js"));

// Says when everything answers to the keyboard: a part arrives after the page itself is loaded.
await Promise.allSettled(parts);
document.documentElement.dataset.scripts = "ready";
