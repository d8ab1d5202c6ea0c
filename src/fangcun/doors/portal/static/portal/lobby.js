// The clock goes on and the last picture stays, also while there is no network.
"use strict";

{
  const shown = () => document.getElementById("lobby");

  function tick() {
    const { zone } = shown().dataset;
    const how = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
    shown().querySelector("time").textContent = new Date().toLocaleTimeString("zh-CN", how);
  }

  function sayOld() {
    const old = shown().querySelector(".lobby-old");
    if (!old.hidden) return;
    old.textContent = old.dataset.words.replace("{time}", shown().dataset.at);
    old.hidden = false;
  }

  for (const wrong of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(wrong, sayOld);
  window.addEventListener("offline", sayOld);
  document.addEventListener("htmx:load", tick);
  setInterval(tick, 1000);
  tick();
}
