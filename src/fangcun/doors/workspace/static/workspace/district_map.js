// The district at a glance: communities by an indicator, spaces, facilities, projects.
"use strict";

document.addEventListener("DOMContentLoaded", async () => {
  const element = document.getElementById("map");
  if (!element) return;
  const { popup, link, ramp, legend, readJson, dataOf } = fangcunMap;
  const words = dataOf("map-words");
  const { quota, target } = dataOf("map-quota");
  const form = document.getElementById("map-form");
  const switches = document.getElementById("layers");
  const legendList = document.getElementById("legend");
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 });

  const CLASSES = 5;
  const UNKNOWN = "--paper-sunk";
  const SIGNS = {
    complex: { shape: "square", fill: "--seal", radius: 9 },
    interspersed: { shape: "diamond", fill: "--focus", radius: 8 },
    spaces: { shape: "circle", fill: "--paper-raised", radius: 3.5 },
    projects: { shape: "triangle", fill: "--warn", radius: 8 },
  };

  form.classList.add("has-script");
  switches.hidden = false;
  const [map, communities, spaces, facilities, projects] = await Promise.all([
    fangcunMap.start(element),
    ...["communities", "spaces", "facilities", "projects"].map((name) =>
      readJson(element.dataset[`${name}Url`])),
  ]);

  const isOn = (name) => switches.querySelector(`[name="${name}"]`).checked;
  const isElsewhere = ({ subdistrict }) =>
    form.elements.subdistrict.value !== "" && form.elements.subdistrict.value !== subdistrict;
  const isTooSmall = ({ area }) => area < (Number(form.elements.min_area_m2.value) || 0);
  const isShare = (indicator) => indicator.includes("share");
  const shown = (indicator, value) =>
    value === null ? "—"
      : isShare(indicator) ? percent.format(value)
        : indicator === "area" ? `${number.format(value)} ㎡` : number.format(value);
  const filled = (sentence, values) =>
    sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function scale() {
    // Area is measured against the two norms; everything else by fifths of the communities.
    const indicator = form.elements.indicator.value || "elder_share";
    if (indicator === "area" && quota !== null && target !== null) {
      return {
        indicator,
        limits: [quota, target],
        colours: ["--share-0", "--share-2", "--share-4"],
        texts: ["below_quota", "below_target", "on_target"].map((text) =>
          filled(words[text], { quota, target })),
      };
    }
    const values = communities.features.map((feature) => feature.properties[indicator])
      .filter((value) => value !== null).sort((a, b) => a - b);
    const at = (share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
    const bounds = Array.from({ length: CLASSES + 1 }, (_, step) => at(step / CLASSES));
    return {
      indicator,
      limits: bounds.slice(1, -1),
      colours: ramp(CLASSES),
      texts: bounds.slice(1).map((to, step) => filled(words.from_to, {
        from: shown(indicator, bounds[step]), to: shown(indicator, to),
      })),
    };
  }

  let now = scale();

  function styleOfCommunity(community) {
    const value = community[now.indicator];
    const step = now.limits.filter((limit) => value >= limit).length;
    return {
      hidden: !isOn("communities") || isElsewhere(community),
      colour: "--line-strong",
      fill: value === null ? UNKNOWN : now.colours[step],
      opacity: 0.62,
      width: 1,
    };
  }

  function styleOfSign(sign, hidden) {
    return { colour: "--ink", width: 1.25, opacity: 0.95, hidden, ...SIGNS[sign] };
  }

  const layers = {
    communities: map.areas(communities.features, {
      styleOf: styleOfCommunity,
      popupOf: (it) => popup(it.name, [
        [words.residents, number.format(it.residents)],
        [words.households, number.format(it.households)],
        ...["elder_share", "share_65_up", "area"].map((name) => [words[name], shown(name, it[name])]),
        [words.spaces, it.spaces],
        [words.facilities, it.facilities],
      ], [link(words.more, it.url)]),
    }),
    spaces: map.points(spaces.features, {
      styleOf: (it) => styleOfSign("spaces", !isOn("spaces") || isElsewhere(it) || isTooSmall(it)),
      popupOf: (it) => popup(marked(it), [
        [words.community, it.community],
        [words.floor_area, `${number.format(it.area)} ㎡`],
        [words.floor, it.floor],
        [words.access, it.is_step_free ? words.step_free : words.with_steps],
        [words.use, it.use || "—"],
      ], [link(words.more, it.url)]),
    }),
    projects: map.points(projects.features, {
      styleOf: (it) => styleOfSign("projects", !isOn("projects") || isElsewhere(it)),
      popupOf: (it) => popup(it.name, [
        [words.community, it.community], [words.stage, it.stage],
      ], [link(words.more, it.url)]),
    }),
    facilities: map.points(facilities.features, {
      styleOf: (it) => styleOfSign(it.kind, !isOn(it.kind) || isElsewhere(it)),
      popupOf: (it) => popup(marked(it), [
        [words.kind, words[it.kind]],
        [words.community, it.community],
        [words.floor_area, `${number.format(it.area)} ㎡`],
        [words.functions, it.functions.join(words.separator) || "—"],
        [words.operator, it.operator || "—"],
      ], [link(words.more, it.url)]),
    }),
  };

  function marked(it) {
    return it.is_demo && !it.name.includes(words.demo) ? `${it.name}（${words.demo}）` : it.name;
  }

  function drawLegend() {
    legend(legendList, [
      ...now.texts.map((text, step) => ({
        text: step === 0 ? `${words[now.indicator]} ${text}` : text, colour: now.colours[step], shape: "area",
      })),
      ...["complex", "interspersed", "spaces", "projects"].map((sign) => ({
        text: words[sign], colour: SIGNS[sign].fill, shape: SIGNS[sign].shape,
      })),
    ]);
  }

  function redraw() {
    now = scale();
    for (const layer of Object.values(layers)) layer.restyle();
    drawLegend();
  }

  function lookAt() {
    // A link from a record's page asks for one place: ?community=… or ?space=….
    const asked = new URLSearchParams(location.search);
    for (const [layer, key, value] of [
      [layers.spaces, "ref", asked.get("space")],
      [layers.communities, "code", asked.get("community")],
    ]) {
      if (value) layer.open((properties) => properties[key] === value);
    }
  }

  form.addEventListener("change", ({ target: field }) => {
    redraw();
    if (field === form.elements.subdistrict) layers.communities.fit();
  });
  switches.addEventListener("change", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawLegend);
  drawLegend();
  lookAt();
});
