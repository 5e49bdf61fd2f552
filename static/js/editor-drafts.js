// What is typed, kept in the browser's own storage until the server has it.
// A record belongs to one account, one text and one page; no other account is offered it.

const STORE = "texts";
const LONGEST_DAYS = 30;
// Belongs to the page that was shown, not to what was typed in it.
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "tab", "action"]);

/** The name of this page for as long as it lives; random even where no secure context is. */
export const tab = [...crypto.getRandomValues(new Uint8Array(12))]
  .map((byte) => byte.toString(16).padStart(2, "0"))
  .join("");

// Held while the page lives, so that others can tell a text in hand from one that was left.
navigator.locks?.request(lockOf(tab), () => new Promise(() => {}));

function lockOf(name) {
  return `masthead-tab-${name}`;
}

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("masthead", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(mode, work) {
  const transaction = (await database()).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** Keep a form's fields; returns whether that was possible: storage may be full or forbidden. */
export async function keep(owner, data) {
  const fields = [...data].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name));
  try {
    await run("readwrite", (store) => store.put({ key: tab, tab, ...owner, fields, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Forget what a page kept. */
export async function forget(name) {
  await run("readwrite", (store) => store.delete(name)).catch(() => {});
}

/** What pages that are gone kept of this text for this account, the newest first. */
export async function left(owner) {
  let records;
  try {
    records = await run("readonly", (store) => store.getAll());
  } catch {
    return [];
  }
  const live = await liveTabs();
  const oldest = Date.now() - LONGEST_DAYS * 24 * 3600 * 1000;
  for (const record of records) if (record.at < oldest) forget(record.key);
  return records
    .filter((record) => record.at >= oldest && !live.has(lockOf(record.tab)))
    .filter((record) => ["user", "kind", "document"].every((name) => record[name] === owner[name]))
    .sort((one, other) => other.at - one.at);
}

async function liveTabs() {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set([lockOf(tab), ...held.map((lock) => lock.name)]);
}
