// Which attacks the reader has chosen, and the address that keeps the choice. Map, months and table all read it here.
"use strict";

class IncidentSelection {
  constructor(data) {
    this.data = data;
    this.listeners = [];
    const column = (name) => data.columns.indexOf(name);
    const [id, scope, first, last] = ["incident_id", "scope", "date_start", "date_end"].map(column);
    this.incidents = data.rows.map((cells, number) => ({
      id: cells[id],
      scope: cells[scope],
      first: cells[first],
      last: cells[last],
      cells,
      number,
      keys: Object.fromEntries(data.facets.map((facet, index) => [facet.name, data.values[number][index]])),
    }));
    this.labels = Object.fromEntries(data.facets.map((facet) => [facet.name, new Map(facet.values)]));
    this.shapes = new Map(Object.entries(data.shapes)); // by place
    this.empty();
  }

  // --- the choice ----------------------------------------------------------------------------------

  empty() {
    this.first = "";
    this.last = "";
    this.query = "";
    this.everyScope = false;
    this.chosen = Object.fromEntries(this.data.facets.map((facet) => [facet.name, new Set()]));
    this.notUnderstood = [];
  }

  /* Change the choice by a function, tell the views, and keep it in the address: as a step that the browser's Back
     undoes, or in place of the last one while the reader still types, brushes or plays. */
  change(how, { isStep = true } = {}) {
    this.notUnderstood = [];
    how(this);
    const address = `#${this.write()}`;
    if (address !== (location.hash || "#")) history[isStep ? "pushState" : "replaceState"](null, "", address);
    this.tell();
  }

  toggle(facet, key) {
    this.change(() => this.chosen[facet].delete(key) || this.chosen[facet].add(key));
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  // --- who fits ------------------------------------------------------------------------------------

  /* The attacks that fit every filter, or every filter but one: "dates", or the name of a facet. */
  list(except = null) {
    const words = splitWords(this.query);
    return this.incidents.filter(
      (incident) =>
        (this.everyScope || incident.scope === "core") &&
        (except === "dates" || this.isInPeriod(incident)) &&
        this.data.facets.every(({ name }) => name === except || this.isChosen(name, incident)) &&
        (!words.length || this.says(incident, words)),
    );
  }

  // Every day on which it may have happened has to lie in the period, as in the notebooks.
  isInPeriod({ first, last }) {
    return (!this.first || first >= this.first) && (!this.last || last <= this.last);
  }

  isChosen(facet, incident) {
    const chosen = this.chosen[facet];
    return !chosen.size || incident.keys[facet].some((key) => chosen.has(key));
  }

  // Each word must begin a word of the text; Arabic takes prefixes, so there it may stand inside one.
  says(incident, words) {
    incident.text ??= ` ${splitWords(this.gatherText(incident)).join(" ")} `;
    return words.every((word) => incident.text.includes(/\p{Script=Arabic}/u.test(word) ? word : ` ${word}`));
  }

  gatherText(incident) {
    const addresses = incident.cells[this.data.columns.indexOf("report_urls")].map((url) => readUrl(this.data.urls[url]));
    const labels = this.data.facets.flatMap(({ name }) => incident.keys[name].map((key) => this.labels[name].get(key)));
    const cells = incident.cells.filter((cell) => typeof cell === "string");
    return [...cells, ...labels, ...addresses, this.data.words[incident.number]].join(" ");
  }

  /* How many attacks each value of a facet would leave, given all other filters. */
  count(facet) {
    const counts = new Map();
    for (const incident of this.list(facet))
      for (const key of incident.keys[facet]) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  // --- in words ------------------------------------------------------------------------------------

  /* What is chosen, as the reader reads it, each with what takes it back. */
  describe() {
    const parts = [];
    if (this.query.trim()) parts.push(["Search", this.query.trim(), () => (this.query = "")]);
    const [from, to] = [this.first, this.last].map((day) => day && this.writeDay(day));
    const dates = from && to ? `${from} – ${to}` : from ? `from ${from}` : `until ${to}`;
    if (from || to) parts.push(["Dates", dates, () => (this.first = this.last = "")]);
    for (const { name, label } of this.data.facets)
      for (const key of this.chosen[name])
        parts.push([label, this.labels[name].get(key), () => this.chosen[name].delete(key)]);
    if (this.everyScope) parts.push(["Also", this.data.scopes.adjacent, () => (this.everyScope = false)]);
    return parts;
  }

  writeDay(day) {
    const [year, month, number] = day.split("-").map(Number);
    return `${number} ${this.data.monthNames[month - 1]} ${year}`;
  }

  writeMonth(index) {
    const [year, month] = this.data.months[index].split("-").map(Number);
    return `${this.data.monthNames[month - 1]} ${year}`;
  }

  // --- the address ---------------------------------------------------------------------------------

  write() {
    const address = new URLSearchParams();
    if (this.query.trim()) address.set("search", this.query.trim());
    if (this.first) address.set("from", this.first);
    if (this.last) address.set("to", this.last);
    for (const { name } of this.data.facets) for (const key of this.chosen[name]) address.append(name, key);
    if (this.everyScope) address.set("scope", "all");
    return String(address);
  }

  /* Read the choice from the address. What it names and the data do not have is kept, to be said. */
  read() {
    this.empty();
    const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      if (name === "search") this.query = value;
      else if (name === "from" && isDay(value)) this.first = value;
      else if (name === "to" && isDay(value)) this.last = value;
      else if (name === "scope" && value === "all") this.everyScope = true;
      else if (Object.hasOwn(this.labels, name) && this.labels[name].has(value)) this.chosen[name].add(value);
      else this.notUnderstood.push(value ? `${name}=${value}` : name);
    }
    this.tell();
  }
}

/* The words of a text without case, accents, hyphens, spellings of alif and the Arabic article. */
function splitWords(text) {
  const letters = text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’‘ʿʾ`ـ]/gu, "");
  const words = letters.replaceAll("ى", "ي").replaceAll("ة", "ه").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.length > 3 && word.startsWith("ال") ? word.slice(2) : word));
}

function readUrl(url) {
  try {
    return decodeURI(url);
  } catch {
    return url; // its escapes are not UTF-8
  }
}

/* Build an element from a tag, its parts and its attributes. Text becomes text nodes, never HTML. */
function element(tag, parts = [], attributes = {}) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...[parts].flat());
  return node;
}

const countAttacks = (number) => `${number} reported attack${number === 1 ? "" : "s"}`;
