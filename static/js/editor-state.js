// Whether the writing form holds what isn't stored yet, and what would be sent of it.

const states = new WeakMap();

/** What the form would send now, as FormData, without a button. */
export function snapshotOf(form) {
  return new FormData(form);
}

/** How often the form has changed; remember it with a snapshot, give it to markSaved. */
export function versionOf(form) {
  return stateOf(form).version;
}

/** Whether something was changed since the form was shown or last saved. */
export function isChanged(form) {
  return stateOf(form).changed;
}

/** Call back after every change somebody makes, with the number of the change. */
export function onChange(form, callback) {
  stateOf(form).callbacks.push(callback);
}

/**
 * Tell the form that it is stored: `base` is the revision that it goes on from, `at` the moment.
 * With the `version` of the snapshot that was stored, what was typed meanwhile stays unsaved.
 */
export function markSaved(form, { base, at = new Date(), version } = {}) {
  const state = stateOf(form);
  if (base !== undefined && form.elements.base) form.elements.base.value = base ?? "";
  state.changed = version !== undefined && version !== state.version;
  const time = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  tell(form, state.changed ? "unsaved changes" : `saved ${time}`);
}

function stateOf(form) {
  if (!states.has(form)) states.set(form, watched(form));
  return states.get(form);
}

function watched(form) {
  const state = { changed: false, version: 0, callbacks: [] };
  const note = () => {
    if (!state.changed) tell(form, "unsaved changes");
    state.changed = true;
    state.version += 1;
    for (const callback of state.callbacks) callback(state.version);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  return state;
}

function tell(form, sentence) {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = sentence;
}
