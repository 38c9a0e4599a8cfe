// Lets the table of incidents search, sort, filter and unfold. Without scripts the page reads as it is written.
"use strict";

(() => {
  const sections = new Map();
  for (const section of document.querySelectorAll("section.incident")) {
    sections.set(section.id, section);
    section.tabIndex = -1;
    section.remove();
  }

  const table = new window.DataTable("#incident-table", {
    autoWidth: false,
    lengthMenu: [25, 100, -1],
    layout: { topStart: "info", topEnd: "search", bottomStart: "pageLength", bottomEnd: "paging" },
    language: {
      info: "_START_ to _END_ of _TOTAL_ incidents",
      infoEmpty: "No incident fits",
      infoFiltered: "(of _MAX_)",
      lengthMenu: "_MENU_ incidents a page",
      search: "Search",
      zeroRecords: "No incident fits: clear a filter or the search",
    },
    order: [[1, "asc"], [0, "asc"]],
    pageLength: 25,
  });

  const filters = document.getElementById("incident-filters");
  filters.hidden = false;
  function clear() {
    for (const field of filters.elements) field.value = "";
    table.search("").draw();
  }
  const chosen = (name) => filters.elements[name].value;
  table.search.fixed("filters", (words, cells, index) => {
    const row = table.row(index).node().dataset;
    return (
      (!chosen("first") || row.last >= chosen("first")) &&
      (!chosen("last") || row.first <= chosen("last")) &&
      (!chosen("group") || row.groups.split(";").includes(chosen("group"))) &&
      ["province", "claim", "outcome", "corroboration"].every((name) => !chosen(name) || row[name] === chosen(name))
    );
  });
  filters.addEventListener("input", () => table.draw());
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.querySelector("button").addEventListener("click", clear);

  const find = (id) => table.row((index, data, node) => node.querySelector("a").hash === `#${id}`);
  const mark = (row, open) => row.node().querySelector("a").setAttribute("aria-expanded", open);

  function fold(id) {
    const row = find(id);
    row.child.remove();
    mark(row, false);
    row.node().querySelector("a").focus();
  }

  function unfold(id) {
    const row = find(id);
    if (!row.any()) return;
    const inOrder = () => table.rows({ order: "applied", search: "applied" }).indexes().indexOf(row.index());
    if (inOrder() < 0) clear();
    if (table.page.len() > 0) table.page(Math.floor(inOrder() / table.page.len())).draw(false);
    if (!row.child.isShown()) row.child(sections.get(id), "unfolded").show();
    mark(row, true);
    sections.get(id).focus();
    row.node().scrollIntoView();
  }

  for (const node of table.rows().nodes().toArray()) node.querySelector("a").setAttribute("aria-expanded", false);
  table.on("click", "tbody a[aria-expanded]", (event) => {
    event.preventDefault();
    const id = event.target.hash.slice(1);
    if (find(id).child.isShown()) {
      fold(id);
      history.replaceState(null, "", location.pathname + location.search);
    } else {
      history.pushState(null, "", `#${id}`);
      unfold(id);
    }
  });
  table.on("keydown", "section.incident", (event) => {
    if (event.key === "Escape") fold(event.currentTarget.id);
  });
  const followAddress = () => unfold(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", followAddress);
  if (location.hash) followAddress();

  // DataTables knows dark pages by a class, the theme by an attribute.
  const page = document.documentElement;
  const adoptTheme = () => page.classList.toggle("dark", page.dataset.theme === "dark");
  new MutationObserver(adoptTheme).observe(page, { attributeFilter: ["data-theme"] });
  adoptTheme();
})();
