"use strict";
(() => {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const root = document.documentElement, map = document.getElementById("map"), tip = document.getElementById("tip");
  const dots = [...document.querySelectorAll("#dots circle")];
  const picked = document.getElementById("function");
  let when = "after";
  root.classList.add("js");

  const english = () => root.dataset.lang === "en";
  const shade = (percent) => (percent <= 0 ? 0 : 1 + Math.min(3, Math.floor((percent - 1) / 25)));
  function paint() {
    const shares = data[when][picked.value];
    dots.forEach((dot, at) => dot.setAttribute("class", "q" + shade(shares[at])));
  }
  picked.addEventListener("change", paint);
  document.querySelectorAll("[data-when]").forEach((button) => button.addEventListener("click", () => {
    when = button.dataset.when;
    document.querySelectorAll("[data-when]").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    paint();
  }));

  const language = document.getElementById("language");
  language.addEventListener("click", () => {
    root.dataset.lang = english() ? "zh" : "en";
    root.lang = english() ? "en" : "zh-CN";
    language.textContent = english() ? "中文" : "English";
    language.lang = english() ? "zh-CN" : "en";
    picked.querySelectorAll("option").forEach((option) => { option.textContent = option.dataset[root.dataset.lang]; });
  });

  // The map: the window on the drawing moves, marks keep their size.
  const whole = map.viewBox.baseVal, home = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  let view = { ...home };
  function show() {
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    const box = map.getBoundingClientRect(), pixel = Math.max(view.w / box.width, view.h / box.height);
    map.style.setProperty("--k", String(Math.min(pixel, Math.max(pixel * 0.75, pixel ** 0.75))));
    scale(pixel);
  }
  function scale(pixel) {
    const bar = document.getElementById("scale"), metre = Number(bar.dataset.units) / 1000 / pixel;
    const length = [50, 100, 200, 500, 1000, 2000, 5000, 10000].find((m) => m * metre >= 50) || 20000;
    bar.style.width = `${length * metre}px`;
    document.getElementById("scale-text").textContent = length < 1000 ? `${length} m` : `${length / 1000} km`;
  }
  function at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    return [point.x, point.y];
  }
  function zoom(factor, x = view.x + view.w / 2, y = view.y + view.h / 2) {
    const w = Math.min(home.w * 2.5, Math.max(home.w / 60, view.w * factor)), f = w / view.w;
    view = { x: x - (x - view.x) * f, y: y - (y - view.y) * f, w, h: view.h * f };
    show();
  }
  map.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event)); }, { passive: false });
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    if (Number(button.dataset.zoom)) zoom(Number(button.dataset.zoom)); else { view = { ...home }; show(); }
  }));
  map.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) { view.x += (step[0] * view.w) / 10; view.y += (step[1] * view.h) / 10; show(); event.preventDefault(); }
    if (event.key === "+" || event.key === "=") zoom(1 / 1.5);
    if (event.key === "-") zoom(1.5);
  });
  const fingers = new Map();
  map.addEventListener("pointerdown", (event) => { map.setPointerCapture(event.pointerId); fingers.set(event.pointerId, event); });
  map.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) { speak(event); return; }
    const others = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
    const [x0, y0] = at(before), [x1, y1] = at(event);
    if (others.length) {
      const [x, y] = at(others[0]);
      zoom(Math.hypot(x0 - x, y0 - y) / Math.max(1e-6, Math.hypot(x1 - x, y1 - y)), x, y);
    } else { view.x += x0 - x1; view.y += y0 - y1; show(); }
    fingers.set(event.pointerId, event);
  });
  ["pointerup", "pointercancel"].forEach((name) => map.addEventListener(name, (event) => { fingers.delete(event.pointerId); speak(event); }));
  map.addEventListener("pointerleave", () => { tip.hidden = true; });

  function speak(event) {
    const target = document.elementFromPoint(event.clientX, event.clientY);
    const mark = target && target.closest(".mark"), dot = target && target.parentNode.id === "dots" ? dots.indexOf(target) : -1;
    if (!mark && dot < 0) { tip.hidden = true; return; }
    const name = document.createElement("b");
    name.textContent = mark ? mark.dataset.name : `${data.names[data.community[dot]]} ${data.ids[dot]}`;
    tip.replaceChildren(name, mark ? mark.dataset[root.dataset.lang] : about(dot));
    tip.hidden = false;
    const box = map.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    tip.style.left = `${Math.max(6, Math.min(x + 14, box.width - tip.offsetWidth - 6))}px`;
    tip.style.top = `${y + 20 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 20}px`;
  }
  function about(dot) {
    const before = data.before[picked.value][dot], after = data.after[picked.value][dot], people = data.residents[dot];
    const what = picked.selectedOptions[0].textContent;
    return english() ? `${people} residents · ${what}: ${before}% → ${after}% met` : `${people}人 · ${what}：满足${before}% → ${after}%`;
  }

  document.querySelectorAll("[data-find]").forEach((button) => button.addEventListener("click", () => {
    document.querySelectorAll(".mark.lit").forEach((mark) => mark.classList.remove("lit"));
    const mark = [...document.querySelectorAll(".mark")].find((one) => one.dataset.id === button.dataset.find);
    const [x, y] = mark.style.transform.match(/-?[\d.]+/g).map(Number);
    mark.classList.add("lit");
    view = { x: x - home.w / 12, y: y - home.h / 12, w: home.w / 6, h: home.h / 6 };
    show();
    map.scrollIntoView({ block: "center" });
  }));

  // Tables: a click on a heading sorts; a community is one body of two rows and stays together.
  const key = (row, column) => {
    const cell = row.cells[column], text = cell.dataset.sort ?? cell.innerText, number = Number(text.replace(/[,%\s]/g, "").replace("–", "0"));
    return text.trim() !== "" && !Number.isNaN(number) ? number : text;
  };
  document.querySelectorAll("table.sortable").forEach((table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending" || !head.classList.contains("n") && head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const units = table.tBodies.length > 1 ? [...table.tBodies] : [...table.tBodies[0].rows];
        const parent = table.tBodies.length > 1 ? table : table.tBodies[0];
        const keyed = units.map((unit) => [key(unit.rows ? unit.rows[0] : unit, column), unit]);
        keyed.sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN")) * (up ? 1 : -1));
        parent.append(...keyed.map(([, unit]) => unit));
      });
    });
  });
  document.querySelectorAll(".more").forEach((button) => button.addEventListener("click", () => {
    const open = button.closest("tbody").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  }));
  document.getElementById("search").addEventListener("input", (event) => {
    const wanted = event.target.value.trim();
    document.querySelectorAll(".communities tbody").forEach((body) => { body.hidden = wanted !== "" && !body.rows[0].innerText.includes(wanted); });
  });
  window.addEventListener("resize", show);
  show();
})();
