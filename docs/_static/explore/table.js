// The table of the chosen attacks, sorted and cut into pages by DataTables.
"use strict";

class TableView {
  constructor(selection) {
    this.selection = selection;
    this.kept = new Set(selection.incidents.map(({ id }) => id));
    this.table = new DataTable("#incident-table", {
      autoWidth: false,
      lengthMenu: [25, 100, -1],
      layout: { topStart: "info", topEnd: null, bottomStart: "pageLength", bottomEnd: "paging" },
      language: {
        info: "_START_ to _END_ of _TOTAL_ attacks",
        infoEmpty: "No attack fits",
        infoFiltered: "",
        lengthMenu: "_MENU_ attacks per page",
        zeroRecords: "No attack fits: take a filter back",
      },
      order: [[1, "asc"], [0, "asc"]],
      pageLength: 25,
    });
    const ids = this.table.rows().nodes().toArray().map((row) => row.cells[0].textContent);
    this.table.search.fixed("selection", (words, cells, index) => this.kept.has(ids[index]));
    this.adoptTheme();
  }

  update() {
    this.kept = new Set(this.selection.list().map(({ id }) => id));
    this.table.draw();
  }

  // DataTables knows dark pages by a class, the theme of the site by an attribute.
  adoptTheme() {
    const page = document.documentElement;
    const adopt = () => page.classList.toggle("dark", page.dataset.theme === "dark");
    new MutationObserver(adopt).observe(page, { attributeFilter: ["data-theme"] });
    adopt();
  }
}
