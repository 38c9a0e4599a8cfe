/* Provinces coloured by the number of chosen attacks, a circle for each place, a line for each stretch of road. A click
   on any of them chooses it; the filters Province and Place do the same. There is no base map, so nothing is requested. */
"use strict";

class MapView {
  constructor(selection) {
    this.selection = selection;
    const isTouched = matchMedia("(pointer: coarse)").matches; // there one finger scrolls the page, two move the map
    this.map = L.map("map", { zoomSnap: 0.25, scrollWheelZoom: false, dragging: !isTouched });
    this.map.attributionControl.setPrefix("Leaflet").addAttribution("Boundaries: geoBoundaries, CC BY 4.0");
    this.map.zoomControl.setPosition("topright"); // east of the border, where nothing is drawn
    L.control.scale({ imperial: false, position: "topleft" }).addTo(this.map);
    this.map.createPane("places").style.zIndex = 450; // above the provinces, below tooltips
    this.map.createPane("names").style.zIndex = 460;
    this.map.getPane("names").style.pointerEvents = "none";
    this.places = L.layerGroup().addTo(this.map);
    this.names = L.layerGroup().addTo(this.map);
    this.map.fitBounds(selection.data.view);
    this.provinces = this.drawProvinces();
    this.monthScale = this.findMonthScale();
    this.map.on("zoomend moveend resize", () => this.thinNames());
  }

  // --- provinces -----------------------------------------------------------------------------------

  drawProvinces() {
    const known = this.selection.labels.province;
    const provinces = new Map();
    L.geoJSON(this.selection.data.provinces, {
      style: { className: "province", weight: 1, fillOpacity: 1 },
      onEachFeature: ({ properties: { name } }, layer) => {
        provinces.set(name, layer);
        if (!known.has(name)) layer.options.interactive = false;
        else layer.on("click", () => this.selection.toggle("province", name));
      },
    }).addTo(this.map);
    for (const [name, layer] of provinces) if (known.has(name)) this.makeReachable(name, layer);
    return provinces;
  }

  makeReachable(name, layer) {
    const path = layer.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    layer.bindTooltip("", { sticky: true });
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.selection.toggle("province", name);
    });
  }

  colourProvinces() {
    const counts = this.selection.count("province");
    const chosen = this.selection.chosen.province;
    const scale = this.findScale(Math.max(0, ...[...this.provinces.keys()].map((name) => counts.get(name) ?? 0)));
    for (const [name, layer] of this.provinces) {
      const path = layer.getElement();
      const count = counts.get(name) ?? 0;
      path.dataset.class = this.classify(count, scale);
      path.classList.toggle("chosen", chosen.has(name));
      path.classList.toggle("faded", chosen.size > 0 && !chosen.has(name));
      if (!path.hasAttribute("role")) continue;
      const text = `${name}: ${countAttacks(count)}`;
      path.setAttribute("aria-label", text);
      path.setAttribute("aria-pressed", chosen.has(name));
      layer.setTooltipContent(element("span", text));
      if (chosen.has(name)) layer.bringToFront();
    }
    return [counts, scale];
  }

  // --- the scale of colours ------------------------------------------------------------------------

  // The months of a player keep one scale, that of the fullest month of a province.
  findMonthScale() {
    const counts = new Map();
    for (const { first, last, keys } of this.selection.incidents) {
      if (first.slice(0, 7) !== last.slice(0, 7)) continue;
      const cell = `${first.slice(0, 7)} ${keys.province[0]}`;
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return Math.max(0, ...counts.values());
  }

  findScale(largest) {
    const { first, last, data } = this.selection;
    const isOneMonth = first && first.slice(0, 7) === last.slice(0, 7);
    const wanted = isOneMonth ? Math.max(this.monthScale, largest) : largest;
    return data.scales.find((scale) => scale.largest >= wanted) ?? data.scales.at(-1);
  }

  // The last class has the strongest colour, however few classes there are.
  classify(count, { bounds }) {
    const index = bounds.filter((lowest) => count >= lowest).length;
    return index && 3 - bounds.length + index;
  }

  // --- places and roads ----------------------------------------------------------------------------

  drawPlaces() {
    const counts = this.selection.count("place");
    const chosen = this.selection.chosen.place;
    const { shapes } = this.selection;
    const found = [...shapes.keys()].filter((key) => counts.has(key)).map((key) => [counts.get(key), key]);
    const isRoad = (key) => shapes.get(key).type !== "Point";
    found.sort(([one, a], [other, b]) => isRoad(b) - isRoad(a) || other - one); // roads below, small circles on top
    this.places.clearLayers();
    for (const [count, key] of found) {
      const { coordinates } = shapes.get(key);
      const points = isRoad(key) ? coordinates : [coordinates];
      const [first, ...rest] = points.map(([x, y]) => [y, x]);
      const faded = chosen.size && !chosen.has(key) ? " faded" : "";
      const style = { pane: "places", className: `${isRoad(key) ? "road" : "place"}${faded}` };
      const layer = isRoad(key)
        ? L.polyline([first, ...rest], { ...style, weight: 4, dashArray: "8 5" })
        : L.circleMarker(first, { ...style, weight: 1, radius: 3 + 2 * Math.sqrt(count), fillOpacity: 0.9 });
      const text = `${this.selection.labels.place.get(key)}: ${countAttacks(count)}`;
      layer.bindTooltip(() => element("span", text), { sticky: true });
      layer.on("click", () => this.selection.toggle("place", key));
      this.places.addLayer(layer);
    }
    return found.filter(([, key]) => !isRoad(key));
  }

  // --- names, none over another --------------------------------------------------------------------

  writeNames(counts, places) {
    const { data, labels, shapes } = this.selection;
    this.names.clearLayers();
    this.written = [];
    const ranked = data.names.map(({ name, point }) => [counts.get(name) ?? 0, name, point]);
    ranked.sort(([one], [other]) => other - one);
    for (const [count, name, point] of ranked)
      this.addName(point, count ? `${name} ${count}` : name, count ? "" : "none");
    for (const [count, key] of places) {
      const [x, y] = shapes.get(key).coordinates;
      this.addName([y, x], labels.place.get(key), "town").style.marginLeft = `${6 + 2 * Math.sqrt(count)}px`;
    }
    this.thinNames();
  }

  addName(point, text, kind) {
    const html = element("div", text, { class: `name ${kind}` });
    const icon = L.divIcon({ html, iconSize: [0, 0], className: "" });
    this.names.addLayer(L.marker(point, { icon, pane: "names", interactive: false, keyboard: false }));
    this.written.push(html);
    return html;
  }

  /* Hide a name that would lie over one that matters more, or over the edge; that of a province may first give way by
     half its width. */
  thinNames() {
    const kept = [];
    const frame = this.map.getContainer().getBoundingClientRect();
    const isFree = (box) =>
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom &&
      !kept.some(
        (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
      );
    for (const node of this.written ?? []) {
      node.style.translate = "none";
      const { x, y, width, height } = node.getBoundingClientRect();
      const shifts = node.classList.contains("town") ? [0] : [0, -1 / 3, 1 / 3, -1 / 2, 1 / 2];
      const shift = shifts.map((part) => part * width).find((pixels) => isFree(new DOMRect(x + pixels, y, width, height)));
      node.style.visibility = shift === undefined ? "hidden" : "visible";
      if (shift === undefined) continue;
      node.style.translate = `${shift}px`;
      kept.push(new DOMRect(x + shift, y, width, height));
    }
  }

  // --- the whole -----------------------------------------------------------------------------------

  update() {
    const [counts, scale] = this.colourProvinces();
    const places = this.drawPlaces();
    this.writeNames(counts, places);
    this.drawLegend(scale);
  }

  drawLegend(scale) {
    const swatch = (kind, label) => element("span", [element("i", [], { class: kind }), label], { class: "swatch" });
    const classes = scale.labels.map((label, index) => {
      const named = swatch("class", label);
      named.firstChild.dataset.class = index && 3 - scale.bounds.length + index;
      return named;
    });
    const without = this.selection.list().filter(({ keys }) => !this.selection.shapes.has(keys.place[0]));
    const unplaced = without.filter(({ keys }) => keys.province[0] === "none").length;
    const notes = [];
    if (without.length > unplaced)
      notes.push(`Known only to a province or district, so shaded there but without a circle: ${without.length - unplaced}. `);
    if (unplaced) notes.push(`In no known province, so not on the map: ${unplaced}.`);
    document.getElementById("map-legend").replaceChildren(
      element("p", ["Attacks per province: ", ...classes]),
      element("p", [swatch("place", "place: the larger, the more attacks"), swatch("road", "road between two places")]),
      element("p", notes),
    );
  }
}
