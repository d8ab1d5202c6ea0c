// The clock goes on and the last picture stays, also while there is no network; and a long day's
// menu grows smaller until the wall holds all of it.
"use strict";

{
  const shown = () => document.getElementById("lobby");

  function tick() {
    const { zone } = shown().dataset;
    const how = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
    shown().querySelector("time").textContent = new Date().toLocaleTimeString("zh-CN", how);
  }

  const STEP = 0.04;
  const SMALLEST = 0.5;

  function fit() {
    const page = document.documentElement;
    const isWall = window.innerWidth >= 768;
    let scale = 1;
    page.style.setProperty("--lobby-fit", scale);
    while (isWall && document.body.scrollHeight > window.innerHeight && scale > SMALLEST) {
      scale -= STEP;
      page.style.setProperty("--lobby-fit", scale);
    }
  }

  function sayOld() {
    const old = shown().querySelector(".lobby-old");
    if (!old.hidden) return;
    old.textContent = old.dataset.words.replace("{time}", shown().dataset.at);
    old.hidden = false;
    fit();
  }

  function show() {
    tick();
    fit();
  }

  for (const wrong of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(wrong, sayOld);
  window.addEventListener("offline", sayOld);
  document.addEventListener("htmx:load", show);
  window.addEventListener("resize", fit);
  setInterval(tick, 1000);
  show();
}
