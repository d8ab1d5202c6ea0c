// What the list says, on a map; and looking from where one stands, if one asks for it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  offerPosition(document.getElementById("my-position"), document.getElementById("position-note"));
  drawPlaces(document.getElementById("map"));
});

function offerPosition(button, note) {
  if (!button || !navigator.geolocation) return;
  const say = (words) => {
    note.textContent = words;
    note.hidden = words === "";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    say(button.dataset.wait);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        // Rounded before it leaves the device: about 100 m.
        const asked = new URLSearchParams(new FormData(button.form));
        asked.delete("where");
        asked.set("spot", `p.${latitude.toFixed(3)},${longitude.toFixed(3)}`);
        location.assign(`${button.dataset.url}?${asked}`);
      },
      () => {
        button.disabled = false;
        say(button.dataset.failed);
      },
      { maximumAge: 60000, timeout: 10000 },
    );
  });
}

async function drawPlaces(element) {
  if (!element || typeof fangcunMap === "undefined") return;
  const { start, popup, link, dataOf } = fangcunMap;
  const { places, here, more, reach } = dataOf("near-places");
  document.getElementById("near-map").hidden = false;
  const [map, areas] = await Promise.all([start(element), fangcunMap.readJson(element.dataset.areasUrl)]);
  drawAreas(map, areas.features, element);
  const lines = (it) => [it.hours, it.way].filter(Boolean).map((words) => {
    const line = document.createElement("p");
    line.textContent = words;
    return line;
  });
  const drawn = map.points(places, {
    styleOf: (it) => ({
      colour: "--ink", width: 1.5, opacity: 0.95,
      fill: it.is_open ? "--good" : "--paper-raised",
      shape: it.is_open ? "circle" : "square", radius: it.is_open ? 9 : 7,
    }),
    popupOf: (it) => popup(it.name, [], [...lines(it), link(more, it.url)]),
  });
  const from = here && map.points([here], {
    styleOf: () => ({ colour: "--ink", fill: "--seal", shape: "diamond", radius: 9, width: 2, opacity: 1 }),
    popupOf: (it) => popup(it.name),
  });
  if (here && reach) drawReach(map, here.geometry.coordinates, reach);
  const box = L.latLngBounds([...places, ...(here ? [here] : [])]
    .map(({ geometry: { coordinates: [lon, lat] } }) => [lat, lon]));
  if (box.isValid()) map.map.fitBounds(box, { padding: [44, 44], maxZoom: 16, animate: false });
  return { drawn, from };
}

// The communities around, so that one knows where one is; their names where there is room.
function drawAreas(map, features, element) {
  map.areas(features, {
    styleOf: () => ({ colour: "--line-strong", fill: "--paper-raised", opacity: 0.75, width: 1 }),
  });
  for (const { geometry, properties } of features) {
    L.tooltip({ permanent: true, direction: "center", className: "map-name", interactive: false })
      .setLatLng(L.geoJSON(geometry).getBounds().getCenter()).setContent(properties.name).addTo(map.map);
  }
  const tell = () => element.classList.toggle("far", map.map.getZoom() < 14);
  map.map.on("zoomend", tell);
  tell();
}

// How far one comes, as the crow flies what the walk makes of it.
function drawReach(map, [lon, lat], metres) {
  L.circle([lat, lon], {
    radius: metres, color: fangcunMap.colour("--seal"), weight: 1.5, dashArray: "6 6", fill: false, interactive: false,
  }).addTo(map.map);
}
