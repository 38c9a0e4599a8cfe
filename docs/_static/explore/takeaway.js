// The selection to take away: as CSV, GeoJSON or an Excel workbook, as a citation, or as an address.
"use strict";

class TakeawayView {
  constructor(selection) {
    this.selection = selection;
    this.box = document.getElementById("takeaway");
    this.citation = element("textarea", [], { readonly: "", rows: 6, "aria-label": "Citation of this selection" });
    const kinds = { CSV: () => this.writeCsv(), GeoJSON: () => this.writeGeojson(), Excel: () => this.writeWorkbook() };
    this.note = element("span", [], { role: "status", class: "hint" });
    const downloads = Object.entries(kinds).map(([label, write]) => this.buildButton(label, write));
    const cite = element("details", [
      element("summary", "Cite this selection"),
      this.citation,
      this.buildButton("Copy citation", () => this.copy(this.citation.value)),
    ]);
    cite.open = innerWidth > 960; // beside the map there is room
    const address = this.buildButton("Copy link", () => this.copy(this.findAddress()));
    this.box.append(element("p", ["Download: ", ...downloads, " ", address, this.note]), cite);
  }

  buildButton(label, act) {
    const button = element("button", label, { type: "button" });
    button.addEventListener("click", async () => {
      this.note.textContent = "";
      try {
        await act();
      } catch (error) {
        this.note.textContent = ` That failed: ${error.message}`;
      }
    });
    return button;
  }

  update() {
    this.citation.value = this.cite();
    for (const button of this.box.querySelectorAll("p > button")) button.disabled = !this.selection.list().length;
  }

  // --- the files -----------------------------------------------------------------------------------

  /* The cells of an incident as in the processed files, in their order. */
  readCells({ cells }) {
    const { columns, urls } = this.selection.data;
    return cells.map((cell, index) => (columns[index] === "report_urls" ? cell.map((url) => urls[url]).join(" ") : cell));
  }

  writeCsv() {
    const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const lines = [this.selection.data.columns, ...this.selection.list().map((incident) => this.readCells(incident))];
    const text = lines.map((cells) => cells.map((cell) => quote(String(cell ?? ""))).join(",")).join("\n");
    this.save(new Blob([`${text}\n`], { type: "text/csv" }), "csv");
  }

  writeGeojson() {
    const { columns } = this.selection.data;
    const features = this.selection.list().map((incident) => {
      const pairs = this.readCells(incident).map((cell, index) => [columns[index], cell]);
      const properties = Object.fromEntries(pairs.filter(([name]) => name !== "latitude" && name !== "longitude"));
      return { type: "Feature", properties, geometry: this.selection.shapes.get(incident.keys.place[0]) ?? null };
    });
    const collection = { type: "FeatureCollection", citation: this.cite(), features };
    this.save(new Blob([JSON.stringify(collection)], { type: "application/geo+json" }), "geojson");
  }

  async writeWorkbook() {
    await this.loadWriter();
    const { columns } = this.selection.data;
    const head = columns.map((name) => ({ value: name, type: String, fontWeight: "bold" }));
    const writeCell = (cell, index) => {
      if (cell === null) return null;
      if (columns[index].startsWith("date_") && /^\d{4}-/.test(cell))
        return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" };
      return { value: cell, type: typeof cell === "number" ? Number : String };
    };
    const rows = this.selection.list().map((incident) => this.readCells(incident).map(writeCell));
    const about = this.cite().split("\n").map((line) => [{ value: line, type: String, wrap: true }]);
    const blob = await writeXlsxFile([[head, ...rows], about], {
      sheets: ["incidents", "about"],
      columns: [columns.map((name) => ({ width: Math.max(name.length + 2, 12) })), [{ width: 100 }]],
      stickyRowsCount: 1,
    });
    this.save(blob, "xlsx");
  }

  // The library that writes workbooks is loaded when it is first needed.
  loadWriter() {
    this.writer ??= new Promise((resolve, reject) => {
      const script = element("script", [], { src: this.box.dataset.workbook });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error("the part that writes workbooks could not be loaded")));
      document.head.append(script);
    });
    return this.writer;
  }

  save(blob, ending) {
    const { version } = this.selection.data.release;
    const name = `iraq-convoy-incidents-${version}-${this.selection.list().length}-attacks.${ending}`;
    const link = element("a", [], { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.note.textContent = ` Saved: ${name}`;
  }

  // --- citing --------------------------------------------------------------------------------------

  cite() {
    const { selection } = this;
    const { authors, title, version, date, licence } = selection.data.release;
    const filters = selection.describe().map(([label, text]) => `${label}: ${text}`);
    const kept = selection.list().length;
    return [
      `${authors} (${date.slice(-4)}). ${title}. Version ${version}, ${date}. ${licence}.`,
      `Selection: ${countAttacks(kept)}. ${filters.length ? `${filters.join("; ")}.` : "No filter."}`,
      `Selected on ${selection.writeDay(new Date().toISOString().slice(0, 10))}: ${this.findAddress()}`,
    ].join("\n");
  }

  // A page that is opened as a file has no address that others could follow: then only its end is given.
  findAddress() {
    const page = location.protocol === "file:" ? location.pathname.split("/").at(-1) : location.href.split("#")[0];
    const choice = this.selection.write();
    return choice ? `${page}#${choice}` : page;
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.note.textContent = " Copied.";
  }
}
