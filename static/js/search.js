// Hits while somebody types: the same page, fetched, and its part with the hits put in place.

const WAIT = 200; // milliseconds without a key, before a server is asked

const form = document.querySelector("[data-search]");
const field = form.elements.q;
const found = document.querySelector("#search-found");
const status = document.querySelector("[data-search-status]");
let timer;
let running;
let shown = field.value.trim();

function addressOf(words) {
  const address = new URL(form.action);
  if (words) address.searchParams.set("q", words);
  return address;
}

async function show(words) {
  running?.abort();
  const mine = (running = new AbortController());
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(addressOf(words), { signal: mine.signal });
    // What a busy server can't answer, sending the form still can.
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("#search-found");
    if (mine.signal.aborted || !part) return;
    found.replaceChildren(...part.childNodes);
    document.title = page.title;
    history.replaceState(history.state, "", addressOf(words));
    shown = words;
    status.textContent = found.querySelector("#results-title")?.textContent ?? "";
  } catch (error) {
    // Neither one that was overtaken nor a line that is down is worth a message while typing.
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
  } finally {
    if (running === mine) found.removeAttribute("aria-busy");
  }
}

function typed() {
  clearTimeout(timer);
  const words = field.value.trim();
  if (words === shown) {
    running?.abort();
    found.removeAttribute("aria-busy");
    return;
  }
  timer = setTimeout(show, WAIT, words);
}

field.addEventListener("input", (event) => {
  // In Chinese, Japanese and Korean a word is composed of keys that mean nothing by themselves.
  if (!event.isComposing) typed();
});
field.addEventListener("compositionend", typed);
form.addEventListener("submit", () => clearTimeout(timer));
