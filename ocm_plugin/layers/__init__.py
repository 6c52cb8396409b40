"""From stations to QGIS layers: schema, features, style, forms, metadata, attribution."""
