// Asking the server, with the token that every change needs.

const UNREACHABLE = "The server could not be reached. Check the connection and try again.";
const SIGNED_OUT = "You are signed out. Sign in in another tab, then try again here.";

/** The cookie's token is the newest: signing in again in another tab renews it. */
export function token() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  return cookie ?? document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** What would make sending the whole form lose it: signed out, or no server; else nothing. */
export async function problemOfSending(address) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      redirect: "manual",
    });
    // 403: the cookies are gone, so the token is nobody's.
    return answer.type === "opaqueredirect" || answer.status === 403 ? SIGNED_OUT : "";
  } catch {
    return UNREACHABLE;
  }
}

/** Send a form and return the answer; a failure throws a sentence for the person. */
export async function send(address, form, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      body: form,
      headers: { "X-CSRFToken": token() },
      redirect: "manual",
      ...options,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(UNREACHABLE);
  }
  if (answer.type === "opaqueredirect") throw new Error(SIGNED_OUT);
  if (answer.ok) return answer;
  throw new Error(await reason(answer));
}

async function reason(answer) {
  try {
    return (await answer.json()).error;
  } catch {
    return sentence(answer.status);
  }
}

export function sentence(status) {
  if (status === 0 || status === 200) return SIGNED_OUT;
  if (status === 403) return "Your role does not let you do this, or you signed in anew. Reload the page after saving.";
  if (status === 413) return "This file is too large for the server.";
  return `The server answered with an error (${status}). Try again in a moment.`;
}

const TRIES = 10;

/** Upload one file with progress from 0 to 1; return the stored picture, perhaps with a `note`. */
export async function upload(address, file, words, progress) {
  const form = new FormData();
  form.append("image", file, file.name || "pasted.png");
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  for (let tries = 1; ; tries += 1) {
    const { status, answer, again } = await post(address, form, progress);
    if (status === 201 || (status === 200 && answer.id)) return answer;
    // Others' pictures are being read: it is sent again as soon as the server said.
    if (status !== 503 || !again || tries === TRIES) throw new Error(answer.error ?? sentence(status));
    await new Promise((resolve) => setTimeout(resolve, again * 1000));
  }
}

function post(address, form, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", () =>
      reject(new Error("The picture could not be sent. Check the connection and try again.")),
    );
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // An answer that isn't ours, such as a proxy's page.
      }
      const again = Number(request.getResponseHeader("Retry-After"));
      resolve({ status: request.status, answer, again });
    });
    request.send(form);
  });
}
