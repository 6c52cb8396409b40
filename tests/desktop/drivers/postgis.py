"""Saves stations in PostGIS, is refused as who may only read, and searches a mirror that lies there."""

from __future__ import annotations

from qgis.core import QgsDataSourceUri, QgsProject, QgsProviderRegistry
from qgis.PyQt.QtWidgets import QApplication

from tests.desktop.drivers.steps import no_task_runs, show_extent, start_search, station_layers


def connect(session, name: str) -> None:
    """A connection in QGIS' list, as a user saves it."""
    given = session.arguments["connections"][name]
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri()
    uri.setConnection(given["host"], given["port"], given["database"], given["user"], given["password"])
    options = {"saveUsername": True, "savePassword": True}
    metadata.saveConnection(metadata.createConnection(uri.uri(False), options), name)


def drive(session):
    for name in session.arguments["connections"]:
        connect(session, name)
    main = session.iface.mainWindow()
    main.resize(1280, 720)
    yield from show_extent(session)
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the stations are loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    (layer,) = station_layers()
    sharing, bar = session.plugin.sharing, session.iface.messageBar()

    def message() -> str:
        item = bar.currentItem()
        return item.text() if item is not None else ""

    for name, schema in (("Kollegin", "anderswo"), ("Stadtwerke", "ladeorte")):
        dialog = sharing.save_to_postgis(layer)
        dialog.connections.setConnection(name)
        dialog.schema_name.setText(schema)
        yield session.pause(0.5)
        session.shot(f"save as {name}")
        session.result[f"fits {name}"] = dialog.width() >= dialog.minimumSizeHint().width()
        before = message()
        dialog.accept()
        yield session.until(lambda before=before: message() not in ("", before), "it is said how the saving ended")
        yield session.until(no_task_runs, "all tasks have ended")
        session.result[f"said to {name}"] = message()
        yield session.pause(0.5)
        session.shot(f"saved as {name}")
    session.result["provider"] = layer.providerType()

    form = session.plugin.open_search()
    form.source.setCurrentIndex(form.source.findData("mirror"))
    form.mirror_file.setFilePath("")

    def choose() -> None:
        asking = QApplication.activeModalWidget()
        asking.connections.setConnection("Kollegin")
        asking.schema_name.setText(session.arguments["mirror"])
        session.later(0.5, lambda: (session.shot("choose a mirror"), asking.accept()))

    session.later(0.8, choose)
    form.mirror_database_button.click()
    session.result["mirror"] = form.mirror_file.filePath()
    yield session.until(form.search_button.isEnabled, "the search is valid")
    yield session.pause(0.5)
    session.shot("source mirror")
    before = len(station_layers())
    form.search_button.click()
    yield session.until(lambda: len(station_layers()) > before, "the stations of the mirror are loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    yield session.pause(0.5)
    session.result["said of the mirror"] = message()
    session.shot("from the mirror")
    QgsProject.instance().clear()
