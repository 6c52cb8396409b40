"""A server that answers as Nominatim does, with answers that it gave once, and counts what it is asked."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


def place(
    name: str, latitude: str, longitude: str, box: tuple[str, str, str, str], kind: str = "city"
) -> dict[str, Any]:
    """An entry of an answer. `box`: south, north, west, east, as texts, as Nominatim has them."""
    return {
        "place_id": 297_000_000 + len(name),
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "relation",
        "osm_id": 113_314,
        "lat": latitude,
        "lon": longitude,
        "class": "boundary",
        "type": kind,
        "importance": 0.8,
        "addresstype": kind,
        "name": name.split(",")[0],
        "display_name": name,
        "address": {"city": name.split(",")[0], "country": name.split(", ")[-1]},
        "boundingbox": list(box),
    }


AUSTIN = place(
    "Austin, Travis County, Texas, United States",
    "30.2711286",
    "-97.7436995",
    ("30.0985133", "30.5166255", "-97.9367663", "-97.5605288"),
)
AUSTIN_MINNESOTA = place(
    "Austin, Mower County, Minnesota, United States",
    "43.6667963",
    "-92.9746367",
    ("43.6341", "43.7022", "-93.0357", "-92.9316"),
)
HOUSE = place(
    "Domkloster 4, Altstadt-Nord, Köln, Nordrhein-Westfalen, 50667, Deutschland",
    "50.9413035",
    "6.9581379",
    ("50.9409", "50.9417", "6.9568", "6.9593"),
    "house",
)
ANSWERS = {"austin": [AUSTIN, AUSTIN_MINNESOTA, AUSTIN], "austin texas": [AUSTIN], "domkloster 4, koeln": [HOUSE]}


class Geocoder:
    """Serves while the `with` block runs. What it was asked stands in `questions`, with the time of each."""

    def __init__(self) -> None:
        self.questions: list[tuple[float, str]] = []
        self.headers: list[dict[str, str]] = []
        self.body: bytes | None = None
        """What is answered in the place of places."""
        self.status = 200
        self.delay = 0.0
        geocoder = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                geocoder._answer(self)

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/search"

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = parse_qs(urlsplit(handler.path).query)
        question = asked.get("q", [""])[0]
        self.questions.append((time.monotonic(), question))
        self.headers.append(dict(handler.headers))
        time.sleep(self.delay)
        body = self.body
        if body is None:
            body = json.dumps(ANSWERS.get(question.lower(), [])).encode()
        try:
            handler.send_response(self.status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            pass  # nobody waits any more

    def __enter__(self) -> Geocoder:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
