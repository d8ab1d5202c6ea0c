// The counter in the browser: keys that count, a sum, and sales that are sent once, also later.
"use strict";

{
  const NOT_PUT_BACK = ["csrfmiddlewaretoken", "method", "written_key", "sold_at", "given_out", "day"];
  const till = document.querySelector("[data-till]");
  if (till) start(till);

  function start(till) {
    const sale = document.getElementById("sale");
    const fetchForm = document.getElementById("fetch");
    const said = document.getElementById("said");
    const refused = document.getElementById("refused");
    const unsent = document.getElementById("unsent");
    const sum = document.getElementById("sum");
    const less = document.getElementById("less");
    const guest = document.getElementById("guest");
    let givings = JSON.parse(document.getElementById("givings").textContent);
    const words = till.dataset;
    const keys = [...sale.querySelectorAll(".key")].map((key) => ({ key, count: key.querySelector("input") }));
    const queue = new window.FangcunQueue({
      name: `fangcun-till:${words.person}:${words.kitchen}:`,
      tokenOf: () => sale.elements.csrfmiddlewaretoken.value,
      kept,
      refused: comesBack,
      changed: showUnsent,
    });
    // Handed out while nobody could say whether there was any left: it is written as it was.
    queue.lateFields = ({ kind }) => (kind === "sale" ? [["given_out", "on"]] : []);

    till.classList.add("is-scripted");
    keys.forEach(addButtons);
    document.querySelectorAll("form[data-queued]").forEach((form) => form.addEventListener("submit", keep));
    sale.addEventListener("input", showSum);
    putBack(new URLSearchParams(location.search));
    showUnsent();
    queue.send();

    // --- keys ------------------------------------------------------------------------------

    function addButtons({ key, count }) {
      const name = key.querySelector("b").textContent;
      const row = Object.assign(document.createElement("div"), { className: "key-count" });
      row.append(button("−", `${name} −1`, () => add(count, -1)), count, button("+", `${name} +1`, () => add(count, 1)));
      key.append(row);
      key.querySelector("label").addEventListener("click", (event) => {
        event.preventDefault();
        add(count, 1);
      });
    }

    function button(text, label, act) {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", act);
      return made;
    }

    function add(count, more) {
      count.value = Math.max(0, Number(count.value || 0) + more) || "";
      showSum();
    }

    function showSum() {
      let fen = 0;
      for (const { key, count } of keys) {
        fen += Number(key.dataset.price) * Number(count.value || 0);
        key.classList.toggle("chosen", Number(count.value) > 0);
      }
      sum.textContent = sum.dataset.words.replace("{sum}", yuan(fen));
      const subsidy = subsidyOf(fen);
      less.hidden = !subsidy;
      less.textContent = less.dataset.words.replace("{subsidy}", yuan(subsidy)).replace("{own}", yuan(fen - subsidy));
    }

    // What the server will say once it is sold: an amount, or a share up to a most, for one meal.
    function subsidyOf(fen) {
      const { amount, percent, most } = givings[sale.elements.mode.value] || {};
      if (amount) return Math.min(amount, fen);
      return Math.min(Math.floor((fen * (percent || 0)) / 100), most ?? Infinity);
    }

    function yuan(fen) {
      return (fen / 100).toFixed(fen % 100 ? 2 : 0);
    }

    // --- what is kept and sent ---------------------------------------------------------------

    function keep(event) {
      const form = event.target;
      const kind = form.dataset.queued;
      if (kind === "sale" && !hasChosen()) return nothingChosen(event);
      const at = form.elements.sold_at || form.elements.served_at;
      at.value = new Date().toISOString();
      const fields = window.FangcunQueue.fieldsOf(form, event.submitter);
      try {
        queue.add({ url: form.action, fields, key: window.FangcunQueue.newKey(), kind });
      } catch {
        return; // no room or no permission to store: the form is sent as it is
      }
      event.preventDefault();
      event.stopPropagation();
      refused.replaceChildren();
      if (kind === "sale") nextSale();
      else if (form === fetchForm) form.elements.words.value = "";
      else fetched(form);
      queue.send();
    }

    function nothingChosen(event) {
      event.preventDefault();
      event.stopPropagation();
      showRefused([sale.dataset.nothing]);
    }

    function hasChosen() {
      return keys.some(({ count }) => Number(count.value) > 0);
    }

    // What was fetched is gone from the counter, and so is he, unless he takes something besides.
    function fetched(form) {
      form.closest("article").remove();
      if (!hasChosen()) nextGuest();
    }

    function nextSale() {
      for (const { count } of keys) count.value = "";
      sale.elements.written_key.value = window.FangcunQueue.newKey();
      sale.elements.note.value = "";
      sale.elements.price_class.value = "";
      nextGuest();
    }

    // Whoever comes next pays nobody else's price, from nobody else's card: also without a network.
    function nextGuest() {
      for (const name of ["resident", "card"]) sale.elements[name].value = "";
      document.getElementById("q").value = "";
      guest.textContent = guest.dataset.nobody;
      givings = {};
      till.querySelectorAll("[data-of-guest]").forEach((one) => one.remove());
      for (const { key } of keys) {
        key.dataset.price = key.dataset.forEverybody;
        key.querySelector("[data-price-shown]").textContent = sum.dataset.words.replace("{sum}", yuan(Number(key.dataset.price)));
      }
      for (const link of document.querySelectorAll("a[href*='resident=']")) link.search = link.search.replace(/&resident=\d*/, "");
      history.replaceState(null, "", `?period=${sale.elements.period.value}`);
      showSum();
    }

    function kept({ message, sales, left, go }) {
      if (go) return location.assign(go);
      said.textContent = message;
      document.getElementById("sales").innerHTML = sales;
      for (const [item, count] of Object.entries(left || {})) {
        const shown = till.querySelector(`[data-left="${item}"]`);
        if (shown && count !== null) shown.textContent = shown.textContent.replace(/\d+/, count);
      }
    }

    // The server says why not: the dishes can be put back, with the reason beside them.
    function comesBack(entry, { errors, go }) {
      said.textContent = "";
      if (go && !hasChosen()) return location.assign(go);
      showRefused(errors, entry.kind === "sale" ? entry : null);
    }

    function showRefused(errors, entry) {
      const shown = Object.assign(document.createElement("div"), { className: "message error" });
      shown.append(...errors.map((textContent) => Object.assign(document.createElement("p"), { textContent })));
      if (entry) shown.append(again(entry, shown));
      refused.append(shown);
    }

    function again(entry, shown) {
      const row = Object.assign(document.createElement("div"), { className: "buttons" });
      const back = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: refused.dataset.again });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: refused.dataset.drop });
      back.addEventListener("click", () => {
        shown.remove();
        if (!isOfGuest(entry)) return location.assign(`?${new URLSearchParams(entry.fields)}`);
        putBack(entry.fields);
      });
      drop.addEventListener("click", () => shown.remove());
      row.append(back, drop);
      return row;
    }

    // Somebody else's sale is put back with him: with his prices and his subsidy.
    function isOfGuest({ fields }) {
      const said = Object.fromEntries(fields);
      return ["resident", "card"].every((name) => (said[name] || "") === sale.elements[name].value);
    }

    function putBack(fields) {
      for (const [name, value] of fields) {
        const field = sale.elements[name];
        if (field && !NOT_PUT_BACK.includes(name)) field.value = value;
      }
      showSum();
    }

    function showUnsent() {
      const count = queue.entries().length;
      unsent.dataset.waiting = count;
      unsent.hidden = !count || queue.isBusy;
      if (unsent.hidden) return;
      unsent.querySelector("[data-count]").textContent = words.unsent.replace("{count}", count);
      unsent.querySelector("[data-signed-out]").hidden = !queue.signedOut;
    }
  }
}
