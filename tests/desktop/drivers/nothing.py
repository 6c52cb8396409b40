"""Looks at the application and leaves."""


def drive(session):
    yield session.pause(0.5)
    from qgis.core import Qgis
    from qgis.utils import active_plugins

    session.result["qgis"] = Qgis.QGIS_VERSION
    session.result["active"] = list(active_plugins)
    session.shot("screen")
