// The book in the browser: a line that was typed is never lost and never kept twice.
//
// What is stored on this device, and nothing else: the line being typed (a draft, per person and
// book) and lines that were saved here but have not reached the server (the queue). Both hold
// personal data; a draft goes when its line is saved, a queued line when the server has it.
"use strict";

{
  const form = document.getElementById("new-line");
  if (form) start(form);

  function start(form) {
    const PERSON = form.dataset.person;
    const QUEUE = `fangcun-desk:${PERSON}:line:`;
    const DRAFTS = `fangcun-desk:${PERSON}:draft:`;
    const RETRY_MS = 15000;
    const line = form.elements.line;
    const read = document.getElementById("read");
    const unsent = document.getElementById("unsent");
    const said = document.getElementById("said");
    const words = form.dataset;
    const tab = sessionStorage.getItem("fangcun-tab") || newKey();
    let sending = false;
    let signedOut = false;

    sessionStorage.setItem("fangcun-tab", tab);
    adoptDraft();
    showUnsent();
    send();

    // --- the draft -------------------------------------------------------------------------

    function draftName() {
      return `${DRAFTS}${form.elements.book.value}:${tab}`;
    }

    function keepDraft() {
      if (!line.value) return localStorage.removeItem(draftName());
      localStorage.setItem(draftName(), JSON.stringify({ at: Date.now(), fields: fieldsOf(form) }));
    }

    // After a reload this tab finds its own draft; a new tab takes up one that was left behind.
    function adoptDraft() {
      const book = `${DRAFTS}${form.elements.book.value}:`;
      if (line.value) return setAside();
      const names = Object.keys(localStorage).filter((name) => name.startsWith(book));
      const name = names.find((one) => one === draftName()) || names.find((one) => JSON.parse(localStorage.getItem(one)).left);
      if (!name) return;
      putBack(JSON.parse(localStorage.getItem(name)).fields);
      if (name !== draftName()) localStorage.removeItem(name);
      if (name !== draftName()) newLine();
      keepDraft();
      window.addEventListener("load", reread); // htmx listens from then on
    }

    // The page came with a line begun: what was being typed before waits until that is written.
    function setAside() {
      const draft = JSON.parse(localStorage.getItem(draftName()) || "null");
      if (draft && draft.fields.line !== line.value) {
        localStorage.setItem(`${draftName()}-${Date.now()}`, JSON.stringify({ ...draft, left: true }));
        localStorage.removeItem(draftName());
      }
      window.addEventListener("load", reread);
    }

    function markLeft() {
      const draft = JSON.parse(localStorage.getItem(draftName()) || "null");
      if (draft) localStorage.setItem(draftName(), JSON.stringify({ ...draft, left: true }));
    }

    function fieldsOf(form) {
      return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    }

    function putBack(fields) {
      for (const [name, value] of fields) {
        const field = form.elements[name];
        if (field && "value" in field && field.type !== "checkbox") field.value = value;
        else if (name !== "book") addHidden(name, value);
      }
    }

    // A chip that was put right before the chips are there again.
    function addHidden(name, value) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      read.append(field);
    }

    // --- what was read of the line ---------------------------------------------------------

    function reread() {
      form.dispatchEvent(new CustomEvent("reread"));
    }

    function markEdited(name) {
      const edited = new Set(form.elements.edited.value.split(",").filter(Boolean));
      form.elements.edited.value = [...edited.add(name)].join(",");
    }

    form.addEventListener("input", ({ target }) => {
      if (target === line) reread();
      else if (read.contains(target)) markEdited(target.name);
      keepDraft();
    });

    form.addEventListener("change", ({ target }) => {
      if (read.contains(target)) markEdited(target.name);
      if (["category", "caller_phone", "written_on"].includes(target.name)) reread();
      form.elements.written_on.closest(".field").hidden = form.elements.channel.value !== "paper";
    });

    // --- the queue -------------------------------------------------------------------------

    // Each line has an entry of its own, so that two tabs never write over one another's.
    function queued() {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(QUEUE));
      return names.sort();
    }

    function enqueue(fields) {
      localStorage.setItem(`${QUEUE}${Date.now()}:${form.elements.written_key.value}`, JSON.stringify(fields));
      showUnsent();
    }

    function dequeue(name) {
      localStorage.removeItem(name);
      showUnsent();
    }

    function save(event) {
      if (!line.value.trim()) return;
      form.elements.written_at.value = new Date().toISOString();
      try {
        enqueue(fieldsOf(form));
      } catch {
        return; // no room or no permission to store: the form is sent as it is
      }
      event.preventDefault();
      event.stopPropagation();
      clear();
      send();
    }

    function clear() {
      localStorage.removeItem(draftName());
      if (window.htmx) window.htmx.trigger(read, "htmx:abort");
      read.replaceChildren();
      showErrors([]);
      line.value = "";
      form.elements.edited.value = "";
      form.elements.written_at.value = "";
      newLine();
      line.focus();
    }

    function newLine() {
      form.elements.written_key.value = newKey();
    }

    function newKey() {
      if (crypto.randomUUID) return crypto.randomUUID();
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    }

    // One after the other, in the order in which they were written.
    async function send() {
      if (sending) return;
      sending = true;
      try {
        for (let next = queued()[0]; next; next = queued()[0]) {
          if (!(await sendOne(next))) break;
        }
      } finally {
        sending = false;
        showUnsent();
      }
    }

    async function sendOne(name) {
      const fields = JSON.parse(localStorage.getItem(name) || "null");
      if (!fields) return true; // another tab has sent it
      let answer;
      try {
        answer = await fetch(form.action, {
          method: "POST",
          body: new URLSearchParams(fields),
          headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
          redirect: "manual",
        });
      } catch {
        return false; // no network
      }
      signedOut = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
      if (answer.ok) return kept(name, await answer.json());
      if (answer.status === 400) return refused(name, fields, (await answer.json()).errors);
      return false;
    }

    // Signing in again in another tab gives a new token, so it is asked for each time.
    function token() {
      const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      return cookie ? decodeURIComponent(cookie[1]) : form.elements.csrfmiddlewaretoken.value;
    }

    function kept(name, { row, message }) {
      dequeue(name);
      const list = document.getElementById("written-today");
      document.getElementById("nothing-today")?.remove();
      if (row && list) list.insertAdjacentHTML("afterbegin", row);
      said.textContent = message;
      return true;
    }

    // The server says why not: the words come back into the form, with the reason beside them.
    function refused(name, fields, errors) {
      dequeue(name);
      if (line.value) return alsoRefused(fields, errors);
      putBack(fields);
      keepDraft();
      showErrors(errors);
      line.focus();
      return true;
    }

    // Something new is being typed: what was refused waits as a draft of its own.
    function alsoRefused(fields, errors) {
      const name = `${DRAFTS}${Object.fromEntries(fields).book}:${newKey()}`;
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), left: true, fields }));
      said.textContent = errors.map(({ words }) => words).join(" ");
      return true;
    }

    function showErrors(errors) {
      const list = document.getElementById("line-errors");
      list.replaceChildren(...errors.map(({ words }) => Object.assign(document.createElement("p"), { className: "error", textContent: words })));
      line.setAttribute("aria-invalid", String(errors.length > 0));
    }

    function showUnsent() {
      const count = queued().length;
      const busy = sending && !signedOut && navigator.onLine !== false && count === 1;
      unsent.hidden = !count || busy;
      if (unsent.hidden) return;
      unsent.querySelector("[data-count]").textContent = words.unsent.replace("{count}", count);
      unsent.querySelector("[data-signed-out]").hidden = !signedOut;
    }

    // --- when to try again -----------------------------------------------------------------

    form.addEventListener("submit", save);
    window.addEventListener("online", send);
    window.addEventListener("focus", send);
    window.addEventListener("offline", showUnsent);
    window.addEventListener("storage", ({ key }) => key?.startsWith(QUEUE) && showUnsent());
    window.addEventListener("pagehide", markLeft);
    setInterval(send, RETRY_MS);

    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.code !== "KeyN") return;
      event.preventDefault();
      line.focus();
      line.scrollIntoView({ block: "center" });
    });
  }
}
