"""`python -m tests.ocm_server`: run the local Open Charge Map server until it is interrupted."""

from __future__ import annotations

import argparse
import signal
import threading

from . import faults
from .gate import DEFAULT_KEY
from .server import OcmServer
from .synthetic import make_pois


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ocm_server", description=__doc__)
    parser.add_argument("--poi", help="POI file (JSON list, any shape); default: the invented demo data")
    parser.add_argument("--reference", help="reference data file; default: that of the demo data")
    parser.add_argument("--synthetic", type=int, metavar="N", help="serve N invented POIs instead of a file")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 (default) takes a free one")
    parser.add_argument("--key", action="append", help=f"accepted API key, may be repeated; default: {DEFAULT_KEY}")
    parser.add_argument("--think", type=float, default=0.0, help="seconds before each answer with POIs")
    options = parser.parse_args()
    pois = options.poi if options.synthetic is None else make_pois(options.synthetic)
    server = OcmServer(pois, options.reference, options.key or (DEFAULT_KEY,), options.port, options.host)
    if options.think:
        server.faults.add(faults.delay(options.think), times=None, action="poi")
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with server:
        print(server.url, flush=True)
        ended.wait()


if __name__ == "__main__":
    main()
