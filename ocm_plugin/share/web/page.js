"use strict";
// The page's own script. Data come from the JSON beside it; station texts only ever become text nodes, never markup.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const columns = data.columns;
  const size = data.size;
  const PAGE = 100;
  const byId = (id) => document.getElementById(id);

  /** The value of a column for one station; text columns hold an index into their different values. */
  function value(name, row) {
    const column = columns[name];
    if (!column) return null;
    if (!column.values) return column[row];
    const index = column.rows[row];
    return index === null ? null : column.values[index];
  }

  function element(tag, text, attributes) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    for (const [name, content] of Object.entries(attributes || {})) made.setAttribute(name, content);
    return made;
  }

  function link(url, text) {
    if (!/^https?:\/\//.test(url || "")) return element("span", text);
    return element("a", text, { href: url, target: "_blank", rel: "noopener noreferrer" });
  }

  // Filters: a station passes a facet when one of its keys is chosen. "Unknown" is a choice like any other.
  const facets = data.facets.map((facet) => ({ ...facet, chosen: new Set(facet.options.map((option) => option.key)) }));
  const keys = facets.map((facet) => {
    const found = new Array(size);
    for (let row = 0; row < size; row++) {
      const raw = value(facet.column, row);
      const list = raw === null || raw === "" ? [] : facet.many ? String(raw).split(";") : [String(raw)];
      found[row] = list.length ? list : [facet.unknown];
    }
    return found;
  });
  const searched = new Array(size);
  for (let row = 0; row < size; row++) {
    searched[row] = ["name", "town", "address", "postcode"].map((name) => value(name, row) || "").join(" ").toLowerCase();
  }
  let shown = [];
  let page = 0;
  let sorted = { column: null, up: true };

  function passes(row, except) {
    const text = byId("text").value.trim().toLowerCase();
    if (text && !searched[row].includes(text)) return false;
    const operator = byId("operator").value;
    if (operator !== "*" && (value("operator", row) || "") !== operator) return false;
    return facets.every((facet, at) => at === except || keys[at][row].some((key) => facet.chosen.has(key)));
  }

  function buildFilters() {
    facets.forEach((facet) => {
      const group = element("fieldset");
      group.append(element("legend", facet.title));
      facet.options.forEach((option) => {
        const label = element("label", null, { class: "option" });
        const box = element("input", null, { type: "checkbox" });
        box.checked = true;
        box.addEventListener("change", () => {
          if (box.checked) facet.chosen.add(option.key);
          else facet.chosen.delete(option.key);
          update();
        });
        option.box = box;
        option.output = element("output");
        label.append(box);
        if (option.colour) {
          const swatch = element("span", option.hollow ? "?" : "", { class: "swatch", "aria-hidden": "true" });
          swatch.style.background = option.hollow ? "transparent" : option.colour;
          label.append(swatch);
        }
        label.append(element("span", option.label), option.output);
        group.append(label);
      });
      byId("facets").append(group);
    });
    const operators = new Set();
    for (let row = 0; row < size; row++) operators.add(value("operator", row) || "");
    const select = byId("operator");
    select.append(element("option", "All operators", { value: "*" }));
    [...operators].sort((a, b) => a.localeCompare(b)).forEach((name) => {
      select.append(element("option", name || "Unknown operator", { value: name }));
    });
    select.addEventListener("change", update);
    byId("text").addEventListener("input", update);
    byId("reset").addEventListener("click", () => {
      byId("text").value = "";
      select.value = "*";
      facets.forEach((facet) => facet.options.forEach((option) => {
        option.box.checked = true;
        facet.chosen.add(option.key);
      }));
      update();
    });
  }

  // Map: one canvas, as thousands of elements would be slow.
  const map = L.map("map", { preferCanvas: true, worldCopyJump: true, attributionControl: true });
  map.attributionControl.setPrefix("Leaflet");
  map.attributionControl.addAttribution(data.credit);
  if (data.baseMap) {
    L.tileLayer(data.baseMap.url, { maxZoom: 19, attribution: data.baseMap.attribution }).addTo(map);
  }
  const markers = new Array(size);
  function buildMap() {
    const renderer = L.canvas({ padding: 0.3 });
    for (let row = 0; row < size; row++) {
      const code = value("power_class_code", row) || 0;
      const outOfService = ["planned", "not_operational", "removed"].includes(value("status_class", row));
      const known = code > 0 && !outOfService;
      const marker = L.circleMarker([data.latitudes[row], data.longitudes[row]], {
        renderer,
        radius: 5 + code,
        color: known ? "#222" : "#555",
        weight: known ? 1 : 2,
        dashArray: outOfService || value("kw_basis", row) === "import_estimate" ? "3 2" : null,
        fillColor: data.colours[code],
        fillOpacity: known ? 0.9 : 0.05,
      });
      marker.on("click", () => showCard(row));
      marker.bindTooltip(() => element("span", `${value("name", row)} – ${value("power_text", row)}`));
      markers[row] = marker;
    }
    map.fitBounds(L.latLngBounds(markers.map((marker) => marker.getLatLng())).pad(0.05), { maxZoom: 15 });
  }

  function update() {
    const before = new Set(shown);
    shown = [];
    for (let row = 0; row < size; row++) if (passes(row)) shown.push(row);
    const now = new Set(shown);
    before.forEach((row) => { if (!now.has(row)) markers[row].remove(); });
    shown.forEach((row) => { if (!before.has(row)) markers[row].addTo(map); });
    facets.forEach((facet, at) => {
      const counts = new Map();
      for (let row = 0; row < size; row++) {
        if (passes(row, at)) keys[at][row].forEach((key) => counts.set(key, (counts.get(key) || 0) + 1));
      }
      facet.options.forEach((option) => { option.output.textContent = (counts.get(option.key) || 0).toLocaleString("en"); });
    });
    byId("count").textContent = shown.length
      ? `${shown.length.toLocaleString("en")} of ${size.toLocaleString("en")} stations`
      : "No station meets these filters.";
    page = 0;
    sortRows();
    fillTable();
  }

  // Table
  const HEADS = [["name", "Name"], ["max_kw", "Power"], ["n_points", "Points"], ["standards_text", "Connectors"],
    ["access_text", "Access"], ["status_text", "Status"], ["operator", "Operator"], ["town", "Town"]];
  const SHOWN_AS = { max_kw: "power_text", n_points: "points_text" };

  function buildTable() {
    HEADS.forEach(([column, title]) => {
      const head = element("th", null, { scope: "col", "aria-sort": "none" });
      const button = element("button", title, { type: "button" });
      button.addEventListener("click", () => {
        sorted = { column, up: sorted.column === column ? !sorted.up : true };
        [...byId("heads").children].forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
        sortRows();
        fillTable();
      });
      head.append(button);
      byId("heads").append(head);
    });
    byId("previous").addEventListener("click", () => { page -= 1; fillTable(); });
    byId("next").addEventListener("click", () => { page += 1; fillTable(); });
  }

  function sortRows() {
    if (!sorted.column) return;
    const sign = sorted.up ? 1 : -1;
    shown.sort((a, b) => {
      const one = value(sorted.column, a);
      const two = value(sorted.column, b);
      if (one === two) return a - b;
      if (one === null || one === "") return 1; // unknown last, whichever way
      if (two === null || two === "") return -1;
      return sign * (typeof one === "number" ? one - two : String(one).localeCompare(String(two)));
    });
  }

  function fillTable() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    byId("page-number").textContent = `Page ${page + 1} of ${pages}`;
    byId("previous").disabled = page === 0;
    byId("next").disabled = page + 1 >= pages;
    byId("rows").replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map((row) => {
      const line = element("tr");
      HEADS.forEach(([column]) => {
        const text = value(SHOWN_AS[column] || column, row);
        const cell = element("td");
        if (column === "name") {
          const button = element("button", text, { type: "button" });
          button.addEventListener("click", () => showCard(row, button));
          cell.append(button);
        } else {
          cell.textContent = text === null || text === "" ? "Unknown" : text;
        }
        line.append(cell);
      });
      return line;
    }));
  }

  // Card
  let cardOpener = null;
  function showCard(row, opener) {
    cardOpener = opener || null;
    const card = byId("card");
    const close = element("button", "Close", { type: "button", class: "close" });
    close.addEventListener("click", closeCard);
    const power = element("p", `${value("power_text", row)} · ${value("points_text", row)}`, { class: "big" });
    card.replaceChildren(close, element("h2", value("name", row)), power, connectorTable(row), facts(row), links(row), credit(row));
    card.hidden = false;
    card.focus();
  }

  function closeCard() {
    byId("card").hidden = true;
    if (cardOpener) cardOpener.focus();
  }

  function connectorTable(row) {
    const connectors = data.connectors[row];
    if (!connectors.length) return element("p", value("standards_text", row) || "No connectors are known");
    const table = element("table");
    const head = element("tr");
    ["Connector", "Power", "How sure", "How many"].forEach((title) => head.append(element("th", title, { scope: "col" })));
    table.append(head);
    connectors.forEach((at) => {
      const line = element("tr");
      data.connectorTexts[at].forEach((text) => line.append(element("td", text)));
      table.append(line);
    });
    return table;
  }

  function facts(row) {
    const list = element("dl");
    const add = (term, content) => { list.append(element("dt", term)); const dd = element("dd"); dd.append(content); list.append(dd); };
    add("Access", value("access_text", row));
    add("Cost", value("cost_shown", row));
    add("Operator", link(value("operator_url", row), value("operator", row) || "Unknown"));
    add("Status", value("status_text", row));
    add("Address", value("address_text", row) || "Unknown");
    add("Verified", value("verified_text", row));
    return list;
  }

  function links(row) {
    const place = `${data.latitudes[row]},${data.longitudes[row]}`;
    const line = element("p");
    [[value("url_view", row), "View on Open Charge Map"], [value("url_comment", row), "Report a problem"],
      [value("url_photo", row), "Add a photo"],
      [`https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(place)}`, "Directions"]]
      .filter(([url]) => url)
      .forEach(([url, text]) => line.append(link(url, text), " "));
    return line;
  }

  function credit(row) {
    const small = element("small", "Data: ");
    small.append(link(value("provider_url", row), value("provider") === null ? "Unknown data provider" : value("provider", row)));
    small.append(`, through Open Charge Map. ${value("attribution", row) || value("provider_license", row) || "Licence not stated"}`);
    return small;
  }

  // Downloads of what is shown
  function save(name, type, text) {
    const anchor = element("a", null, { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }

  function saveGeoJson() {
    const features = shown.map((row) => ({
      type: "Feature",
      id: value("ocm_id", row),
      geometry: { type: "Point", coordinates: [data.longitudes[row], data.latitudes[row]] },
      properties: Object.fromEntries(data.exported.map((name) => [name, value(name, row)])),
    }));
    save("stations.geojson", "application/geo+json",
      JSON.stringify({ type: "FeatureCollection", attribution: data.creditText, features }));
  }

  function saveCsv() {
    const cell = (content) => {
      if (content === null || content === undefined) return "";
      if (typeof content !== "string") return String(content);
      // A spreadsheet would run a text that begins like a formula.
      const safe = /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
      return `"${safe.replace(/"/g, '""')}"`;
    };
    const lines = [["lon", "lat", ...data.exported].join(",")];
    shown.forEach((row) => lines.push([data.longitudes[row], data.latitudes[row],
      ...data.exported.map((name) => cell(value(name, row)))].join(",")));
    save("stations.csv", "text/csv;charset=utf-8", `\ufeff${lines.join("\r\n")}\r\n`);
  }

  function show(table) {
    document.body.classList.toggle("table", table);
    byId("show-map").setAttribute("aria-pressed", String(!table));
    byId("show-table").setAttribute("aria-pressed", String(table));
    if (!table) map.invalidateSize();
  }

  byId("show-map").addEventListener("click", () => show(false));
  byId("show-table").addEventListener("click", () => show(true));
  byId("save-geojson").addEventListener("click", saveGeoJson);
  byId("save-csv").addEventListener("click", saveCsv);
  byId("print").addEventListener("click", () => window.print());
  document.querySelector(".skip").addEventListener("click", () => show(true));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("card").hidden) closeCard(); });

  buildFilters();
  buildTable();
  buildMap();
  update();
  document.body.dataset.ready = "yes";
})();
