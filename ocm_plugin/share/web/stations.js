"use strict";
// The stations of the page and its filters. Their data stand as JSON in the page; texts only ever become text, never markup.
const ocm = {};

(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const collator = new Intl.Collator(data.language, { numeric: true, sensitivity: "base" });

  const text = (column, row) => (column.rows[row] < 0 ? null : column.values[column.rows[row]]);

  /** The value of a field for one station: number, true, false, text, or null for unknown. */
  function value(name, row) {
    if (data.made[name]) return data.made[name] + value("ocm_id", row);
    if (data.texts[name]) return text(data.texts[name], row);
    return data.columns[name] ? data.columns[name][row] : null;
  }

  const number = (count) => count.toLocaleString(data.language);

  /** A text of the page, its places filled. `n` is a number that decides about singular and plural. */
  function say(name, values = {}, n = null) {
    const kept = data.says[name];
    // The rules of plurals look at small numbers and at the last two digits.
    const words = n === null ? kept : kept.forms[kept.cases[n < kept.cases.length ? n : 100 + (n % 100)]];
    return words.replace(/\{(\w+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
  }

  /** What is shown of a station: one of the members of `data.words`; "" when there is nothing to say. */
  const said = (name, row) => text(data.words[name], row) || "";

  // Stations on both sides of the antimeridian are shown side by side: the west is moved behind the widest empty stretch.
  const sorted = [...data.longitudes].sort((a, b) => a - b);
  let split = -Infinity;
  let widest = sorted.length ? sorted[0] + 360 - sorted[sorted.length - 1] : 360;
  for (let at = 1; at < sorted.length; at++) {
    if (sorted[at] - sorted[at - 1] > widest && sorted[at] - sorted[at - 1] > 180) {
      widest = sorted[at] - sorted[at - 1];
      split = sorted[at];
    }
  }
  const places = data.longitudes.map((longitude, row) => [data.latitudes[row], longitude < split ? longitude + 360 : longitude]);

  const searched = places.map((_, row) => `${said("name", row)} ${said("address", row)}`.toLowerCase());

  // Filters. No choice of a filter taken means that it does not count; "unknown" is a choice like any other.
  const chosen = data.facets.map(() => new Set());
  let wanted = "";

  /** The stations that pass all filters, and for each choice how many it would show beside the other filters. */
  function filtered() {
    const shown = [];
    const counts = data.facets.map((facet) => new Array(facet.options.length).fill(0));
    for (let row = 0; row < data.size; row++) {
      if (wanted && !searched[row].includes(wanted)) continue;
      let failed = -1;
      let failures = 0;
      for (let at = 0; at < chosen.length; at++) {
        if (chosen[at].size && !data.facets[at].rows[row].some((choice) => chosen[at].has(choice))) {
          failed = at;
          failures += 1;
        }
      }
      if (!failures) shown.push(row);
      data.facets.forEach((facet, at) => {
        if (!failures || (failures === 1 && failed === at)) facet.rows[row].forEach((choice) => { counts[at][choice] += 1; });
      });
    }
    return { shown, counts };
  }

  Object.assign(ocm, {
    data,
    collator,
    value,
    said,
    places,
    split,
    filtered,
    /** Take or drop one choice of a filter. */
    choose(facet, choice, isChosen) {
      if (isChosen) chosen[facet].add(choice);
      else chosen[facet].delete(choice);
    },
    /** Look for a text in names and addresses. */
    lookFor(words) {
      wanted = words.trim().toLowerCase();
    },
    clear() {
      wanted = "";
      chosen.forEach((choices) => choices.clear());
    },
    number,
    say,
    /** The address of a drawing, for pictures. */
    picture: (svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`,
  });
})();
