/* Maps: one small helper for every page that shows the district.

   The page brings Leaflet (vendor/leaflet/leaflet.css, leaflet.js), then this file, then its own
   script, all with `defer`, base/map.css, and an element whose data attributes say what is written on the map:

     <div id="map" class="map" role="region" aria-label="…"
          data-boundary-url="…"      GeoJSON of the boundary; left out: no boundary is drawn
          data-sketch-note="示意图"   shown in the corner: the map is a sketch, not a survey
          data-fit-label="全图"       name of the button that shows the whole district again
          data-zoom-in-label="放大" data-zoom-out-label="缩小"
          data-tile-url="" data-tile-note=""></div>   tiles are fetched only if a setting names them

   API, all of it under `fangcunMap`:

     await fangcunMap.start(element)  → district map {map, areas, points, fit, close}
       .map                           the L.Map, for whatever is not covered here
       .areas(features, options)      → layer of polygons, always below the points
       .points(features, options)     → layer of shaped points
           options.styleOf(properties)  → {colour, fill, opacity, shape, radius, width, hidden}
                                          shape: circle | square | diamond | triangle | cross
           options.popupOf(properties)  → a node; see `popup`. Left out: nothing opens
         A layer has .restyle() (asks styleOf again), .show(), .hide(), .features, and
         .open(isWanted)              goes to the first feature that is wanted, opens its popup
         .fit()                       shows what of it is not hidden
       .fit()                         shows the whole district
       .close()                       takes the map away

     fangcunMap.popup(title, rows, nodes)  → node: a heading, [[name, value], …], then nodes
     fangcunMap.link(text, url)            → node
     fangcunMap.colour("--brand")          → what a colour token or CSS colour is in this theme
     fangcunMap.ramp(5)                    → that many colours from pale to strong, one hue
     fangcunMap.legend(list, entries)      fills a <ul class="legend"> with {text, colour, shape}
     fangcunMap.readJson(url)              → the parsed answer; throws where there is none
     fangcunMap.dataOf(id)                 → the parsed <script type="application/json" id=…>

   Features are GeoJSON features. Text only ever becomes text nodes, never markup.
   A visitor who changes the theme of his system gets the new colours at once. */
"use strict";

const fangcunMap = (() => {
  const SHAPES = {
    square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
    triangle: [[0, -1.2], [1.15, 0.9], [-1.15, 0.9]],
    cross: [[-0.4, -1.1], [0.4, -1.1], [0.4, -0.4], [1.1, -0.4], [1.1, 0.4], [0.4, 0.4],
            [0.4, 1.1], [-0.4, 1.1], [-0.4, 0.4], [-1.1, 0.4], [-1.1, -0.4], [-0.4, -0.4]],
  };
  const known = new Map(); // colours asked for before, in this theme
  const CLOSE = 16; // zoom at which single buildings can be told apart
  const FINGER_PX = 6; // a touch this far beside a point still means the point

  function shapedPoint() {
    // Leaflet's canvas draws circles only; a shape of its own is told apart without colour.
    return L.CircleMarker.extend({
      _updatePath() {
        const renderer = this._renderer;
        const corners = SHAPES[this.options.shape];
        if (!corners) return renderer._updateCircle(this);
        if (!renderer._drawing || this._empty()) return undefined;
        const context = renderer._ctx;
        context.beginPath();
        for (const [x, y] of corners) {
          context.lineTo(this._point.x + x * this._radius, this._point.y + y * this._radius);
        }
        context.closePath();
        renderer._fillStroke(context, this);
        return undefined;
      },
    });
  }

  function leafletStyle(style) {
    return {
      color: colour(style.colour || "--line-strong"),
      fillColor: colour(style.fill || style.colour || "--brand"),
      fillOpacity: style.opacity === undefined ? 0.8 : style.opacity,
      weight: style.width === undefined ? 1 : style.width,
      radius: style.radius || 5,
      shape: style.shape || "circle",
    };
  }

  class Layer {
    constructor(map, features, options, draw) {
      this.map = map;
      this.features = features;
      this.options = options;
      this.group = L.layerGroup();
      this.drawn = features.map((feature) => ({ feature, shape: draw(feature) }));
      for (const { feature, shape } of this.drawn) {
        if (options.popupOf) shape.bindPopup(() => options.popupOf(feature.properties));
      }
      this.restyle();
      this.show();
    }

    restyle() {
      for (const { feature, shape } of this.drawn) {
        const style = this.options.styleOf(feature.properties);
        const isShown = this.group.hasLayer(shape);
        if (style.hidden) {
          if (isShown) this.group.removeLayer(shape);
          continue;
        }
        shape.setStyle(leafletStyle(style));
        if (!isShown) this.group.addLayer(shape);
      }
      this.sink();
    }

    open(isWanted) {
      const wanted = this.drawn.find(({ feature }) => isWanted(feature.properties));
      if (!wanted) return;
      const { shape } = wanted;
      if (shape.getBounds) this.map.fitBounds(shape.getBounds(), { maxZoom: CLOSE, animate: false });
      else this.map.setView(shape.getLatLng(), CLOSE, { animate: false });
      shape.openPopup();
    }

    fit() {
      const box = L.latLngBounds([]);
      this.group.eachLayer((shape) => box.extend(shape.getBounds ? shape.getBounds() : shape.getLatLng()));
      if (box.isValid()) this.map.fitBounds(box, { padding: [12, 12], animate: false });
    }

    show() {
      this.group.addTo(this.map);
      this.sink();
    }

    hide() {
      this.group.remove();
    }

    sink() {
      if (!this.options.isBelow || !this.map.hasLayer(this.group)) return;
      this.group.eachLayer((shape) => shape.bringToBack());
    }
  }

  async function start(element) {
    const map = L.map(element, {
      renderer: L.canvas({ tolerance: FINGER_PX, padding: 0.3 }),
      zoomControl: false,
      zoomSnap: 0.25,
      scrollWheelZoom: false,
      attributionControl: false,
    });
    map.setView([0, 0], 1);
    const box = L.latLngBounds([]);
    addControls(map, element, () => fit());
    if (element.dataset.tileUrl) L.tileLayer(element.dataset.tileUrl).addTo(map);
    // The wheel scrolls the page until the visitor has turned to the map.
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const outline = await addBoundary(map, element.dataset.boundaryUrl, box);

    function fit() {
      if (box.isValid()) map.fitBounds(box, { padding: [12, 12], animate: false });
    }
    function layer(features, options, draw) {
      const made = new Layer(map, features, options, draw);
      if (!outline) {
        for (const { shape } of made.drawn) {
          box.extend(shape.getBounds ? shape.getBounds() : shape.getLatLng());
        }
        fit();
      }
      layers.push(made);
      return made;
    }
    const layers = [];
    const Point = shapedPoint();
    const restyleAll = () => {
      known.clear();
      if (outline) outline.setStyle({ color: colour("--ink-soft") });
      for (const each of layers) each.restyle();
    };
    const theme = matchMedia("(prefers-color-scheme: dark)");
    theme.addEventListener("change", restyleAll);
    fit();
    return {
      map,
      fit,
      areas: (features, options) =>
        layer(features, { ...options, isBelow: true }, (feature) =>
          L.geoJSON(feature).getLayers()[0]),
      points: (features, options) =>
        layer(features, options, ({ geometry: { coordinates: [lon, lat] } }) =>
          new Point([lat, lon])),
      close() {
        theme.removeEventListener("change", restyleAll);
        map.remove();
      },
    };
  }

  function addControls(map, element, onFit) {
    const { zoomInLabel, zoomOutLabel, fitLabel, sketchNote, tileUrl, tileNote } = element.dataset;
    L.control.zoom({ zoomInTitle: zoomInLabel || "+", zoomOutTitle: zoomOutLabel || "−" }).addTo(map);
    corner(map, "topleft", () => {
      const button = nodeOf("button", fitLabel || "□");
      button.type = "button";
      button.className = "button quiet map-fit";
      L.DomEvent.disableClickPropagation(button).on(button, "click", onFit);
      return button;
    });
    const notes = [sketchNote, tileUrl && tileNote].filter(Boolean);
    if (notes.length) {
      corner(map, "bottomright", () => {
        const note = nodeOf("span", notes.join(" · "));
        note.className = "map-note";
        return note;
      });
    }
  }

  function corner(map, position, make) {
    const control = L.control({ position });
    control.onAdd = make;
    control.addTo(map);
  }

  async function addBoundary(map, url, box) {
    if (!url) return null;
    const boundary = await readJson(url);
    if (!boundary) return null;
    const outline = L.geoJSON(boundary, {
      interactive: false,
      style: { color: colour("--ink-soft"), weight: 2, fill: false },
    });
    if (!outline.getLayers().length) return null;
    box.extend(outline.getBounds());
    return outline.addTo(map);
  }

  async function readJson(url) {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  function dataOf(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function nodeOf(name, text) {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function link(text, url) {
    const anchor = nodeOf("a", text);
    anchor.href = url;
    return anchor;
  }

  function popup(title, rows = [], nodes = []) {
    const box = nodeOf("div");
    box.className = "map-popup";
    box.append(nodeOf("strong", title));
    const list = nodeOf("dl");
    for (const [name, value] of rows) list.append(nodeOf("dt", name), nodeOf("dd", value));
    if (rows.length) box.append(list);
    box.append(...nodes);
    return box;
  }

  function colour(nameOrColour) {
    if (!known.has(nameOrColour)) known.set(nameOrColour, resolved(nameOrColour));
    return known.get(nameOrColour);
  }

  function resolved(nameOrColour) {
    // A custom property may hold light-dark(…): only a real element knows what that is now.
    const probe = nodeOf("i");
    probe.hidden = true;
    probe.style.color = nameOrColour.startsWith("--") ? `var(${nameOrColour})` : nameOrColour;
    document.body.append(probe);
    const now = getComputedStyle(probe).color;
    probe.remove();
    return now;
  }

  function ramp(count) {
    return Array.from({ length: count }, (_, step) => {
      const strength = Math.round(8 + (80 * step) / Math.max(1, count - 1));
      return `color-mix(in srgb, var(--brand) ${strength}%, var(--paper-raised))`;
    });
  }

  function legend(list, entries) {
    list.replaceChildren(...entries.map(({ text, colour: wanted, shape }) => {
      const item = nodeOf("li");
      const sign = nodeOf("i");
      sign.className = `map-sign ${shape || "circle"}`;
      sign.style.backgroundColor = colour(wanted);
      item.append(sign, text);
      return item;
    }));
  }

  return { start, popup, link, colour, ramp, legend, readJson, dataOf };
})();
