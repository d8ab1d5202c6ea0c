// A session that ended in mid-typing loses nothing: what was sent is kept in this tab until the
// same person has signed in again, and then put back; nobody else ever sees it.
"use strict";

{
  const KEPT = "fangcun-kept";
  const person = document.body.dataset.person;
  const here = location.pathname + location.search;

  function fieldsOf(form) {
    const entries = [...form.elements].filter((field) => field.name && !/^(password|file|hidden|submit|button)$/.test(field.type));
    return entries.map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.value]);
  }

  function putBack(form, fields) {
    for (const [name, value, which] of fields) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (typeof value !== "boolean") field.value = value;
        else if (field.value === which) field.checked = value;
      }
    }
  }

  function formsThatWrite() {
    return [...document.querySelectorAll("main form")].filter((form) => form.method === "post");
  }

  document.addEventListener("submit", ({ target }) => {
    const place = formsThatWrite().indexOf(target);
    if (!person || place < 0) return;
    sessionStorage.setItem(KEPT, JSON.stringify({ person, here, place, fields: fieldsOf(target) }));
  });

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    if (!kept) return;
    if (!person) return sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, wasSentAway: true }));
    const isHis = kept.wasSentAway && kept.person === person;
    if (isHis && kept.here !== here) return;
    sessionStorage.removeItem(KEPT);
    const form = isHis && formsThatWrite()[kept.place];
    if (!form) return;
    putBack(form, kept.fields);
    document.dispatchEvent(new CustomEvent("fangcun:say", { detail: "kept" }));
  }
  restore();
}
