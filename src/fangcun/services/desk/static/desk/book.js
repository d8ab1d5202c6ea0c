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
    const line = form.elements.line;
    const read = document.getElementById("read");
    const unsent = document.getElementById("unsent");
    const said = document.getElementById("said");
    const words = form.dataset;
    const { newKey, fieldsOf } = window.FangcunQueue;
    const tab = sessionStorage.getItem("fangcun-tab") || newKey();
    const queue = new window.FangcunQueue({
      name: QUEUE,
      tokenOf: () => form.elements.csrfmiddlewaretoken.value,
      kept,
      refused: ({ fields }, { errors }) => refused(fields, errors),
      changed: showUnsent,
    });

    sessionStorage.setItem("fangcun-tab", tab);
    adoptDraft();
    showUnsent();
    queue.send();

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

    function save(event) {
      if (!line.value.trim()) return;
      form.elements.written_at.value = new Date().toISOString();
      try {
        queue.add({ url: form.action, fields: fieldsOf(form), key: form.elements.written_key.value });
      } catch {
        return; // no room or no permission to store: the form is sent as it is
      }
      event.preventDefault();
      event.stopPropagation();
      clear();
      queue.send();
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

    function kept({ row, message }) {
      const list = document.getElementById("written-today");
      document.getElementById("nothing-today")?.remove();
      if (row && list) list.insertAdjacentHTML("afterbegin", row);
      said.textContent = message;
    }

    // The server says why not: the words come back into the form, with the reason beside them.
    function refused(fields, errors) {
      if (line.value) return alsoRefused(fields, errors);
      putBack(fields);
      keepDraft();
      showErrors(errors);
      line.focus();
    }

    // Something new is being typed: what was refused waits as a draft of its own.
    function alsoRefused(fields, errors) {
      const name = `${DRAFTS}${Object.fromEntries(fields).book}:${newKey()}`;
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), left: true, fields }));
      said.textContent = errors.map(({ words }) => words).join(" ");
    }

    function showErrors(errors) {
      const list = document.getElementById("line-errors");
      list.replaceChildren(...errors.map(({ words }) => Object.assign(document.createElement("p"), { className: "error", textContent: words })));
      line.setAttribute("aria-invalid", String(errors.length > 0));
    }

    function showUnsent() {
      const count = queue.entries().length;
      unsent.dataset.waiting = count;
      unsent.hidden = !count || queue.isBusy;
      if (unsent.hidden) return;
      unsent.querySelector("[data-count]").textContent = words.unsent.replace("{count}", count);
      unsent.querySelector("[data-signed-out]").hidden = !queue.signedOut;
    }

    // --- what is pressed -------------------------------------------------------------------

    form.addEventListener("submit", save);
    window.addEventListener("pagehide", markLeft);

    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.code !== "KeyN") return;
      event.preventDefault();
      line.focus();
      line.scrollIntoView({ block: "center" });
    });
  }
}
