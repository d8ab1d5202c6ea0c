// The map of a difference: spaces gained and lost, communities better and worse.
"use strict";

document.addEventListener("DOMContentLoaded", async () => {
  const element = document.getElementById("compare-map");
  if (!element) return;
  const words = fangcunMap.dataOf("map-words");
  const { spaces, communities } = fangcunMap.dataOf("compare-data");
  const district = await fangcunMap.start(element);
  const SAME = 0.0005;
  const verdict = (change) => (change > SAME ? "better" : change < -SAME ? "worse" : "same");
  const FILLS = { better: "--good", worse: "--bad", same: "--paper-sunk" };
  const MARKS = {
    gained: { shape: "triangle", fill: "--good", radius: 9 },
    lost: { shape: "cross", fill: "--bad", radius: 8 },
    kept: { shape: "circle", fill: "--ink-soft", radius: 5 },
  };

  district.areas(
    communities.map(({ cell, ...properties }) => ({ type: "Feature", geometry: cell, properties })),
    {
      styleOf: ({ change }) => ({
        fill: FILLS[verdict(change)],
        colour: "--line",
        opacity: change ? Math.min(0.85, 0.25 + Math.abs(change) * 3) : 0.3,
      }),
      popupOf: ({ name, change }) =>
        fangcunMap.popup(name, [[words.change, (change * 100).toFixed(1)]]),
    },
  );
  district.points(
    spaces.map((properties) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [properties.lon, properties.lat] },
      properties,
    })),
    {
      styleOf: ({ fate }) => ({ ...MARKS[fate], colour: "--paper-raised", width: 1.5, opacity: 1 }),
      popupOf: ({ name, fate }) => fangcunMap.popup(name, [[words[fate], ""]]),
    },
  );
  fangcunMap.legend(document.getElementById("map-legend"), [
    ...["gained", "lost", "kept"].map((fate) => ({
      text: words[fate], colour: MARKS[fate].fill, shape: MARKS[fate].shape,
    })),
    ...["better", "worse", "same"].map((is) => ({ text: words[is], colour: FILLS[is], shape: "area" })),
  ]);
});
