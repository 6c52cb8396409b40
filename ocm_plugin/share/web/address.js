"use strict";
// Filters and view in the page's own address (what follows its "#"), so that a view can be linked. What stands there may
// come from anybody: it is only compared with the page's own choices, or read as numbers within bounds.
(function () {
  const { data } = ocm;
  const LONGEST = 200;
  const WHERE = "at";
  const TEXT = "find";
  const VIEW = "view";
  const facets = new Map(data.facets.map((facet, at) => [facet.name, at]));
  const keys = data.facets.map((facet) => new Map(facet.options.map((option, choice) => [option.key, choice])));

  /** Latitude, longitude and zoom; null when they are not such. */
  function place(text) {
    const parts = (text || "").split(",");
    const numbers = parts.map((part) => (/^-?\d{1,3}(\.\d{1,8})?$/.test(part) ? Number(part) : NaN));
    const [latitude, longitude, zoom] = numbers;
    const isPlace = numbers.length === 3 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 540 && zoom >= 2 && zoom <= 19;
    return isPlace ? { centre: [latitude, longitude], zoom } : null;
  }

  /** What the address asks for; null when it asks for nothing of this page. */
  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const chosen = data.facets.map(() => []);
    let isOurs = said.has(WHERE) || said.has(TEXT) || said.has(VIEW);
    said.forEach((key, name) => {
      const at = facets.get(name);
      const choice = at === undefined ? undefined : keys[at].get(key);
      if (choice === undefined) return;
      isOurs = true;
      chosen[at].push(choice);
    });
    if (!isOurs) return null;
    return { chosen, text: (said.get(TEXT) || "").slice(0, LONGEST), isTable: said.get(VIEW) === "table", place: place(said.get(WHERE)) };
  }

  /** Let the address say what is shown, without a step to go back to. */
  function write(chosen, text, isTable, map) {
    const said = new URLSearchParams();
    chosen.forEach((choices, at) => choices.forEach((choice) => {
      said.append(data.facets[at].name, data.facets[at].options[choice].key);
    }));
    if (text) said.set(TEXT, text.slice(0, LONGEST));
    if (isTable) said.set(VIEW, "table");
    if (map) {
      const centre = map.getCenter();
      said.set(WHERE, `${centre.lat.toFixed(5)},${centre.lng.toFixed(5)},${map.getZoom()}`);
    }
    try {
      history.replaceState(null, "", `#${said}`);
    } catch (error) {
      // Inside other pages a browser may not allow it; the page works all the same.
    }
  }

  ocm.address = { read, write };
})();
