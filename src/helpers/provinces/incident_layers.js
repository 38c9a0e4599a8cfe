/* Draws incidents on a Leaflet map: areas coloured by count, a circle per place, a line per road segment, names that do
   not cover each other, filters, a player that runs through the months, and a list of what was chosen, beside the map.
   The data are read from the page as JSON; text from them becomes text nodes only, never HTML, and only an
   address that keeps to the project's rule becomes a link. */

function drawIncidents(map) {
  const data = JSON.parse(document.getElementById("incidents").textContent);
  const webAddress = new RegExp(data.webAddress, "u");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const lastMonth = data.months.length - 1;
  const chosen = {
    areas: "province", year: new Set(data.years), status: new Set(Object.keys(data.statuses)),
    from: 0, to: lastMonth, group: "", grade: String(Math.max(data.grades.length - 1, 0)),
  };
  const places = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  map.zoomControl.setPosition("topright"); // east of the border, where nothing is drawn
  map.createPane("places").style.zIndex = 450; // above the areas, below tooltips
  map.createPane("names").style.zIndex = 460;
  map.getPane("names").style.pointerEvents = "none";

  // --- which incidents ---------------------------------------------------------------------------

  // An incident whose day is not known is shown in every month in which it may have happened.
  function isShown(incident) {
    if (incident.status !== null && !chosen.status.has(incident.status)) return false;
    if (incident.grade > Number(chosen.grade)) return false;
    if (chosen.group !== "" && !incident.groups.includes(Number(chosen.group))) return false;
    for (let month = Math.max(incident.first, chosen.from); month <= Math.min(incident.last, chosen.to); month++)
      if (chosen.year.has(data.months[month].slice(0, 4))) return true;
    return false;
  }
  const shown = () => data.incidents.filter(isShown);
  const palette = () => data.colours[dark.matches ? "dark" : "light"];

  // --- building text -----------------------------------------------------------------------------

  function element(tag, parts = [], attributes = {}) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...[parts].flat());
    return node;
  }

  const reported = (count) => `${count} reported ${data.noun}${count === 1 ? "" : "s"}`;
  const link = (text, href) => element("a", text, { href, target: "_blank", rel: "noopener" });

  function listReports(urls) {
    const host = (url) => url.split(/[/?#]+/)[1];
    const links = urls.map((url) => element("li", webAddress.test(url) ? link(host(url), url) : url));
    const summary = element("summary", `${urls.length} report${urls.length === 1 ? "" : "s"}`);
    return element("details", [summary, element("ul", links)]);
  }

  function listIncident(incident) {
    const hasPage = /^IQC\d+$/.test(incident.id);
    const id = hasPage ? link(incident.id, `${data.incidentPage}${incident.id}.html`) : incident.id;
    const known = data.grades[incident.grade];
    const head = [element("strong", incident.date), ` ${incident.where} (`, id, ")"];
    const said = [incident.claim, known].filter(Boolean).join("; ");
    const reports = incident.urls.length ? [listReports(incident.urls)] : [];
    return element("li", [...head, element("br"), said, ...reports]);
  }

  // --- the list beside the map, by mouse, touch and keyboard ---------------------------------------

  const list = element("section", [], { class: "list", tabindex: "0", "aria-label": `Chosen ${data.noun}s` });
  let selected = null; // the path whose incidents are listed
  let relist = null; // what lists them again when the filters have changed

  function clearList() {
    list.replaceChildren(element("p", `Choose an area, a circle or a line: its ${data.noun}s are listed here.`));
    if (selected) selected.classList.remove("selected");
    selected = relist = null;
  }

  function showList(path, describe) {
    if (selected) selected.classList.remove("selected");
    selected = path;
    relist = () => {
      const { heading, lead, incidents } = describe();
      const items = incidents.map(listIncident);
      list.replaceChildren(element("h2", heading), ...lead.map((line) => element("p", line)), element("ol", items));
    };
    path.classList.add("selected");
    relist();
    list.scrollTop = 0;
  }

  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const opener = selected;
    clearList();
    if (opener) opener.focus();
  });

  function makeReachable(layer, describe) {
    const label = () => describe().heading;
    layer.bindTooltip(() => element("span", label()), { sticky: true });
    layer.on("click", () => showList(layer.getElement(), describe));
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
        layer.closeTooltip();
        showList(path, describe);
        list.focus();
      };
    };
    layer.on("add", prepare);
    if (map.hasLayer(layer)) prepare();
    return prepare;
  }

  // --- areas ---------------------------------------------------------------------------------------

  // One month has far fewer attacks than all of them, and classes of its own.
  const classes = () => (data.classes[chosen.areas] || {})[chosen.from === chosen.to ? "month" : "all"];

  // The last class has the strongest colour, however few classes there are.
  function colourOfClass(index, { bounds }) {
    const colours = palette().classes;
    return colours[index === 0 ? 0 : colours.length - 1 - bounds.length + index];
  }

  const colourOf = (count, scale) =>
    colourOfClass(scale.bounds.filter((lowest) => count >= lowest).length, scale);

  const prepares = [];
  const areaLayers = Object.entries(data.areas).map(([kind, areas]) => [
    kind, L.geoJSON(areas, { style: { fillOpacity: 1, weight: 1, className: "area" } }),
  ]);

  for (const [kind, layer] of areaLayers) {
    layer.eachLayer((area) => {
      const name = area.feature.properties.name;
      prepares.push([area, makeReachable(area, () => {
        const incidents = shown().filter((incident) => incident[kind] === name);
        const drawn = incidents.filter((incident) => incident.at !== null).length;
        const others = incidents.length - drawn;
        const lead = [`${drawn} at the places and roads drawn, ${others} known to the ${kind} only.`];
        const heading = `${name}: ${reported(incidents.length)}${kind === "district" ? " located to it" : ""}`;
        return { heading, lead: incidents.length ? lead : [], incidents };
      })]);
    });
  }

  function countAreas(kind) {
    const counts = new Map();
    for (const incident of shown()) counts.set(incident[kind], (counts.get(incident[kind]) || 0) + 1);
    return counts;
  }

  function colourAreas() {
    for (const [kind, layer] of areaLayers) {
      if (kind !== chosen.areas) {
        layer.remove();
        continue;
      }
      const counts = countAreas(kind);
      const fill = (feature) => colourOf(counts.get(feature.properties.name) || 0, classes());
      layer.setStyle((feature) => ({ fillColor: fill(feature) }));
      layer.addTo(map);
    }
  }

  // --- places and roads ----------------------------------------------------------------------------

  const drawn = data.places.map((place, number) => {
    const at = () => shown().filter((incident) => incident.at === number);
    const isRoad = place.points.length > 1;
    const style = { pane: "places", weight: isRoad ? 4 : 1, className: isRoad ? "road" : "place" };
    const main = isRoad
      ? L.polyline(place.points, { ...style, dashArray: "8 5" })
      : L.circleMarker(place.points[0], { ...style, fillOpacity: 0.85 });
    const ring = { radius: place.ring, className: "place", weight: 1, dashArray: "3 3", fill: false, interactive: false };
    const layers = place.ring ? [L.circle(place.points[0], ring), main] : [main];
    prepares.push([main, makeReachable(main, () => {
      const incidents = at();
      const heading = `${place.name} (${place.precision}): ${reported(incidents.length)}`;
      return { heading, lead: [place.known], incidents };
    })]);
    return { name: place.name, main, layers, isRoad, at, point: place.points[0] };
  });

  function drawPlaces() {
    places.clearLayers();
    const counted = drawn.map((place) => [place.at().length, place]).filter(([count]) => count > 0);
    // Roads first, then circles, the small ones last: what comes later lies on top.
    counted.sort(([one, first], [other, second]) => second.isRoad - first.isRoad || other - one);
    for (const [count, place] of counted) {
      place.main.setStyle(place.isRoad ? { color: palette().road } : { fillColor: palette().place });
      if (!place.isRoad) place.main.setRadius(3 + data.circle * Math.sqrt(count));
      for (const layer of place.layers) places.addLayer(layer);
    }
    return counted;
  }

  // --- names, none over another --------------------------------------------------------------------

  function addName(point, text, kind) {
    const html = element("div", text, { class: `name ${kind}` });
    const icon = L.divIcon({ html, iconSize: [0, 0], className: "" });
    names.addLayer(L.marker(point, { icon, pane: "names", interactive: false, keyboard: false }));
    return html;
  }

  let written = [];
  function writeNames(counted) {
    names.clearLayers();
    written = [];
    const areas = data.names[chosen.areas] || [];
    const counts = countAreas(chosen.areas);
    const ranked = areas.map((area) => [counts.get(area.name) || 0, area]).sort(([one], [other]) => other - one);
    const write = ([count, area]) =>
      written.push(addName(area.point, count ? `${area.name} ${count}` : area.name, count ? "area" : "none"));
    ranked.filter(([count]) => count > 0).forEach(write);
    if (map.hasLayer(places))
      for (const [count, place] of counted.filter(([, place]) => !place.isRoad)) {
        const node = addName(place.point, place.name, "town");
        const away = `${6 + data.circle * Math.sqrt(count)}px`;
        node.sides = [`${away}, -50%`, `calc(-100% - ${away}), -50%`, `-50%, ${away}`, `-50%, calc(-100% - ${away})`];
        written.push(node);
      }
    if (chosen.areas === "province") ranked.filter(([count]) => count === 0).forEach(write);
    thinNames();
  }

  function thinNames() {
    const kept = [];
    const isFree = (box) => !kept.some((other) =>
      box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    // A town's name stands to the right of its circle, or to the left, below or above if that is free.
    const fits = (node, side) => {
      node.style.transform = side && `translate(${side})`;
      return isFree(node.getBoundingClientRect());
    };
    for (const node of written) {
      const side = (node.sides || [""]).find((side) => fits(node, side));
      node.style.visibility = side === undefined ? "hidden" : "visible";
      if (side !== undefined) kept.push(node.getBoundingClientRect());
    }
  }
  map.on("moveend zoomend resize", thinNames);

  // --- filters, player and legend ------------------------------------------------------------------

  const status = element("p", [], { "aria-live": "polite", class: "status" });

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

  function chooseOne(label, options, value, change) {
    const items = options.map(([key, text]) => element("option", text, { value: key }));
    const select = element("select", items, { "aria-label": label });
    select.value = value;
    select.addEventListener("change", () => {
      change(select.value);
      update();
    });
    return select;
  }

  const monthName = (index) => {
    const [year, month] = data.months[index].split("-");
    return `${data.monthNames[Number(month) - 1]} ${year}`;
  };
  const months = data.months.map((month, index) => [index, monthName(index)]);
  const first = chooseOne("First month", months, 0, (value) => setMonths(Number(value), Math.max(Number(value), chosen.to)));
  const last = chooseOne("Last month", months, lastMonth, (value) => setMonths(Math.min(chosen.from, Number(value)), Number(value)));
  const groups = [["", "all"], ...data.groups.map((name, index) => [index, name])];
  const grades = data.leastGrades.map((label, index) => [index, label]).reverse();
  const group = (title, choices) => element("fieldset", [element("legend", title), ...choices]);
  const areas = { province: "Provinces", district: "Districts", none: "None" };
  if (!data.areas.district) delete areas.district;
  const perhaps = (options, title, choices) => (options.length ? [group(title, choices())] : []);
  const panel = element("details", [
    element("summary", "Layers and filters"),
    group("Areas", Object.entries(areas).map(([value, label]) =>
      choice("radio", "areas", value, label, value === chosen.areas, () => (chosen.areas = value)))),
    group("Layers", [
      choice("checkbox", "places", "places", "Places and roads", true, (input) =>
        input.checked ? places.addTo(map) : places.remove()),
      choice("checkbox", "names", "names", "Names", true, (input) => (input.checked ? names.addTo(map) : names.remove())),
    ]),
    group("Months", [first, " to ", last]),
    group("Year", chooseAny("year", Object.fromEntries(data.years.map((year) => [year, year])))),
    ...perhaps(data.groups, "Group", () => [chooseOne("Group", groups, "", (value) => (chosen.group = value))]),
    ...perhaps(grades, "Corroboration", () => [
      chooseOne("Corroboration", grades, chosen.grade, (value) => (chosen.grade = value))]),
    ...perhaps(Object.keys(data.statuses), "Claim", () => chooseAny("status", data.statuses)),
  ], { class: "panel" });
  panel.open = window.innerWidth > 700;

  function setMonths(from, to) {
    Object.assign(chosen, { from, to });
    first.value = from;
    last.value = to;
    const isOne = from === to && lastMonth > 0;
    if (isOne) slider.value = from;
    output.textContent = isOne ? monthName(from) : from === 0 && to === lastMonth ? "all months" : "several months";
  }

  let timer = null;
  const play = element("button", "▶ Play", { type: "button", "aria-label": "Play by month" });
  const slider = element("input", [], { type: "range", min: 0, max: Math.max(lastMonth, 0), value: 0, "aria-label": "Month" });
  const output = element("output", "all months");
  const all = element("button", "All", { type: "button", "aria-label": "Show all months" });

  function pause() {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
    play.setAttribute("aria-label", "Play by month");
    status.setAttribute("aria-live", "polite");
  }

  function showMonth(month) {
    setMonths(month, month);
    update();
  }

  function step() {
    if (chosen.from === chosen.to && chosen.to < lastMonth) return showMonth(chosen.to + 1);
    pause();
    setMonths(0, lastMonth);
    update();
  }

  play.addEventListener("click", () => {
    if (timer !== null) return pause();
    play.textContent = "❚❚ Pause";
    play.setAttribute("aria-label", "Pause");
    status.setAttribute("aria-live", "off"); // a screen reader would not keep up
    if (chosen.from !== chosen.to || chosen.to === lastMonth) showMonth(0);
    timer = setInterval(step, data.milliseconds);
  });
  slider.addEventListener("input", () => {
    pause();
    showMonth(Number(slider.value));
  });
  all.addEventListener("click", () => {
    pause();
    setMonths(0, lastMonth);
    update();
  });

  const player = element("div", [play, slider, output, all], { class: "player" });
  const legend = element("div", [], { class: "legend" });
  map.getContainer().before(panel);
  map.getContainer().after(player, list, legend);

  function swatch(style, label) {
    return element("span", [element("i", [], { style }), label]);
  }

  function drawLegend() {
    const colours = palette();
    const scale = classes();
    const labels = scale ? scale.labels : [];
    const swatches = labels.map((label, index) => swatch(`background: ${colourOfClass(index, scale)}`, label));
    swatches.push(swatch(`background: ${colours.place}; border-radius: 50%`, `town (larger = more ${data.noun}s)`));
    swatches.push(swatch(`background: ${colours.road}; height: 4px; border: 0; vertical-align: 4px`, "road section"));
    legend.replaceChildren(element("p", swatches), status, element("p", data.note));
  }

  function update() {
    colourAreas();
    const counted = drawPlaces();
    for (const [layer, prepare] of prepares) if (map.hasLayer(layer)) prepare();
    writeNames(counted);
    drawLegend();
    if (relist && selected.isConnected) relist();
    else clearList();
    const now = shown();
    const unplaced = now.filter((incident) => incident.province === null).length;
    const doubtful = now.filter((incident) => incident.first < chosen.from || incident.last > chosen.to).length;
    const parts = [`Showing ${now.length} of ${reported(data.incidents.length)}`, `${unplaced} without a single province`];
    if (doubtful) parts.push(`${doubtful} may have happened in another month`);
    status.textContent = `${parts.join(", ")}.`;
  }

  dark.addEventListener("change", update);
  update();
  map.invalidateSize(); // what stands around the map has taken room from it
  map.fitBounds(data.view);
}
