"""Adaptors to QGIS: network transport, settings, key store, areas, version switches."""
