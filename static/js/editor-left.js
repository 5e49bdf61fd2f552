// Offering what was typed in this browser and didn't reach the server.
import { forget, left } from "./editor-drafts.js";
import { token } from "./editor-net.js";

const AGAIN = 1500; // milliseconds; a page that was just left may still count as open

/** Show each text that was left, above the form, with what can be done about it. */
export async function offerLeft(form, holder, owner) {
  const shown = new Set([holder.dataset.refilled]);
  const look = async () => {
    for (const record of await left(owner)) {
      if (shown.has(record.tab)) continue;
      shown.add(record.tab);
      if (isSameAs(form, record)) forget(record.key);
      else holder.append(offer(form, holder, record));
    }
  };
  await look();
  setTimeout(look, AGAIN);
}

/** Whether the form shows the same words already. */
function isSameAs(form, record) {
  const data = new FormData(form);
  return record.fields.every(([name, value]) => name === "base" || plain(data.get(name)) === plain(value));
}

function plain(value) {
  return (value ?? "").replaceAll("\r\n", "\n");
}

function offer(form, holder, record) {
  const section = holder.querySelector("template").content.firstElementChild.cloneNode(true);
  const at = new Date(record.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  section.querySelector("[data-sentence]").textContent =
    `You typed this text in this browser, ${at}, and it did not reach the server.`;
  const preview = form.querySelector("[formaction]")?.getAttribute("formaction");
  section.querySelector("[data-bring]").addEventListener("click", () => {
    sendAs(record, { to: form.getAttribute("action"), action: "refill" });
  });
  section.querySelector("[data-look]").addEventListener("click", () => {
    sendAs(record, { to: preview, action: "preview", target: "_blank" });
  });
  section.querySelector("[data-drop]").addEventListener("click", async () => {
    await forget(record.key);
    section.remove();
    form.elements.title.focus();
  });
  return section;
}

/** Send what was kept as the form itself would; the server shows it and stores nothing. */
function sendAs(record, { to, action, target = "" }) {
  const copy = document.createElement("form");
  Object.assign(copy, { method: "post", target, hidden: true });
  copy.setAttribute("action", to);
  const extra = [
    ["csrfmiddlewaretoken", token()],
    ["action", action],
    ["tab", record.tab],
  ];
  for (const [name, value] of [...record.fields, ...extra]) {
    // An input would drop line ends.
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    copy.append(field);
  }
  document.body.append(copy);
  // Not copy.submit: that may be a field of this name.
  HTMLFormElement.prototype.submit.call(copy);
  copy.remove();
}
