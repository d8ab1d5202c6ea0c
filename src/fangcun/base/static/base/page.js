// What every page does in the browser; each page also works without it.
"use strict";

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.look[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.look[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

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

// A table wider than the screen is scrolled with the keyboard too, and says what it is.
function reachScrolledTables() {
  for (const wrap of document.querySelectorAll(".table-wrap")) {
    if (wrap.scrollWidth <= wrap.clientWidth || wrap.hasAttribute("tabindex")) continue;
    const heading = wrap.querySelector("caption") || wrap.closest("section")?.querySelector("h2, h3") || document.querySelector("h1");
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    if (heading) wrap.setAttribute("aria-label", heading.textContent.trim());
  }
}
document.addEventListener("DOMContentLoaded", reachScrolledTables);
window.addEventListener("resize", reachScrolledTables);
