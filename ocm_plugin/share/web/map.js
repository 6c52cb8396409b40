"use strict";
// The map: land or a base map below, the stations on one canvas above, as thousands of elements would be slow.
(function () {
  const { data, places, said } = ocm;
  const BOX = 34;
  const GRAB = 10;

  const map = L.map("map", { zoomSnap: 0.5, minZoom: 2, maxZoom: 19, zoomControl: false, attributionControl: true });
  L.control.zoom({ zoomInTitle: ocm.say("zoomIn"), zoomOutTitle: ocm.say("zoomOut") }).addTo(map);
  map.attributionControl.setPrefix(false);
  // Leaflet takes markup.
  function addCredit(text) {
    const credit = document.createElement("span");
    credit.textContent = text;
    map.attributionControl.addAttribution(credit.innerHTML);
  }
  addCredit(data.credit);
  L.control.scale({ imperial: true }).addTo(map);

  if (data.baseMap) {
    const link = document.createElement("a");
    link.href = data.baseMap.creditUrl;
    link.textContent = data.baseMap.credit;
    L.tileLayer(data.baseMap.url, { maxZoom: 19, attribution: link.outerHTML }).addTo(map);
  } else if (data.land.length) {
    map.createPane("land").style.zIndex = 150;
    const renderer = L.svg({ pane: "land", padding: 1 });
    const shift = (polygon) => polygon.map((ring) => ring.map(([latitude, longitude]) => [latitude, longitude + 360]));
    const land = Number.isFinite(ocm.split) ? [...data.land, ...data.land.map(shift)] : data.land;
    L.polygon(land, { renderer, pane: "land", className: "land", interactive: false, smoothFactor: 0.5 }).addTo(map);
    addCredit(data.landCredit);
  }

  // Towns, from the stations' own addresses, so that a map without internet shows where it is.
  const towns = new Map();
  places.forEach(([latitude, longitude], row) => {
    const name = ocm.value("town", row);
    if (!name) return;
    const town = towns.get(name) || { name, count: 0, latitude: 0, longitude: 0, least: [90, 540], most: [-90, -540] };
    towns.set(name, town);
    town.count += 1;
    town.latitude += latitude;
    town.longitude += longitude;
    town.least = [Math.min(town.least[0], latitude), Math.min(town.least[1], longitude)];
    town.most = [Math.max(town.most[0], latitude), Math.max(town.most[1], longitude)];
  });
  // Places of one name far apart are different towns: none of them is labelled.
  const labelled = [...towns.values()]
    .filter((town) => town.most[0] - town.least[0] < 0.4 && town.most[1] - town.least[1] < 0.6)
    .sort((a, b) => b.count - a.count);

  const pictures = data.symbols.map((symbol) => {
    const image = new Image();
    image.src = ocm.picture(symbol.svg);
    return { image, scale: symbol.scale, ready: image.decode(), drawn: new Map() };
  });

  /** A symbol painted once at the size in which it is needed. */
  function stamp(picture, size) {
    let canvas = picture.drawn.get(size);
    if (!canvas) {
      canvas = document.createElement("canvas");
      canvas.width = canvas.height = size;
      canvas.getContext("2d").drawImage(picture.image, 0, 0, size, size);
      picture.drawn.set(size, canvas);
    }
    return canvas;
  }

  /** All stations shown, as one layer. */
  const Stations = L.Renderer.extend({
    options: { padding: 0.15 },
    shown: [],
    selected: -1,
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.draw();
    },
    show(rows) {
      this.shown = [...rows].sort((a, b) => data.symbols[data.symbolRows[a]].rank - data.symbols[data.symbolRows[b]].rank || b - a);
      if (this._bounds) this.draw();
    },
    select(row) {
      this.selected = row;
      if (this._bounds) this.draw();
    },
    draw() {
      const canvas = this._container;
      const origin = this._bounds.min;
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      L.DomUtil.setPosition(canvas, origin);
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      const near = Math.min(1, Math.max(0, (this._map.getZoom() - 6) / 7));
      this.spots = [];
      this.shown.forEach((row) => {
        const point = this._map.latLngToLayerPoint(places[row]);
        if (!this._bounds.contains(point)) return;
        const picture = pictures[data.symbolRows[row]];
        const side = BOX * picture.scale * (0.5 + 0.5 * near);
        const x = point.x - origin.x;
        const y = point.y - origin.y;
        context.drawImage(stamp(picture, Math.round(side * ratio)), x - side / 2, y - side / 2, side, side);
        this.spots.push({ row, x: point.x, y: point.y, reach: Math.max(GRAB, side * 0.32) });
        if (row === this.selected) this._ring(context, x, y, side * 0.52);
      });
      if (!data.baseMap) this._labels(context, origin);
    },
    _ring(context, x, y, radius) {
      [["#fff", 6], ["#d6006e", 3]].forEach(([colour, width]) => {
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.stroke();
      });
    },
    _labels(context, origin) {
      const style = getComputedStyle(map.getContainer());
      context.font = `600 12px ${style.fontFamily}`;
      context.textAlign = "center";
      context.lineJoin = "round";
      context.lineWidth = 3.5;
      context.strokeStyle = style.getPropertyValue("--halo");
      context.fillStyle = style.getPropertyValue("--place");
      const taken = [];
      labelled.forEach((town) => {
        const point = this._map.latLngToLayerPoint([town.latitude / town.count, town.longitude / town.count]);
        if (!this._bounds.contains(point)) return;
        const half = context.measureText(town.name).width / 2 + 6;
        const x = point.x - origin.x;
        const y = point.y - origin.y + 24;
        if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 26)) return;
        taken.push({ x, y, half });
        context.strokeText(town.name, x, y);
        context.fillText(town.name, x, y);
      });
    },
    /** Let a copy stand in for the canvas. Chromium prints drawing orders, and the one that clears ours clears the page. */
    standIn() {
      const copy = this._container.cloneNode();
      copy.getContext("2d").drawImage(this._container, 0, 0);
      this._container.before(copy);
      this._container.hidden = true;
      return () => { copy.remove(); this._container.hidden = false; };
    },
    /** The station under a point of the map, the uppermost one; -1 when there is none. */
    at(layerPoint) {
      for (let place = this.spots.length - 1; place >= 0; place--) {
        const spot = this.spots[place];
        if (Math.hypot(spot.x - layerPoint.x, spot.y - layerPoint.y) <= spot.reach) return spot.row;
      }
      return -1;
    },
  });

  const stations = new Stations();
  const tip = L.tooltip({ direction: "top", offset: [0, -12], className: "tip" });
  let hovered = -1;
  map.on("mousemove", (event) => {
    const row = stations.at(event.layerPoint);
    if (row === hovered) return;
    hovered = row;
    map.getContainer().classList.toggle("over", row >= 0);
    if (row < 0) {
      map.closeTooltip(tip);
      return;
    }
    const content = document.createElement("span");
    content.textContent = `${said("name", row)} – ${said("power", row)}`;
    tip.setLatLng(places[row]).setContent(content);
    map.openTooltip(tip);
  });
  map.on("mouseout", () => { hovered = -1; map.closeTooltip(tip); });
  map.on("click", (event) => {
    const row = stations.at(event.layerPoint);
    if (row >= 0) ocm.open(row);
  });

  function fit() {
    map.fitBounds(L.latLngBounds(places).pad(0.04), { maxZoom: 15, animate: false });
  }

  // On paper the map has another shape: it is laid out again to show the same place, and put back afterwards.
  const PAPER = { width: "1020px", height: "560px" };
  let restore = null;
  window.addEventListener("beforeprint", () => {
    const container = map.getContainer();
    if (restore || !container.offsetWidth) return;
    const [centre, zoom] = [map.getCenter(), map.getZoom()];
    const bounds = map.getBounds();
    Object.assign(container.style, PAPER);
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(bounds, { animate: false });
    const leave = stations.standIn();
    restore = () => {
      leave();
      Object.assign(container.style, { width: "", height: "" });
      map.invalidateSize({ animate: false, pan: false });
      map.setView(centre, zoom, { animate: false });
    };
  });
  window.addEventListener("afterprint", () => {
    if (restore) restore();
    restore = null;
  });

  Object.assign(ocm, {
    map,
    fit,
    /** Fulfilled when the map can be drawn. */
    drawn: Promise.all(pictures.map((picture) => picture.ready)).then(() => {
      fit();
      stations.addTo(map);
    }),
    showOnMap: (rows) => stations.show(rows),
    select: (row) => stations.select(row),
    goTo: (row) => map.setView(places[row], Math.max(map.getZoom(), 14)),
  });
})();
