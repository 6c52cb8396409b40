"""Uses a stored key in every way there is, and leaves behind all that a user could pass on."""

from __future__ import annotations

import processing
from qgis.core import Qgis, QgsApplication, QgsProject, QgsSettings

from tests.desktop.drivers.steps import no_task_runs, show_extent, start_search, station_layers


def drive(session):
    messages = (session.folder / "all messages.txt").open("a", encoding="utf-8")
    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(
        lambda text, tag, level: messages.write(f"{tag}: {text}\n")
    )
    assert QgsApplication.authManager().setMasterPassword("only for this test", True)
    store = __import__(f"{session.plugin_folder.name}.ocm_plugin.qgis_support.key_store", fromlist=["KEY_STORE"])
    session.result["state"] = store.KEY_STORE.keep(session.arguments["key"]).value

    yield from show_extent(session)
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the stations are loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    (layer,) = station_layers()
    for name in ("share.kml", "share.kmz"):
        output = str(session.folder / name)
        processing.run("openchargemap:exportkml", {"INPUT": layer, "OUTPUT": output, "KEEP_NOT_OPEN": True})
    processing.run(
        "openchargemap:stationsinextent", {"EXTENT": layer.extent(), "OUTPUT": str(session.folder / "processing.gpkg")}
    )
    session.plugin.sharing.save_to(layer, str(session.folder / "saved.gpkg"))
    yield session.until(lambda: station_layers()[0].storageType() == "GPKG", "the layer is saved")
    yield session.until(no_task_runs, "all tasks have ended")
    assert QgsProject.instance().write(str(session.folder / "project.qgs"))

    # A key that the server refuses is talked about most.
    store.KEY_STORE.keep(session.arguments["wrong key"])
    session.plugin.searching.reloads.reload(station_layers()[0])
    bar = session.iface.messageBar()
    yield session.until(
        lambda: bar.currentItem() is not None and "rejected the API key" in bar.currentItem().text(), "the refusal"
    )
    session.result["refused"] = bar.currentItem().text()
    session.plugin.messages.show_details(bar.currentItem().text(), "")
    session.result["settings"] = {name: str(QgsSettings().value(name)) for name in QgsSettings().allKeys()}
    messages.close()
