"""Open Charge Map for QGIS: finds charging stations, loads them as layers, shares them."""


def classFactory(iface: object) -> object:
    """Return the plugin for the running QGIS application."""
    from .ocm_plugin.plugin import OpenChargeMapPlugin

    return OpenChargeMapPlugin(iface)
