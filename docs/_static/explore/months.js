/* A bar for each month. Dragging over bars, by mouse or finger, chooses months; so do the two sliders below them, by
   keyboard; the player runs through the months one by one. */
"use strict";

const MILLISECONDS = 900; // per month, when the months are played

class MonthsView {
  constructor(selection) {
    this.selection = selection;
    this.timer = null;
    this.months = selection.data.months;
    this.bars = this.months.map(() => element("span", [], { class: "bar" }));
    this.columns = this.bars.map((bar) => element("div", [bar], { class: "month" }));
    this.chart = element("div", this.columns, { class: "bars" });
    this.scale = element("div", [], { class: "scale", "aria-hidden": "true" });
    this.picture = element("div", [this.scale, this.chart], { class: "months-chart", role: "img" });
    this.sliders = ["First month", "Last month"].map((label) =>
      element("input", [], { type: "range", min: 0, max: this.months.length - 1, "aria-label": label }),
    );
    this.note = element("p", [], { class: "legend" });
    this.period = element("output");
    this.play = element("button", "▶ Play", { type: "button", "aria-label": "Play by month" });
    this.all = element("button", "All months", { type: "button" });
    const years = [...new Set(this.months.map((month) => month.slice(0, 4)))];
    document.getElementById("months").style.setProperty("--months", this.months.length);
    document.getElementById("months").append(
      this.picture,
      element("div", this.sliders, { class: "sliders" }),
      element("div", years.map((year) => this.buildYear(year)), { class: "years", "aria-hidden": "true" }),
      element("div", [this.play, this.all, this.period], { class: "player" }),
      this.note,
    );
    this.letBrush();
    this.letSlide();
    this.play.addEventListener("click", () => (this.timer === null ? this.start() : this.pause()));
    this.all.addEventListener("click", () => this.choose(0, this.months.length - 1));
  }

  buildYear(year) {
    const label = element("span", year);
    label.style.flexGrow = this.months.filter((month) => month.startsWith(year)).length;
    return label;
  }

  // --- choosing ------------------------------------------------------------------------------------

  /* Choose the months from one to another, in either order; all of them leave the dates open. */
  choose(one, other, options) {
    if (options === undefined) this.pause();
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const isAll = first === 0 && last === this.months.length - 1;
    const [year, month] = this.months[last].split("-").map(Number);
    const end = new Date(Date.UTC(year, month, 0)).getUTCDate();
    this.selection.change((selection) => {
      selection.first = isAll ? "" : `${this.months[first]}-01`;
      selection.last = isAll ? "" : `${this.months[last]}-${end}`;
    }, options);
  }

  /* The first and the last month that the dates reach into. */
  find() {
    const { first, last } = this.selection;
    const end = this.months.length - 1;
    const from = first ? this.months.findIndex((month) => month >= first.slice(0, 7)) : 0;
    const to = last ? this.months.findLastIndex((month) => month <= last.slice(0, 7)) : end;
    return [from < 0 ? end : from, to < 0 ? 0 : to];
  }

  /* A mouse chooses when it is pressed. A finger chooses when it moves along the bars or lifts: if it moves up or down,
     it scrolls the page (`touch-action` in the style), which is no choice and ends in "pointercancel". */
  letBrush() {
    let start = null;
    let end = null;
    const at = (event) => {
      const box = this.chart.getBoundingClientRect();
      const index = Math.floor(((event.clientX - box.left) / box.width) * this.months.length);
      return Math.min(Math.max(index, 0), this.months.length - 1);
    };
    const brush = (event) => {
      if (start === null || at(event) === end) return;
      const options = end === null ? undefined : { isStep: false };
      end = at(event);
      this.choose(start, end, options);
    };
    this.chart.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      [start, end] = [at(event), null];
      this.chart.setPointerCapture(event.pointerId);
      if (event.pointerType === "mouse") brush(event);
    });
    this.chart.addEventListener("pointermove", (event) => {
      if (end !== null || at(event) !== start) brush(event);
    });
    this.chart.addEventListener("pointerup", (event) => {
      brush(event);
      start = null;
    });
    this.chart.addEventListener("pointercancel", () => (start = null));
  }

  letSlide() {
    const [first, last] = this.sliders;
    first.addEventListener("input", () => {
      this.pause();
      this.choose(Number(first.value), Math.max(Number(first.value), Number(last.value)), { isStep: false });
    });
    last.addEventListener("input", () => {
      this.pause();
      this.choose(Math.min(Number(first.value), Number(last.value)), Number(last.value), { isStep: false });
    });
  }

  // --- playing -------------------------------------------------------------------------------------

  start() {
    const { first, last } = this.selection;
    this.before = { first, last };
    const [from, to] = this.find();
    this.route = from === to ? [from === this.months.length - 1 ? 0 : from, this.months.length - 1] : [from, to];
    this.play.textContent = "❚❚ Pause";
    this.play.setAttribute("aria-label", "Pause");
    document.getElementById("outcome").setAttribute("aria-live", "off"); // a screen reader would not keep up
    this.step(this.route[0]);
  }

  step(month) {
    if (month > this.route[1]) {
      this.pause();
      this.selection.change((selection) => Object.assign(selection, this.before), { isStep: false });
      return;
    }
    this.choose(month, month, { isStep: false });
    this.timer = setTimeout(() => this.step(month + 1), MILLISECONDS);
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
    this.play.textContent = "▶ Play";
    this.play.setAttribute("aria-label", "Play by month");
    document.getElementById("outcome").setAttribute("aria-live", "polite");
  }

  // --- drawing -------------------------------------------------------------------------------------

  update() {
    const { selection } = this;
    const isDated = ({ first, last }) => first.slice(0, 7) === last.slice(0, 7);
    const listed = selection.list("dates");
    const counts = new Map(this.months.map((month) => [month, 0]));
    for (const { first } of listed.filter(isDated)) counts.set(first.slice(0, 7), counts.get(first.slice(0, 7)) + 1);
    const [from, to] = this.find();
    const largest = Math.max(...counts.values());
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => largest / size <= 4) ?? 1000;
    const top = Math.max(Math.ceil(largest / step), 1) * step;
    this.months.forEach((month, index) => {
      this.bars[index].style.height = `${(100 * counts.get(month)) / top}%`;
      this.columns[index].classList.toggle("chosen", from <= index && index <= to);
      this.columns[index].title = `${selection.writeMonth(index)}: ${countAttacks(counts.get(month))}`;
    });
    this.drawScale(step, top);
    this.describe(counts, largest, from, to);
    const uncertain = selection.list().filter((incident) => !isDated(incident)).length;
    this.note.textContent = uncertain
      ? `${countAttacks(uncertain)} of the selection, not dated to one month, ${uncertain === 1 ? "has" : "have"} no bar.`
      : "";
  }

  drawScale(step, top) {
    const lines = Array.from({ length: top / step + 1 }, (_, number) => number * step);
    this.scale.replaceChildren(
      ...lines.map((count) => {
        const line = element("span", element("b", String(count)));
        line.style.bottom = `${(100 * count) / top}%`;
        return line;
      }),
    );
  }

  describe(counts, largest, from, to) {
    const { selection } = this;
    const [first, last] = [from, to].map((index) => selection.writeMonth(index));
    const isAll = !selection.first && !selection.last;
    this.period.textContent = from === to ? first : `${first} – ${last}`;
    this.all.disabled = isAll;
    const peak = this.months.findIndex((month) => counts.get(month) === largest);
    const most = largest ? `most in ${selection.writeMonth(peak)}: ${largest}` : "none";
    this.picture.setAttribute("aria-label", `Reported attacks per month, ${most}. Chosen: ${this.period.textContent}.`);
    [from, to].forEach((index, number) => {
      this.sliders[number].value = index;
      this.sliders[number].setAttribute("aria-valuetext", selection.writeMonth(index));
    });
  }
}
