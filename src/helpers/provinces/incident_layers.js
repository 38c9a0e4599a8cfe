/* Draws incidents on a Leaflet map: areas coloured by count, a circle a place, a line a road
   segment, lists in popups, and a panel that chooses layers, years and claim statuses.
   The data are read from the page as JSON; text from them becomes text nodes only, never HTML, and only an
   address that keeps to the project's rule becomes a link. */

function drawIncidents(map) {
  const data = JSON.parse(document.getElementById("incidents").textContent);
  const webAddress = new RegExp(data.webAddress, "u");
  map.attributionControl.setPrefix("Leaflet");
  const chosen = { areas: "province", year: new Set(data.years), status: new Set(Object.keys(data.statuses)) };
  const places = L.layerGroup().addTo(map);
  const drawn = new Map(); // place name to its layers
  map.createPane("places").style.zIndex = 450; // above the areas, below tooltips and popups

  const isShown = (incident) => chosen.year.has(incident.year) && chosen.status.has(incident.status);
  const shown = () => data.incidents.filter(isShown);

  // --- building text ---------------------------------------------------------------------------

  function element(tag, parts = [], attributes = {}) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...[parts].flat());
    return node;
  }

  const reported = (count) => `${count} reported incident${count === 1 ? "" : "s"}`;

  function listReports(urls) {
    const host = (url) => url.split(/[/?#]+/)[1];
    const link = (url) => element("a", host(url), { href: url, target: "_blank", rel: "noopener" });
    const links = urls.map((url) => element("li", webAddress.test(url) ? link(url) : url));
    const summary = element("summary", `${urls.length} report${urls.length === 1 ? "" : "s"}`);
    return element("details", [summary, element("ul", links)]);
  }

  function listIncidents(heading, lead, incidents) {
    const items = incidents.map((incident) => {
      const head = element("strong", incident.date);
      const where = ` ${incident.where} (${incident.id})`;
      return element("li", [head, where, element("br"), incident.claim, listReports(incident.urls)]);
    });
    const parts = [element("h2", heading), ...lead.map((line) => element("p", line)), element("ol", items)];
    return element("div", parts, { class: "incidents", tabindex: "-1" });
  }

  // --- mouse, touch and keyboard ---------------------------------------------------------------

  let opener = null; // what the keyboard opened a popup from, so that focus can return to it

  function makeReachable(layer, label, open) {
    layer.bindTooltip(() => element("span", label()), { sticky: true });
    layer.bindPopup(open, { maxWidth: 230, maxHeight: 240, autoPanPaddingTopLeft: [50, 45] });
    const prepare = () => {
      const path = layer.getElement();
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", label());
      path.onfocus = () => path.matches(":focus-visible") && layer.openTooltip();
      path.onblur = () => layer.closeTooltip();
      path.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        opener = path;
        layer.closeTooltip();
        layer.openPopup();
        layer.getPopup().getElement().querySelector(".incidents").focus();
      };
    };
    layer.on("add", prepare);
    if (map.hasLayer(layer)) prepare();
  }

  map.getContainer().addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
  map.on("popupclose", () => {
    if (opener) opener.focus();
    opener = null;
  });

  // --- areas -----------------------------------------------------------------------------------

  function colourOf(count, breaks) {
    if (count === 0) return data.colours[0];
    const index = breaks.findIndex((last) => count <= last);
    return data.colours[index + 1];
  }

  const areaLayers = Object.entries(data.areas).map(([kind, areas]) => [
    kind, L.geoJSON(areas, { style: { fillOpacity: 1, color: "#555555", weight: 1 } }),
  ]);
  const placeNames = new Set(data.places.map((place) => place.name));

  for (const [kind, layer] of areaLayers) {
    layer.eachLayer((area) => {
      const name = area.feature.properties.name;
      const within = () => shown().filter((incident) => incident[kind] === name);
      const widely = () => within().filter((incident) => !placeNames.has(incident.place));
      const isPart = kind === "district" ? " located to it" : "";
      const label = () => `${name}: ${reported(within().length)}${isPart}`;
      makeReachable(area, label, () => {
        const lead = [`${within().length - widely().length} at the places and roads drawn.`];
        if (widely().length) lead.push(`${widely().length} known to the ${kind} only, or without coordinates:`);
        return listIncidents(label(), lead, widely());
      });
    });
  }

  function colourAreas() {
    for (const [kind, layer] of areaLayers) {
      const counts = new Map();
      for (const incident of shown()) counts.set(incident[kind], (counts.get(incident[kind]) || 0) + 1);
      const countOf = (feature) => counts.get(feature.properties.name) || 0;
      layer.setStyle((feature) => ({ fillColor: colourOf(countOf(feature), data.breaks[kind]) }));
      if (kind === chosen.areas) layer.addTo(map);
      else layer.remove();
    }
  }

  // --- places and roads ------------------------------------------------------------------------

  for (const place of data.places) {
    const name = place.name;
    const at = () => shown().filter((incident) => incident.place === name);
    const isRoad = place.points.length === 2;
    const main = isRoad
      ? L.polyline(place.points, { color: data.roadColour, weight: 4, dashArray: "8 5", pane: "places" })
      : L.circleMarker(place.points[0], {
          color: "#222222", weight: 1, fillColor: data.placeColour, fillOpacity: 0.85, pane: "places",
        });
    const ring = { radius: place.ring, color: "#222222", weight: 1, dashArray: "3 3", fill: false, interactive: false };
    const layers = place.ring ? [L.circle(place.points[0], ring), main] : [main];
    const label = () => `${name} (${place.precision}): ${reported(at().length)}`;
    const known = isRoad ? "Somewhere on the road between the two places; the line is not its course." : place.known;
    makeReachable(main, label, () => listIncidents(label(), [known], at()));
    drawn.set(name, { main, layers, isRoad, at });
  }

  function drawPlaces() {
    places.clearLayers();
    const counted = [...drawn.values()].map((place) => [place.at().length, place]);
    // Roads first, then circles, the small ones last: what comes later lies on top.
    counted.sort(([one, first], [other, second]) => second.isRoad - first.isRoad || other - one);
    for (const [count, place] of counted) {
      if (count === 0) continue;
      if (!place.isRoad) place.main.setRadius(3 + 2.6 * Math.sqrt(count));
      for (const layer of place.layers) places.addLayer(layer);
    }
  }

  // --- panel and legend ------------------------------------------------------------------------

  const status = element("p", [], { "aria-live": "polite" });

  function choice(type, name, value, label, checked, change) {
    const input = element("input", [], { type, name, value });
    input.checked = checked;
    input.addEventListener("change", () => {
      change(input);
      update();
    });
    return element("label", [input, ` ${label}`]);
  }

  function chooseAny(name, options) {
    return Object.entries(options).map(([value, label]) =>
      choice("checkbox", name, value, label, true, (input) =>
        input.checked ? chosen[name].add(value) : chosen[name].delete(value)));
  }

  const group = (title, choices) => element("fieldset", [element("legend", title), ...choices]);
  const years = Object.fromEntries(data.years.map((year) => [year, year]));
  const areas = { province: "Provinces", district: "Districts", none: "None" };
  const panel = L.control({ position: "topright" });
  panel.onAdd = () => {
    const node = element("details", [
      element("summary", "Layers and filters"),
      group("Areas", Object.entries(areas).map(([value, label]) =>
        choice("radio", "areas", value, label, value === chosen.areas, () => (chosen.areas = value)))),
      group("Places", [choice("checkbox", "places", "places", "Places and roads", true, (input) =>
        input.checked ? places.addTo(map) : places.remove())]),
      group("Year", chooseAny("year", years)),
      group("Claim", chooseAny("status", data.statuses)),
    ], { class: "panel leaflet-bar" });
    node.open = map.getSize().x > 700;
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    return node;
  };
  panel.addTo(map);

  const legend = element("div", [], { class: "legend" });
  map.getContainer().after(legend);

  function swatch(style, label) {
    return element("span", [element("i", [], { style }), label]);
  }

  function drawLegend() {
    const labels = data.labels[chosen.areas] || [];
    const swatches = labels.map((label, index) => swatch(`background: ${data.colours[index]}`, label));
    swatches.push(swatch(`background: ${data.placeColour}; border-radius: 50%`, "place: the larger, the more incidents"));
    swatches.push(swatch(`background: ${data.roadColour}; height: 4px; border: 0; vertical-align: 4px`, "road segment"));
    legend.replaceChildren(element("p", swatches), status, element("p", data.note));
  }

  function update() {
    map.closePopup();
    colourAreas();
    drawPlaces();
    drawLegend();
    const now = shown();
    const unplaced = now.filter((incident) => incident.province === null).length;
    status.textContent = `Shown: ${reported(now.length)} of ${data.incidents.length}, ${unplaced} of them in no province.`;
  }

  update();
  map.invalidateSize(); // the legend has taken room from the map
  map.fitBounds(data.bounds);
}
