// What the editor remembers in this browser: preview shown, Tab indents, and the like.

const PREFIX = "masthead.";

/** Whether a setting is on; `standard` where nobody has chosen yet, or nothing can be kept. */
export function isOn(name, standard) {
  try {
    const value = localStorage.getItem(PREFIX + name);
    return value === null ? standard : value === "on";
  } catch {
    return standard;
  }
}

/** Keep a choice for the next time. */
export function keep(name, on) {
  try {
    localStorage.setItem(PREFIX + name, on ? "on" : "off");
  } catch {
    // Without storage it holds until the page is left.
  }
}

/** A choice that others can follow. */
export class Setting {
  constructor(name, standard) {
    this.name = name;
    this.on = isOn(name, standard);
    this.watchers = [];
  }

  toggle() {
    this.set(!this.on);
    keep(this.name, this.on);
  }

  set(on) {
    this.on = on;
    for (const watcher of this.watchers) watcher(on);
  }

  /** Call back now and after every change. */
  watch(watcher) {
    this.watchers.push(watcher);
    watcher(this.on);
  }
}
