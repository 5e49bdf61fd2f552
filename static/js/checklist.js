// Ticking what is to do after publishing without leaving the page: nothing typed beside it is lost.

import { send, token } from "./editor-net.js";

for (const list of document.querySelectorAll("[data-checklist]")) {
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    tick(list, event.target, event.submitter);
  });
}

async function tick(list, form, button) {
  if (list.ariaBusy === "true") return;
  list.ariaBusy = "true";
  try {
    const sent = new FormData(form, button);
    // The header's token is the newer one: signing in again in another tab renews it.
    sent.delete("csrfmiddlewaretoken");
    const headers = { "X-CSRFToken": token(), "X-Requested-With": "fetch" };
    const answer = await send(form.action, sent, { headers });
    const place = [...list.querySelectorAll("button")].indexOf(button);
    list.innerHTML = await answer.text();
    list.querySelectorAll("button")[place]?.focus();
  } catch (problem) {
    told(form).textContent = problem.message;
  } finally {
    list.ariaBusy = "false";
  }
}

function told(form) {
  const found = form.querySelector("[role=alert]");
  if (found) return found;
  const made = document.createElement("p");
  made.className = "problem-of-sending";
  made.setAttribute("role", "alert");
  form.append(made);
  return made;
}
