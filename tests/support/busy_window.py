"""Run by itself: makes widgets in the main thread while threads send requests. Ends with 0 when they were answered.

busy_window.py SERVER SECONDS
"""

import faulthandler
import os
import sys
import threading
import time

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ocm_plugin.qgis_support.transport import qgis_session

server, seconds = sys.argv[1], float(sys.argv[2])
faulthandler.dump_traceback_later(seconds + 45, exit=True)
app = QgsApplication([], True)
app.initQgis()
end = time.monotonic() + seconds
answers = []


def ask(first: int) -> None:
    session = qgis_session()
    for number in range(first, first + 1_000_000):
        if time.monotonic() > end:
            break
        page = f"{server}poi/?maxresults=1&greaterthanid={number}"
        answers.append(session.get(page, timeout=30).status_code)


threads = [threading.Thread(target=ask, args=(1_000_000 * n,), daemon=True) for n in range(4)]
for thread in threads:
    thread.start()
window = QWidget()
while any(thread.is_alive() for thread in threads):
    for _ in range(200):
        QComboBox(window).deleteLater()  # which connects many signals
    app.processEvents()
print(len(answers), "answers")
sys.stdout.flush()
os._exit(0 if answers else 1)
