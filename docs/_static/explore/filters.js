// Search, dates and facets; what is chosen, each with a button that takes it back; and how many attacks are left.
"use strict";

const LONG_LIST = 15; // a longer one gets a field of its own that narrows it

class FilterView {
  constructor(selection) {
    this.selection = selection;
    this.form = document.getElementById("filters");
    this.query = document.getElementById("query");
    this.first = document.getElementById("first-day");
    this.last = document.getElementById("last-day");
    this.panel = document.getElementById("filter-panel");
    this.panel.open = innerWidth > 700;
    this.setUpFields();
    this.facets = selection.data.facets.map((facet) => this.buildFacet(facet));
    document.getElementById("facets").append(...this.facets.map(({ box }) => box), this.buildScope());
    this.foldWhenLeft();
  }

  setUpFields() {
    const { selection } = this;
    const { months } = selection.data;
    for (const field of [this.first, this.last]) {
      field.min = `${months[0]}-01`;
      field.max = `${months.at(-1)}-31`;
      field.addEventListener("change", () =>
        selection.change(() => Object.assign(selection, { first: this.first.value, last: this.last.value })),
      );
    }
    this.query.addEventListener("input", () =>
      selection.change(() => (selection.query = this.query.value), { isStep: false }),
    );
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  buildFacet({ name, label, values }) {
    const options = values.map(([key, word]) => {
      const box = element("input", [], { type: "checkbox", name, value: key });
      box.addEventListener("change", () => this.selection.toggle(name, key));
      const left = element("span", [], { class: "left" });
      return { key, word, box, left, line: element("label", [box, element("span", word), left]) };
    });
    const list = element("div", options.map(({ line }) => line), { role: "group", "aria-label": label });
    const choices = element("div", [list], { class: "choices" });
    const facet = { name, options, choices, narrowed: [] };
    if (values.length > LONG_LIST) choices.prepend(this.buildNarrower(facet, label));
    facet.summary = element("summary", label);
    facet.box = element("details", [facet.summary, choices], { class: "facet", name: "facet" });
    facet.label = label;
    facet.box.addEventListener("toggle", () => {
      choices.classList.toggle("to-left", facet.box.getBoundingClientRect().left + choices.offsetWidth > innerWidth - 20);
    });
    return facet;
  }

  buildNarrower(facet, label) {
    const field = element("input", [], { type: "search", placeholder: "find in this list", "aria-label": `Find: ${label}` });
    field.addEventListener("input", () => {
      facet.narrowed = splitWords(field.value);
      this.updateFacet(facet);
    });
    return field;
  }

  buildScope() {
    const { selection } = this;
    this.scope = element("input", [], { type: "checkbox", name: "scope" });
    this.scope.addEventListener("change", () => selection.change(() => (selection.everyScope = this.scope.checked)));
    const others = selection.incidents.filter(({ scope }) => scope !== "core").length;
    const words = ` also ${countAttacks(others)} ${selection.data.scopes.adjacent}`;
    return element("label", [this.scope, words], { class: "scope" });
  }

  // Escape, or a click elsewhere, folds an open facet.
  foldWhenLeft() {
    const fold = (target) => {
      for (const { box, summary } of this.facets) {
        if (!box.open || box.contains(target)) continue;
        box.open = false;
        if (target === null) summary.focus();
      }
    };
    document.addEventListener("click", (event) => fold(event.target));
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && fold(null));
  }

  update() {
    const { selection } = this;
    if (document.activeElement !== this.query) this.query.value = selection.query;
    this.first.value = selection.first;
    this.last.value = selection.last;
    this.scope.checked = selection.everyScope;
    this.facets.forEach((facet) => this.updateFacet(facet));
    this.updateChosen();
    this.updateOutcome();
  }

  updateFacet(facet) {
    const counts = this.selection.count(facet.name);
    const chosen = this.selection.chosen[facet.name];
    for (const { key, word, box, left, line } of facet.options) {
      const count = counts.get(key) ?? 0;
      const words = ` ${splitWords(word).join(" ")}`;
      box.checked = chosen.has(key);
      left.textContent = count;
      line.hidden = !box.checked && (count === 0 || !facet.narrowed.every((start) => words.includes(start)));
    }
    const only = chosen.size === 1 ? this.selection.labels[facet.name].get([...chosen][0]) : `${chosen.size} chosen`;
    facet.summary.textContent = chosen.size ? `${facet.label}: ${only}` : facet.label;
    facet.box.classList.toggle("active", chosen.size > 0);
  }

  updateChosen() {
    const { selection } = this;
    const chips = selection.describe().map(([label, text, takeBack]) => {
      const chip = element("button", `${label}: ${text} ×`, { type: "button", "aria-label": `Remove ${label}: ${text}` });
      chip.addEventListener("click", () => selection.change(takeBack));
      return chip;
    });
    if (chips.length > 1) {
      const clear = element("button", "Clear all", { type: "button", class: "clear" });
      clear.addEventListener("click", () => selection.change(() => selection.empty()));
      chips.push(clear);
    }
    document.getElementById("chosen").replaceChildren(...chips);
  }

  updateOutcome() {
    const { selection } = this;
    const { claimed, wellKnown } = selection.data;
    const kept = selection.list();
    const count = (facet, keys) => kept.filter((incident) => keys.includes(incident.keys[facet][0])).length;
    const all = selection.incidents.filter(({ scope }) => selection.everyScope || scope === "core").length;
    const percent = (part, whole) => `${Math.round((100 * part) / whole)}%`;
    const share = (facet, keys) => `${count(facet, keys)} (${percent(count(facet, keys), kept.length)})`;
    const parts = [element("strong", countAttacks(kept.length)), ` of ${all}`];
    if (kept.length) {
      if (kept.length < all) parts.push(` (${percent(kept.length, all)})`);
      parts.push(`; claimed by a group: ${share("claim", claimed)}`);
      parts.push(`; from two informants or more: ${share("corroboration", wellKnown)}.`);
    } else parts.push(". No attack fits: take a filter back.");
    if (selection.first && selection.last && selection.first > selection.last)
      parts.push(" The first day lies after the last.");
    if (selection.notUnderstood.length)
      parts.push(` The address names what these data do not have: ${selection.notUnderstood.join(", ")}; ignored.`);
    document.getElementById("outcome").replaceChildren(...parts);
  }
}
