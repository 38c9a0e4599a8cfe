// Starts the page: reads its data, leads old addresses on, and lets every view follow the selection.
"use strict";

{
  const selection = new IncidentSelection(JSON.parse(document.getElementById("explore-data").textContent));
  const views = [FilterView, MapView, MonthsView, TableView, TakeawayView].map((View) => new View(selection));
  for (const view of views) selection.onChange(() => view.update());

  const followAddress = () => {
    const incident = selection.incidents.find(({ id }) => `#${id}` === location.hash);
    if (incident) location.replace(`incidents/${incident.id}.html`);
    else selection.read();
  };
  addEventListener("popstate", followAddress); // a new address after the hash, too
  followAddress();
}
