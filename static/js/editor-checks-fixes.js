// What one click can do about a finding, and how to take it back.
import { rangeOf } from "./editor-checks-places.js";
import { replace } from "./editor-text.js";

/** Add a partner to the thanks. Returns what to say, and what takes it back. */
export function thank(form, { label, partner }) {
  const section = form.querySelector('[data-rows="thanks"]');
  section.querySelector("[data-add]").click();
  const row = section.querySelector(".row-list").lastElementChild;
  const select = row.querySelector("[name$=-collaborator]");
  const remove = () => row.querySelector("[data-remove]").click();
  select.value = String(partner);
  if (select.value !== String(partner)) {
    remove();
    return { said: "Your role does not let you choose this partner. Ask an editor." };
  }
  for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
  return { said: `Done: ${label}.`, undo: remove };
}

/** Put the new address in the place of the old one. Returns what to say, and what takes it back. */
export function useNewAddress(form, { old, new: address }, place) {
  const textarea = form.elements.body;
  const [start, end] = rangeOf(textarea.value, { ...place, quote: old });
  const found = textarea.value.slice(start, end);
  if (![old, encodeURI(old)].includes(found)) {
    return { said: "The address isn’t in the text as it was. Change it by hand." };
  }
  replace(textarea, start, end, address);
  const undo = () => {
    const at = textarea.value.indexOf(address, start);
    if (at >= 0) replace(textarea, at, at + address.length, found);
  };
  return { said: `Done: the link leads to “${address}”.`, undo };
}
