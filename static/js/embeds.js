// Puts a video's player in place of its link, on a click and not before: until then nobody but this
// site is contacted. Without this script the link leads to the video.

import { filled, words } from "./post-words.js";

const PLAYERS = {
  youtube: (id, start) =>
    `https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?autoplay=1&start=${start}`,
  vimeo: (id, start) =>
    `https://player.vimeo.com/video/${encodeURIComponent(id)}?autoplay=1&dnt=1#t=${start}s`,
};

function play(embed, address) {
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = embed.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  embed.replaceChildren(frame);
  frame.focus();
}

for (const embed of document.querySelectorAll(".embed[data-embed]")) {
  const player = PLAYERS[embed.dataset.embed];
  const link = embed.querySelector("a");
  if (!player || !link) continue;
  const address = player(embed.dataset.id, Number(embed.dataset.start) || 0);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.play;
  button.addEventListener("click", () => play(embed, address));
  const note = document.createElement("span");
  note.className = "embed-note";
  note.textContent = filled(words.contacts, new URL(address).hostname);
  embed.prepend(button);
  embed.append(note);
}
