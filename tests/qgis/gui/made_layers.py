"""Small layers that carry the metadata of a result, without a search."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from ocm_plugin.layers.keywords import ATTRIBUTION_VOCABULARY, SEARCH_VOCABULARY
from ocm_plugin.ocm.records.credits import ATTRIBUTION_CODEC, Attribution, Credit
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search, to_json


def credit(number: int, title: str, n_stations: int = 1) -> Credit:
    return Credit(number, title, f"https://{title.lower()}.example", "CC BY 4.0", None, None, "open", n_stations)


def station_layer(*credits: Credit, name: str = "Charging stations", is_invented: bool = False) -> QgsVectorLayer:
    """One station at 6° E, 50° N, credited to these providers."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=ocm_id:integer&field=name:string", name, "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([1, "One"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(6, 50)))
    layer.dataProvider().addFeatures([feature])
    metadata = layer.metadata()
    metadata.setKeywords(
        {
            SEARCH_VOCABULARY: [to_json(Search(area=Extent(3, 47, 10, 52)))],
            ATTRIBUTION_VOCABULARY: [ATTRIBUTION_CODEC.to_json(Attribution(credits, is_invented))],
        }
    )
    layer.setMetadata(metadata)
    return layer
