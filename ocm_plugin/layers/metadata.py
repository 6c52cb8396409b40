"""What a layer says about itself: title, abstract, rights, licences, and the Search it came from, to be run again.

Search, Statement and ledger stand as versioned JSON in the metadata's keywords, each under a vocabulary of its own.
Unlike custom properties they survive loading a style, saving to a GeoPackage and the loss of a temporary layer.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    QgsAbstractMetadataBase,
    QgsCoordinateReferenceSystem,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsVectorLayer,
)

from ..ocm import search as searches
from ..ocm import statement as statements
from ..ocm.errors import StoredSearchError, StoredStatementError
from ..ocm.reference import ReferenceData
from ..ocm.search import Search
from ..ocm.statement import Statement
from ..ocm.wording import search_sentence, shortfall, statement_sentence, traffic_sentence
from .attribution import HOME_PAGE, Attribution, attribution_to_json
from .keywords import ATTRIBUTION_VOCABULARY, SEARCH_VOCABULARY, STATEMENT_VOCABULARY, keyword

TERMS_PAGE = "https://openchargemap.org/site/about/terms"


def shortfall_of(layers: Iterable[QgsMapLayer]) -> str:
    """That stations may be missing in one of the layers, in a few words; "" when each is complete or does not say."""
    statements_read = (read_statement(layer) for layer in layers)
    return " · ".join(dict.fromkeys(filter(None, (shortfall(each) for each in statements_read if each is not None))))


def write_metadata(
    layer: QgsVectorLayer,
    search: Search,
    statement: Statement,
    reference: ReferenceData,
    attribution: Attribution,
    title: str | None = None,
    for_now: bool = False,
) -> None:
    """Write everything the layer should say about itself into its metadata. Its history is kept and grows.

    `for_now`: this will soon be replaced; the history does not tell of it.
    """
    metadata = layer.metadata()
    metadata.setType("dataset")
    metadata.setLanguage("en")
    metadata.setTitle(title or layer.name())
    metadata.setAbstract(
        "\n".join(
            (
                search_sentence(search, reference),
                statement_sentence(statement),
                "Power and points are derived: the fields “kw_basis” and “points_basis” say from what. "
                "Empty values are unknown, never zero.",
            )
        )
    )
    metadata.setRights(attribution.rights())
    metadata.setLicenses(attribution.licences())
    metadata.setLinks(_links(attribution))
    metadata.setKeywords(
        {
            **{name: words for name, words in metadata.keywords().items() if not name.startswith("openchargemap:")},
            "gmd:topicCategory": ["Transportation"],
            SEARCH_VOCABULARY: [searches.to_json(search)],
            STATEMENT_VOCABULARY: [statements.to_json(statement)],
            ATTRIBUTION_VOCABULARY: [attribution_to_json(attribution)],
        }
    )
    if not for_now:
        metadata.addHistoryItem(f"{statement_sentence(statement)} {traffic_sentence(statement)}")
    metadata.setCrs(layer.crs())
    extent = QgsLayerMetadata.Extent()
    spatial = QgsLayerMetadata.SpatialExtent()
    spatial.extentCrs = QgsCoordinateReferenceSystem(layer.crs())
    spatial.bounds = layer.extent().toBox3d(0, 0)
    extent.setSpatialExtents([spatial])
    metadata.setExtent(extent)
    layer.setMetadata(metadata)


def _links(attribution: Attribution) -> list[QgsAbstractMetadataBase.Link]:
    links = [_link("Open Charge Map", HOME_PAGE), _link("Terms of Open Charge Map", TERMS_PAGE)]
    for credit in attribution.providers:
        links.append(_link(credit.title, credit.url))
    for credit in {credit.license_url: credit for credit in attribution.providers}.values():
        links.append(_link(credit.terms or f"Licence of {credit.title}", credit.license_url))
    return [link for link in links if is_web(link.url)]


def _link(name: str, url: str | None) -> QgsAbstractMetadataBase.Link:
    return QgsAbstractMetadataBase.Link(name, "WWW:LINK", url or "")


def is_web(url: str | None) -> bool:
    """Whether the text is an address that a browser may open: http or https."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def read_search(layer: QgsMapLayer) -> Search | None:
    """The Search that the layer came from, None when it carries none that can be read."""
    text = keyword(layer, SEARCH_VOCABULARY)
    try:
        return searches.from_json(text) if text is not None else None
    except StoredSearchError:
        return None


def read_statement(layer: QgsMapLayer) -> Statement | None:
    """What the layer's result was worth, None when it carries no statement that can be read."""
    text = keyword(layer, STATEMENT_VOCABULARY)
    try:
        return statements.from_json(text) if text is not None else None
    except StoredStatementError:
        return None
