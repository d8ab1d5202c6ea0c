// What every page does in the browser; each page also works without it.
"use strict";

{
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const line = document.getElementById("line");

  function say(what) {
    line.textContent = what ? line.dataset[what] : "";
    line.hidden = !what;
  }

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.look[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeWhatIsOpen();
    if (event.key === "/" && find && !isWriting(event)) {
      event.preventDefault();
      find.focus();
      find.select();
    }
    if (["ArrowDown", "ArrowUp"].includes(event.key) && find?.form.contains(event.target)) walk(event);
  });

  function isWriting(event) {
    const { target } = event;
    return event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function closeWhatIsOpen() {
    for (const open of document.querySelectorAll("details.look[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    if (find?.form.contains(document.activeElement)) {
      found.replaceChildren();
      find.focus();
    }
  }

  // Up and down through what was found; the box itself is the step before the first.
  function walk(event) {
    const steps = [find, ...found.querySelectorAll("a")];
    const here = steps.indexOf(document.activeElement);
    const next = steps[here + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    next?.focus();
  }

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // A select or checkbox of a filter form acts at once where there is script.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto-submit]");
    if (form) form.requestSubmit();
  });

  window.addEventListener("offline", () => say("offline"));
  window.addEventListener("online", () => say(""));
  if (navigator.onLine === false) say("offline");
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:afterOnLoad", () => say(""));
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.xhr.status !== 401) return say("failed");
    say("away");
    const link = document.createElement("a");
    Object.assign(link, { href: detail.xhr.getResponseHeader("X-Sign-In"), target: "_blank", textContent: line.dataset.signIn });
    line.append(" ", link);
  });

  // Signing in elsewhere changes the token; the cookie always has the present one.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const kept = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (kept) detail.headers["X-CSRFToken"] = kept[1];
  });

  // A table wider than the screen is scrolled with the keyboard too, and says what it is; the head
  // of one that fits stays in sight.
  function reachScrolledTables() {
    for (const wrap of document.querySelectorAll(".table-wrap")) {
      wrap.classList.remove("fits");
      const fits = wrap.scrollWidth <= wrap.clientWidth;
      wrap.classList.toggle("fits", fits);
      if (fits || wrap.hasAttribute("tabindex")) continue;
      const heading = wrap.querySelector("caption") || wrap.closest("section")?.querySelector("h2, h3") || document.querySelector("h1");
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "region");
      if (heading) wrap.setAttribute("aria-label", heading.textContent.trim());
    }
  }
  document.addEventListener("DOMContentLoaded", reachScrolledTables);
  document.addEventListener("htmx:afterSettle", reachScrolledTables);
  window.addEventListener("resize", reachScrolledTables);

  // What has to be put right is read first.
  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-first-look]")?.focus());
}
