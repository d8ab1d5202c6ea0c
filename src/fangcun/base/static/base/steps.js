// 长辈版: a form shows one question at a time, then all answers once more before they are sent.
// Each child of the form that asks something is a question; several belong together inside
// [data-step="what they ask"]. Without this script the whole form is there, and works.
"use strict";

{
  const words = document.getElementById("steps-words");
  const main = document.getElementById("main");
  const ASKS = "input:not([type=hidden]), select, textarea";
  const ONE = ".field, fieldset, [data-step]";

  class Steps {
    constructor(form) {
      this.form = form;
      this.asked = questionsOf(form);
      this.sending = partsOf(form).filter((part) => part.matches("button, .buttons"));
      this.errors = form.querySelector("[role=alert]");
      this.others = besides(form);
      this.build();
    }

    // The heading that says where one is, the list of answers, the ways on and back.
    build() {
      const parts = words.content.cloneNode(true);
      this.at = parts.querySelector(".step-at");
      this.answers = parts.querySelector(".step-answers");
      this.ways = parts.querySelector(".step-ways");
      [this.back, this.next] = this.ways.children;
      this.form.prepend(this.at);
      (this.sending[0] ?? this.form.lastElementChild).before(this.answers, this.ways);
      this.next.addEventListener("click", () => this.goOn());
      this.back.addEventListener("click", () => history.back());
      this.form.addEventListener("click", (event) => this.toQuestion(event));
      this.form.addEventListener("submit", (event) => this.send(event));
      this.form.noValidate = true; // questions that are not shown could not say what is wrong
    }

    // Where the server found something wrong, or at the first question.
    begin({ focus }) {
      const wrong = this.asked.findIndex(({ part }) => part.matches(".has-error") || part.querySelector(".has-error, .error"));
      this.form.classList.add("stepping");
      this.isBegun = focus;
      history.replaceState({ ...history.state, step: 0 }, "");
      for (let step = 1; step <= wrong; step += 1) history.pushState({ step }, "");
      this.show(Math.max(wrong, 0), { focus });
    }

    show(step, { focus = true } = {}) {
      const all = this.asked.length;
      this.step = step;
      this.asked.forEach(({ parts }, number) => parts.forEach((part) => (part.hidden = number !== step)));
      const isLast = step === all;
      this.at.textContent = isLast ? this.at.dataset.check : said(this.at.dataset.count, step + 1, all);
      this.answers.hidden = !isLast;
      this.next.hidden = isLast;
      this.back.hidden = step === 0;
      for (const part of this.sending) part.hidden = !isLast;
      for (const other of this.others) other.classList.toggle("besides", step > 0 || this.isBegun);
      if (isLast) this.tell();
      if (focus) this.arrive();
    }

    // Back to the page as it was before the form was opened.
    end() {
      this.form.hidden = true;
      for (const other of this.others) other.classList.remove("besides");
    }

    arrive() {
      if (this.errors) this.errors.hidden = true; // it was read; the question says it again
      this.at.focus({ preventScroll: true });
      (main.querySelector("h1") ?? this.at).scrollIntoView({ block: "start" });
      document.dispatchEvent(new CustomEvent("steps:shown"));
    }

    goOn() {
      if (!this.isRight(this.step)) return;
      const step = history.state?.isChecked ? this.asked.length : this.step + 1;
      history.pushState({ step }, "");
      this.show(step);
    }

    // The question answers for itself, in the page's words, and the finger is put on it.
    isRight(step) {
      const { part } = this.asked[step];
      part.querySelectorAll(".error").forEach((old) => old.remove());
      const wrong = [...part.querySelectorAll(ASKS)].find((control) => !control.checkValidity());
      const lacks = part.dataset.stepNeeds && !chosen(part).length;
      part.classList.toggle("has-error", Boolean(wrong || lacks));
      if (!wrong && !lacks) return true;
      const error = document.createElement("p");
      const reason = wrong?.validity.valueMissing ? words.dataset.missing : wrong?.validationMessage;
      Object.assign(error, { className: "error", textContent: lacks ? part.dataset.stepNeeds : reason });
      error.setAttribute("role", "alert");
      part.append(error);
      (wrong ?? part.querySelector(ASKS)).focus();
      return false;
    }

    // All answers, each with a way back to its question.
    tell() {
      this.answers.replaceChildren(
        ...this.asked.flatMap(({ part, label }, step) => {
          const [line, value, change] = ["dt", "dd", "button"].map((tag) => document.createElement(tag));
          line.textContent = label;
          value.textContent = chosen(part).join(words.dataset.and) || words.dataset.nothing;
          Object.assign(change, { type: "button", className: "button quiet", textContent: words.dataset.change });
          change.dataset.toStep = step;
          change.setAttribute("aria-label", `${words.dataset.change} ${label}`);
          value.append(change);
          return [line, value];
        }),
      );
    }

    // From the answers, or from an error that names its field, to the question.
    toQuestion(event) {
      const way = event.target.closest("[data-to-step], [role=alert] a[href^='#']");
      if (!way) return;
      const named = way.hash && document.getElementById(way.hash.slice(1));
      const step = named ? this.asked.findIndex(({ part }) => part.contains(named)) : Number(way.dataset.toStep);
      if (step < 0) return;
      event.preventDefault();
      history.pushState({ step, isChecked: !named }, "");
      this.show(step);
    }

    // Enter goes on; only what was checked is sent.
    send(event) {
      const isLast = this.step === this.asked.length;
      const wrong = isLast ? this.asked.findIndex((_one, step) => !this.isRight(step)) : -1;
      if (isLast && wrong < 0) return;
      event.preventDefault();
      event.stopPropagation();
      if (!isLast) this.goOn();
      else this.show(wrong);
    }
  }

  function partsOf(box) {
    return [...box.children].flatMap((part) =>
      part.matches("div") && !part.matches(ONE) && part.querySelectorAll(ONE).length > 1 ? partsOf(part) : [part],
    );
  }

  // What stands before a question belongs to it; what asks nothing is no question.
  function questionsOf(form) {
    const found = [];
    let before = [];
    for (const part of partsOf(form)) {
      if (part.matches("[type=hidden], [role=alert], button, .buttons")) continue;
      before.push(part);
      if (!part.querySelector(ASKS)) continue;
      found.push({ part, parts: before, label: labelOf(part) });
      before = [];
    }
    found.at(-1)?.parts.push(...before);
    return found;
  }

  function labelOf(part) {
    return part.dataset.step || part.querySelector("legend, label")?.textContent.trim() || "";
  }

  // What stands on the page beside the form, on every level; its title stays.
  function besides(form) {
    const others = [];
    for (let box = form; box !== main; box = box.parentElement) {
      others.push(...[...box.parentElement.children].filter((one) => one !== box && !one.matches("h1, .messages")));
    }
    return others.filter((one) => !one.querySelector("h1"));
  }

  // What was chosen or written in a question, in words.
  function chosen(part) {
    return [...part.querySelectorAll(ASKS)].flatMap((control) => {
      const name = nameOf(control);
      if (/^(checkbox|radio)$/.test(control.type)) return control.checked ? [name] : [];
      if (control.tagName === "SELECT") return [...control.selectedOptions].filter((one) => one.value).map((one) => one.text);
      if (control.type === "number" && part.dataset.step) return Number(control.value) ? [`${name} × ${control.value}`] : [];
      if (control.type === "date" && control.value) return [inWords(control.valueAsDate)];
      return control.value.trim() ? [control.value.trim()] : [];
    });
  }

  function nameOf(control) {
    const label = control.labels?.[0];
    return (label?.querySelector("[data-name]") ?? label)?.textContent.trim() ?? "";
  }

  function inWords(day) {
    const how = { year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: "UTC" };
    return day.toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "zh-CN", how);
  }

  function said(sentence, step, all) {
    return sentence.replace("{step}", step).replace("{all}", all);
  }

  // Beside other things on a page, a form waits behind a button of its own.
  function offer(form, steps) {
    const begin = document.createElement("button");
    Object.assign(begin, { type: "button", className: "button step-begin", textContent: form.dataset.begin || words.dataset.begin });
    begin.addEventListener("click", () => {
      form.hidden = false;
      history.pushState({ step: 0 }, "");
      steps.begin({ focus: true });
      walking = steps;
    });
    form.hidden = true;
    form.before(begin);
    steps.others.push(begin);
  }

  let walking = null;

  window.addEventListener("popstate", ({ state }) => {
    if (Number.isInteger(state?.step)) walking?.show(state.step);
    else walking?.end();
  });

  const sent = main.querySelectorAll("form[method=post]");
  for (const form of sent) {
    if (form.hasAttribute("data-whole") || questionsOf(form).length < 2) continue;
    const steps = new Steps(form);
    const isAlone = sent.length === 1;
    if (isAlone || steps.errors) {
      walking = steps;
      steps.begin({ focus: false });
    } else offer(form, steps);
  }
}
