// What was written in the browser waits here until the server has it: in order, and sent once.
//
// Each entry of the store of this device is one form as it was sent. It holds what people wrote,
// so it goes as soon as the server has answered that it has it, or why not.
"use strict";

window.FangcunQueue = class {
  #sending = false;

  // `name` begins the name of every entry; `tokenOf()` is the token of the page; `changed()` is told
  // of every change. `kept(answer)` and `refused(entry, answer)` say what the server answered.
  constructor({ name, tokenOf, kept, refused, changed, retryMs = 15000 }) {
    Object.assign(this, { name, tokenOf, kept, refused, changed, signedOut: false });
    const send = () => this.send();
    window.addEventListener("online", send);
    window.addEventListener("focus", send);
    window.addEventListener("offline", () => changed());
    window.addEventListener("storage", ({ key }) => key?.startsWith(name) && changed());
    setInterval(send, retryMs);
  }

  static newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // What a form says; the token is asked for when it is sent, since signing in again changes it.
  static fieldsOf(form, button) {
    const fields = [...new FormData(form, button)];
    return fields.filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }

  // Each entry has a name of its own, so that two tabs never write over one another's.
  entries() {
    return Object.keys(localStorage).filter((one) => one.startsWith(this.name)).sort();
  }

  // Throws where there is no room or no permission to store: the form is then sent as it is.
  add({ url, fields, key, kind = "" }) {
    localStorage.setItem(`${this.name}${Date.now()}:${key}`, JSON.stringify({ url, fields, kind }));
    this.changed();
  }

  // Only one is under way and nothing hinders it: nobody need be told.
  get isBusy() {
    return this.#sending && !this.signedOut && navigator.onLine !== false && this.entries().length === 1;
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.entries()[0]; next; next = this.entries()[0]) {
        if (!(await this.#sendOne(next))) break;
      }
    } finally {
      this.#sending = false;
      this.changed();
    }
  }

  async #sendOne(name) {
    const entry = JSON.parse(localStorage.getItem(name) || "null");
    if (!entry) return true; // another tab has sent it
    let answer;
    try {
      answer = await fetch(entry.url, {
        method: "POST",
        body: new URLSearchParams(entry.late ? [...entry.fields, ...entry.late] : entry.fields),
        headers: { "X-CSRFToken": this.#token(), "X-Requested-With": "fetch", Accept: "application/json" },
        redirect: "manual",
      });
    } catch {
      return this.#waits(name, entry); // no network
    }
    this.signedOut = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
    if (!answer.ok && answer.status !== 400) return this.#waits(name, entry);
    const said = await answer.json();
    localStorage.removeItem(name);
    this.changed();
    if (answer.ok) this.kept(said, entry);
    else this.refused(entry, said);
    return true;
  }

  // It did not get through the first time: `lateFields` say so when it does.
  #waits(name, entry) {
    if (this.lateFields && !entry.late && localStorage.getItem(name)) {
      localStorage.setItem(name, JSON.stringify({ ...entry, late: this.lateFields(entry) }));
    }
    return false;
  }

  #token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? decodeURIComponent(cookie[1]) : this.tokenOf();
  }
};
