"""Sharing layers with people who do not use QGIS: KML and web pages."""
