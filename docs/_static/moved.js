// Old addresses of incidents, incidents.html#IQC0042, lead on to the incident's page.
"use strict";

const followOldAddress = () => {
  const [incident] = location.hash.match(/(?<=^#)IQC\d+$/) ?? [];
  if (incident) location.replace(`incidents/${incident}.html`);
};
addEventListener("hashchange", followOldAddress);
followOldAddress();
