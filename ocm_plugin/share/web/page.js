"use strict";
// Everything around the map: filters, table, cards, downloads, printing.
(function () {
  const { data, value, said, number, say } = ocm;
  const PAGE = 100;
  const LONG = 9;
  const VERY_LONG = 25;
  const byId = (id) => document.getElementById(id);
  let shown = [];
  let page = 0;
  let order = { column: "name", up: true };

  /** An element with a text (or none), attributes and children. */
  function element(tag, text, attributes = {}, ...children) {
    const made = document.createElement(tag);
    if (text !== null) made.textContent = text;
    Object.entries(attributes).forEach(([name, content]) => made.setAttribute(name, content));
    made.append(...children);
    return made;
  }

  /** A link, or only its text when the address is not one of the web. */
  function link(url, text) {
    if (!/^https?:\/\//i.test(url || "")) return element("span", text);
    return element("a", text, { href: url, target: "_blank", rel: "noopener noreferrer" });
  }

  const picture = (svg) => element("img", null, { src: ocm.picture(svg), alt: "", width: 22, height: 22 });

  // Filters
  const outputs = [];
  const choices = [];
  function buildFilters() {
    data.facets.forEach((facet, at) => {
      const list = element("div", null, { class: "options" });
      const boxes = facet.options.map((option, choice) => {
        const box = element("input", null, { type: "checkbox" });
        box.addEventListener("change", () => { ocm.choose(at, choice, box.checked); update(); remember(); });
        const label = element("label", null, { class: "option" }, box);
        if (option.symbol) label.append(picture(option.symbol));
        const output = element("output");
        label.append(element("span", option.label), output);
        list.append(label);
        return { box, label, output, text: option.label.toLowerCase() };
      });
      choices.push(boxes.map((one) => one.box));
      outputs.push(boxes.map((box) => box.output));
      const group = element("fieldset", null, {}, element("legend", facet.title));
      if (boxes.length > LONG) list.classList.add("long");
      if (boxes.length > VERY_LONG) group.append(finder(facet, boxes));
      group.append(list);
      byId("facets").append(group);
    });
    let pause = 0;
    byId("text").addEventListener("input", (event) => {
      clearTimeout(pause);
      pause = setTimeout(() => { ocm.lookFor(event.target.value); update(); remember(); }, 120);
    });
    byId("reset").addEventListener("click", () => {
      ocm.clear();
      byId("filters").querySelectorAll("input").forEach((input) => {
        if (input.type === "checkbox") input.checked = false;
        else if (input.value) { input.value = ""; input.dispatchEvent(new Event("input")); }
      });
      update();
      remember();
    });
  }

  // The address of the page
  let hasMoved = false;
  let isReady = false;

  /** Let the address say what is chosen and shown. */
  function remember() {
    if (!isReady) return;
    const chosen = choices.map((boxes) => boxes.flatMap((box, choice) => (box.checked ? [choice] : [])));
    ocm.address.write(chosen, byId("text").value.trim(), document.body.classList.contains("table"), hasMoved ? ocm.map : null);
  }

  /** Choose and show what the address asks for. */
  function follow() {
    const asked = ocm.address.read();
    if (!asked) return;
    ocm.clear();
    choices.forEach((boxes, at) => boxes.forEach((box, choice) => {
      box.checked = asked.chosen[at].includes(choice);
      ocm.choose(at, choice, box.checked);
    }));
    byId("text").value = asked.text;
    ocm.lookFor(asked.text);
    update();
    show(asked.isTable);
    if (asked.place) {
      hasMoved = true;
      ocm.map.setView(asked.place.centre, asked.place.zoom, { animate: false });
    }
  }

  /** A field that narrows a long list of choices down. */
  function finder(facet, boxes) {
    const input = element("input", null, { type: "search", placeholder: say("typeToFind"), autocomplete: "off",
      "aria-label": say("findIn", { filter: facet.title }) });
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      boxes.forEach((box) => { box.label.hidden = !box.text.includes(wanted); });
    });
    return input;
  }

  /** How many stations are shown, and how sure they are. */
  function countText(sure, uncertain) {
    const all = say("shown", { shown: number(sure + uncertain) });
    if (!uncertain) return all;
    const counted = (name, count) => say(name, { count: number(count) }, count);
    return say("shownApart", { shown: all, sure: counted("sure", sure), uncertain: counted("uncertain", uncertain) });
  }

  function update() {
    const result = ocm.filtered();
    shown = result.shown;
    page = 0;
    result.counts.forEach((counts, at) => counts.forEach((count, choice) => {
      outputs[at][choice].textContent = number(count);
      outputs[at][choice].parentElement.classList.toggle("none", !count);
    }));
    const uncertain = shown.filter((row) => value("match", row) === "cannot_tell").length;
    byId("count").textContent = shown.length ? countText(shown.length - uncertain, uncertain) : say("noneShown");
    sortRows();
    fillTable();
    ocm.showOnMap(shown);
  }

  // Table
  const COLUMNS = ["name", "power", "points", "standards", "access", "status", "operator", "town"];
  const SORTED_BY = { power: "max_kw", points: "n_points" };
  const shownAs = (column, row) => (column === "town" ? value("town", row) : said(column, row)) || say("unknown");

  function buildTable() {
    const heads = COLUMNS.map((column) => {
      const head = element("th", null, { scope: "col", "aria-sort": column === order.column ? "ascending" : "none" });
      const button = element("button", say(column), { type: "button" });
      button.addEventListener("click", () => {
        const startsUp = !SORTED_BY[column];
        order = { column, up: order.column === column ? !order.up : startsUp };
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
        sortRows();
        page = 0;
        fillTable();
      });
      head.append(button);
      return head;
    });
    byId("heads").append(...heads);
    byId("previous").addEventListener("click", () => { page -= 1; fillTable(); });
    byId("next").addEventListener("click", () => { page += 1; fillTable(); });
  }

  function sortRows() {
    const field = SORTED_BY[order.column];
    const sign = order.up ? 1 : -1;
    const keys = new Map(shown.map((row) => [row, field ? value(field, row)
      : (order.column === "town" ? value("town", row) : said(order.column, row)) || null]));
    shown.sort((a, b) => {
      const one = keys.get(a);
      const two = keys.get(b);
      if (one === null || two === null) return (one === null) - (two === null) || a - b; // unknown last, either way
      return sign * (field ? one - two : ocm.collator.compare(one, two)) || a - b;
    });
  }

  function line(row) {
    return element("tr", null, {}, ...COLUMNS.map((column) => {
      const text = shownAs(column, row);
      if (column !== "name") return element("td", text);
      const button = element("button", text, { type: "button" });
      button.addEventListener("click", () => ocm.open(row, button));
      return element("th", null, { scope: "row" }, button);
    }));
  }

  function fillTable(all = false) {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    byId("page-number").textContent = say("page", { page: number(page + 1), pages: number(pages) });
    byId("previous").disabled = page === 0;
    byId("next").disabled = page + 1 >= pages;
    const rows = all ? shown : shown.slice(page * PAGE, (page + 1) * PAGE);
    byId("rows").replaceChildren(...rows.map(line));
  }

  // Card
  let opener = null;
  ocm.open = function (row, from = null) {
    opener = from || byId("map");
    const close = element("button", say("close"), { type: "button", class: "close" });
    close.addEventListener("click", closeCard);
    const find = element("button", say("showOnMap"), { type: "button" });
    find.addEventListener("click", () => { show(false); ocm.goTo(row); });
    const card = byId("card");
    card.replaceChildren(close, element("h2", said("name", row)),
      element("p", `${said("power", row)} · ${said("points", row)}`, { class: "big" }),
      connectors(row), facts(row), links(row), element("p", null, {}, find), credit(row));
    card.hidden = false;
    card.scrollTop = 0;
    card.focus();
    ocm.select(row);
  };

  function closeCard() {
    byId("card").hidden = true;
    ocm.select(-1);
    if (opener && opener.isConnected) opener.focus();
  }

  function connectors(row) {
    if (!data.connectors[row].length) return element("p", said("standards", row) || data.noConnectors);
    const heads = element("tr", null, {}, ...data.connectorHeads.map((head) => element("th", head, { scope: "col" })));
    const lines = data.connectors[row].map((at) =>
      element("tr", null, {}, ...data.connectorTexts[at].map((text) => element("td", text))));
    return element("table", null, {}, element("thead", null, {}, heads), element("tbody", null, {}, ...lines));
  }

  function facts(row) {
    const list = element("dl");
    const add = (term, content) => list.append(element("dt", term), element("dd", null, {}, content));
    add(say("access"), said("access", row));
    add(say("cost"), said("cost", row));
    add(say("operator"), link(value("operator_url", row), said("operator", row) || say("unknown")));
    add(say("status"), said("status", row));
    add(say("address"), said("address", row) || say("unknown"));
    data.remarks.forEach(([title, field]) => { if (value(field, row)) add(title, value(field, row)); });
    add(say("verified"), said("verified", row));
    return list;
  }

  function links(row) {
    const place = encodeURIComponent(`${data.latitudes[row]},${data.longitudes[row]}`);
    const pages = data.pages.map(([prefix, text]) => link(prefix + value("ocm_id", row), text));
    if (value("related_url", row)) pages.push(link(value("related_url", row), say("website")));
    pages.push(link(`https://www.google.com/maps/dir/?api=1&destination=${place}`, say("directions")));
    return element("ul", null, { class: "links" }, ...pages.map((one) => element("li", null, {}, one)));
  }

  function credit(row) {
    const provider = link(value("provider_url", row), said("provider", row));
    const [before, after] = say("credit").split("{provider}").map((part) => part.replace("{terms}", () => said("terms", row)));
    return element("p", before, { class: "small" }, provider, after);
  }

  // Legend
  function buildLegend() {
    const list = element("ul", null, { class: "legend" }, ...data.legend.map((one) =>
      element("li", null, one.opensGroup ? { class: "group" } : {}, picture(one.svg), one.text)));
    byId("legend").append(element("h2", data.legendHeading), list);
  }

  // Downloads of what is shown
  function save(ending, type, text) {
    const name = data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || say("fileName");
    const url = URL.createObjectURL(new Blob([text], { type }));
    element("a", null, { href: url, download: `${name}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  function saveGeoJson() {
    const features = shown.map((row) => ({
      type: "Feature",
      id: value("ocm_id", row),
      geometry: { type: "Point", coordinates: [data.longitudes[row], data.latitudes[row]] },
      properties: Object.fromEntries(data.exported.map((name) => [name, value(name, row)])),
    }));
    save("geojson", "application/geo+json",
      JSON.stringify({ type: "FeatureCollection", attribution: data.creditText, features }));
  }

  function cell(content) {
    if (content === null) return "";
    if (typeof content !== "string") return String(content);
    // A spreadsheet would run a text that begins like a formula.
    const safe = /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  function saveCsv() {
    const lines = shown.map((row) =>
      [data.longitudes[row], data.latitudes[row], ...data.exported.map((name) => cell(value(name, row)))].join(","));
    const head = ["lon", "lat", ...data.exported].join(",");
    save("csv", "text/csv;charset=utf-8", `\ufeff${[head, ...lines].join("\r\n")}\r\n`);
  }

  // Views
  function show(table) {
    document.body.classList.toggle("table", table);
    byId("show-map").setAttribute("aria-pressed", String(!table));
    byId("show-table").setAttribute("aria-pressed", String(table));
    openFilters(false); // on a phone they cover what was asked for
    if (!table) ocm.map.invalidateSize({ animate: false });
    remember();
  }

  function openFilters(isOpen) {
    document.body.classList.toggle("filtering", isOpen);
    byId("show-filters").setAttribute("aria-expanded", String(isOpen));
  }

  byId("show-map").addEventListener("click", () => show(false));
  byId("show-table").addEventListener("click", () => show(true));
  byId("skip").addEventListener("click", () => show(true));
  byId("show-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("filtering")));
  byId("save-geojson").addEventListener("click", saveGeoJson);
  byId("save-csv").addEventListener("click", saveCsv);
  byId("print").addEventListener("click", () => window.print());
  // On paper the table has no pages of its own.
  window.addEventListener("beforeprint", () => { if (document.body.classList.contains("table")) fillTable(true); });
  window.addEventListener("afterprint", () => fillTable());
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("card").hidden) closeCard(); });

  buildFilters();
  buildTable();
  buildLegend();
  ocm.drawn.then(() => {
    update();
    follow();
    isReady = true;
    window.addEventListener("hashchange", follow);
    ocm.map.on("moveend", () => {
      hasMoved = true;
      remember();
    });
    document.body.dataset.ready = "yes";
  });
})();
