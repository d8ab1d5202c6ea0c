// Reads the page to whoever would rather listen, where the browser can speak.
"use strict";

{
  const bar = document.querySelector(".aloud");
  const [read, stop] = bar.querySelectorAll("button");
  const voice = window.speechSynthesis;
  const BLOCKS = "p, li, dt, dd, th, td, h1, h2, h3, h4, label, legend, figcaption, summary, button, div, section";
  const SKIPPED = ".map, [aria-hidden=true], .skip, select, textarea, script, svg";
  const VOICES = { en: "en-GB", zh: "zh-CN" };
  const MOST = 120; // letters in one breath: browsers fall silent in long ones
  let state = "silent";

  function now(next) {
    state = next;
    read.textContent = read.dataset[next];
    stop.hidden = next === "silent";
  }

  function begin() {
    const breaths = inBreaths(piecesOf(document.getElementById("main")));
    breaths.forEach(({ text, language }, number) => {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = language;
      said.rate = 0.9;
      if (number === breaths.length - 1) said.onend = () => now("silent");
      voice.speak(said);
    });
    if (breaths.length) now("reading");
  }

  // What is seen, in the order of the page, each with its language.
  function piecesOf(box) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const pieces = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (!textContent.trim() || parentElement.closest(SKIPPED) || !parentElement.checkVisibility()) continue;
      const block = parentElement.closest(BLOCKS);
      const language = VOICES[parentElement.closest("[lang]").lang.slice(0, 2)] ?? VOICES.zh;
      const last = pieces.at(-1);
      if (last?.block === block && last.language === language) last.text += textContent;
      else pieces.push({ block, language, text: textContent });
    }
    return pieces;
  }

  function inBreaths(pieces) {
    return pieces.flatMap(({ text, language }) => {
      const sentences = text.replace(/\s+/g, " ").match(/[^。！？；.!?;]+[。！？；.!?;]*/g) ?? [];
      return sentences.flatMap((one) => one.trim().match(new RegExp(`.{1,${MOST}}`, "gu")) ?? []).map((one) => ({ text: one, language }));
    });
  }

  function silence() {
    voice.cancel();
    now("silent");
  }

  if (voice && window.SpeechSynthesisUtterance) {
    bar.hidden = false;
    read.addEventListener("click", () => {
      if (state === "silent") return begin();
      voice[state === "reading" ? "pause" : "resume"]();
      now(state === "reading" ? "paused" : "reading");
    });
    stop.addEventListener("click", () => {
      silence();
      read.focus();
    });
    document.addEventListener("steps:shown", silence);
    window.addEventListener("pagehide", silence);
  }
}
