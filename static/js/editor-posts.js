// A search over a select that lists the newest posts only: what is found takes their place.

export function postSearch(holder) {
  const select = holder.querySelector("select");
  const label = holder.querySelector("label").textContent.trim();
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Find by title";
  input.autocomplete = "off";
  input.setAttribute("aria-label", `${label}: find by title`);
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  select.before(input, told);
  const newest = [...select.options];
  let timer = 0;
  let asked = 0;

  async function load() {
    const mine = ++asked;
    const words = input.value.trim();
    if (!words) return show(newest, "");
    const answer = await fetch(`${holder.dataset.posts}?${new URLSearchParams({ q: words })}`).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    const { posts } = await answer.json();
    const found = posts.map(({ id, label: text }) => new Option(text, id));
    show([newest[0], ...found], `${found.length} found`);
  }

  function show(options, sentence) {
    const chosen = select.selectedOptions[0];
    const kept = options.some((one) => one.value === chosen.value) ? [] : [chosen];
    select.replaceChildren(...options, ...kept);
    select.value = chosen.value;
    // Open while somebody searches, so that what is found is seen.
    select.size = sentence ? Math.min(8, Math.max(2, select.length)) : 1;
    told.textContent = sentence;
  }

  // The words are for finding, not part of what is written.
  for (const name of ["input", "change"]) input.addEventListener(name, (event) => event.stopPropagation());
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, 200);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  select.addEventListener("change", () => (select.size = 1));
}
