// The plan's map: who is reached per function, what opens, and locking a space from its popup.
"use strict";

const NEAR = 14; // zoom from which single houses can be told apart

document.addEventListener("DOMContentLoaded", async () => {
  const element = document.getElementById("plan-map");
  if (!element) return;
  const words = fangcunMap.dataOf("map-words");
  const district = await fangcunMap.start(element);
  let plan;
  try {
    plan = await fangcunMap.readJson(element.dataset.mapUrl);
  } catch {
    element.replaceChildren(words.no_answer);
    return;
  }
  const names = new Map(plan.functions.map((each) => [each.code, each[words.language]]));
  const picked = { code: plan.functions[0] && plan.functions[0].code, when: "after" };
  const controls = document.getElementById("map-controls");
  const chooser = document.getElementById("map-function");

  const feature = (properties) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [properties.lon, properties.lat] },
    properties,
  });
  const step = (share) => Math.min(4, Math.floor(share * 5));
  const listed = (codes) => codes.map((code) => names.get(code) || code).join("、");
  const isNear = () => district.map.getZoom() >= NEAR;
  const functionAt = () => plan.functions.findIndex((each) => each.code === picked.code);

  const buildings = district.points(plan.buildings.map(feature), {
    // Seen from afar, houses are specks; from near, circles as large as the people in them.
    styleOf: (building) => {
      const share = building[picked.when][functionAt()];
      const size = Math.min(4, Math.sqrt(building.residents) / 8);
      return {
        fill: `--share-${step(share)}`,
        colour: "--line-strong",
        width: isNear() ? 0.5 : 0,
        opacity: 0.9,
        radius: isNear() ? 2 + size : (share > 0 ? 1.6 : 0.8) + size * 0.35,
      };
    },
    popupOf: (building) =>
      fangcunMap.popup(`${words.building} ${building.id}`, [
        [words.residents, building.residents],
        ...plan.functions.map((each, at) => [
          each[words.language],
          `${Math.round(building.before[at] * 100)}% → ${Math.round(building.after[at] * 100)}%`,
        ]),
      ]),
  });
  const others = district.points(plan.others.map(feature), {
    styleOf: (space) => ({
      shape: "cross",
      fill: space.lock === "must_not_open" ? "--bad" : "--ink-soft",
      colour: "--paper-raised",
      radius: space.lock ? 7 : 5,
    }),
    popupOf: (space) =>
      fangcunMap.popup(
        space.name,
        [[words.area, Math.round(space.area)], [words.floor, space.floor], ...said(space)],
        decisions(space),
      ),
  });
  others.hide();
  const facilities = district.points(plan.facilities.map(feature), {
    styleOf: (facility) => ({
      shape: "square",
      fill: "--ink-soft",
      colour: "--paper-raised",
      radius: 5,
      opacity: facility.functions.includes(picked.code) ? 1 : 0.25,
    }),
    popupOf: (facility) =>
      fangcunMap.popup(facility.name, [
        [words.facility, ""],
        [words.functions, listed(facility.functions)],
      ]),
  });
  const chosen = district.points(plan.chosen.map(feature), {
    styleOf: (space) => ({
      shape: space.kind === "complex" ? "diamond" : "triangle",
      fill: space.lock === "must_not_open" ? "--bad" : "--focus", // no colour of a share
      colour: "--paper-raised",
      width: 1,
      radius: space.kind === "complex" ? 9 : 7,
      opacity: space.functions.includes(picked.code) ? 1 : 0.35,
    }),
    popupOf: (space) => {
      const why = document.createElement("p");
      why.textContent = space.why[words.language];
      return fangcunMap.popup(
        space.name,
        [
          [words.functions, listed(space.functions)],
          [words.cost, (space.cost_fen / 1_000_000).toFixed(1)],
          [words.served, space.served],
          [words.within_reach, space.residents],
          ...said(space),
        ],
        [why, ...decisions(space)],
      );
    },
  });

  function said(space) {
    return space.lock ? [[words[space.lock], ""]] : [];
  }

  function decisions(space) {
    const forms = { lock: document.getElementById("lock-form"), lift: document.getElementById("lift-form") };
    if (!forms.lock) return [];
    const row = document.createElement("div");
    row.className = "buttons";
    const add = (text, form, kind) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = text;
      button.addEventListener("click", () => {
        form.elements.space.value = space.id;
        if (kind) form.elements.kind.value = kind;
        form.requestSubmit();
      });
      row.append(button);
    };
    if (space.lock) add(words.lift, forms.lift);
    if (space.lock !== "must_open") add(words.lock, forms.lock, "must_open");
    if (space.lock !== "must_not_open") add(words.forbid, forms.lock, "must_not_open");
    return [row];
  }

  function restyle() {
    for (const layer of [buildings, facilities, chosen]) layer.restyle();
  }

  district.map.on("zoomend", () => buildings.restyle());
  if (plan.buildings.length) buildings.fit();
  controls.hidden = false;
  picked.code = chooser.value || picked.code;
  chooser.addEventListener("change", () => {
    picked.code = chooser.value;
    restyle();
  });
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("change", (event) => {
    if (event.target.name === "when") {
      picked.when = event.target.value;
      restyle();
    }
    if (event.target.name === "layer") {
      const layer = { buildings, others, facilities }[event.target.value];
      if (event.target.checked) layer.show();
      else layer.hide();
    }
  });
  fangcunMap.legend(document.getElementById("map-legend"), [
    ...[0, 1, 2, 3, 4].map((at) => ({ text: words[`share_${at}`], colour: `--share-${at}`, shape: "circle" })),
    { text: words.complex, colour: "--focus", shape: "diamond" },
    { text: words.interspersed, colour: "--focus", shape: "triangle" },
    { text: words.facility, colour: "--ink-soft", shape: "square" },
    { text: words.other, colour: "--ink-soft", shape: "cross" },
  ]);
  restyle();
});
