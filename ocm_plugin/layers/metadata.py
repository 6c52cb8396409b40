"""What a layer says about itself: title, abstract, rights, licences, and the Search it came from, to be run again.

Search, Provenance and ledger stand as versioned JSON in the metadata's keywords, each under a vocabulary of its own.
Unlike custom properties they survive loading a style, saving to a GeoPackage and the loss of a temporary layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsAbstractMetadataBase,
    QgsCoordinateReferenceSystem,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..ocm.errors import OcmError, StoredValueError
from ..ocm.records import provenance as provenances
from ..ocm.records.credits import ATTRIBUTION_CODEC, HOME_PAGE, Attribution
from ..ocm.records.provenance import Provenance
from ..ocm.search import search as searches
from ..ocm.search.search import Search
from ..ocm.search_wording import NO_WORDS, SearchWords, search_words
from ..ocm.stored import Codec, Form, several, text_member
from ..ocm.translation import language, marked, tr
from ..ocm.wording import provenance_sentence, shortfall, traffic_sentence
from .keywords import (
    ATTRIBUTION_VOCABULARY,
    PROVENANCE_VOCABULARY,
    SEARCH_VOCABULARY,
    SENTENCE_VOCABULARY,
    keyword,
)

if TYPE_CHECKING:  # QGIS' start needs no tables
    from ..ocm.tables.result import Result

TERMS_PAGE = "https://openchargemap.org/site/about/terms"


def shortfall_of(layers: Iterable[QgsMapLayer]) -> str:
    """That stations may be missing in one of the layers, in a few words; "" when each is complete or does not say."""
    provenances_read = (read_provenance(layer) for layer in layers)
    return " · ".join(dict.fromkeys(filter(None, (shortfall(each) for each in provenances_read if each is not None))))


def write_metadata(layer: QgsVectorLayer, result: Result, title: str | None = None) -> None:
    """Write everything the layer should say about itself into its metadata. Its history is kept and grows."""
    layer.setMetadata(made_metadata(layer, result, title))


def made_metadata(layer: QgsVectorLayer, result: Result, title: str | None = None) -> QgsLayerMetadata:
    """What the layer should say about itself, without saying it yet."""
    search, provenance, attribution = result.search, result.provenance, result.attribution
    words = search_words(search, result.reference, provenance.origin.kind)
    metadata = layer.metadata()
    metadata.setType("dataset")
    metadata.setLanguage(language().code)
    metadata.setTitle(title or layer.name())
    metadata.setAbstract(
        "\n".join(
            (
                words.sentence,
                provenance_sentence(provenance),
                tr(
                    "Power and points are derived: the fields “kw_basis” and “points_basis” say from what. "
                    "Empty values are unknown, never zero."
                ),
            )
        )
    )
    metadata.setRights(attribution.rights())
    metadata.setLicenses(attribution.licences())
    metadata.setLinks(_links(attribution))
    metadata.setKeywords(
        {
            **{name: texts for name, texts in metadata.keywords().items() if not name.startswith("openchargemap:")},
            "gmd:topicCategory": ["Transportation"],
            SEARCH_VOCABULARY: [searches.to_json(search)],
            PROVENANCE_VOCABULARY: [provenances.to_json(provenance)],
            ATTRIBUTION_VOCABULARY: [ATTRIBUTION_CODEC.to_json(attribution)],
            SENTENCE_VOCABULARY: [WORDS_CODEC.to_json(words)],
        }
    )
    metadata.addHistoryItem(f"{provenance_sentence(provenance)} {traffic_sentence(provenance)}")
    metadata.setCrs(layer.crs())
    extent = QgsLayerMetadata.Extent()
    spatial = QgsLayerMetadata.SpatialExtent()
    spatial.extentCrs = QgsCoordinateReferenceSystem(layer.crs())
    spatial.bounds = layer.extent().toBox3d(0, 0)
    extent.setSpatialExtents([spatial])
    metadata.setExtent(extent)
    return metadata


def credited(metadata: QgsLayerMetadata, attribution: Attribution) -> QgsLayerMetadata:
    """The same metadata with another credit."""
    made = metadata.clone()
    made.setRights(attribution.rights())
    made.setLicenses(attribution.licences())
    made.setLinks(_links(attribution))
    made.setKeywords({**made.keywords(), ATTRIBUTION_VOCABULARY: [ATTRIBUTION_CODEC.to_json(attribution)]})
    return made


def _links(attribution: Attribution) -> list[QgsAbstractMetadataBase.Link]:
    links = [_link(tr("Open Charge Map"), HOME_PAGE), _link(tr("Terms of Open Charge Map"), TERMS_PAGE)]
    for credit in attribution.providers:
        links.append(_link(credit.name, credit.url))
    for credit in {credit.license_url: credit for credit in attribution.providers}.values():
        links.append(_link(credit.terms_text or tr("Licence of {name}", name=credit.name), credit.license_url))
    return [link for link in links if is_web(link.url)]


def _link(name: str, url: str | None) -> QgsAbstractMetadataBase.Link:
    return QgsAbstractMetadataBase.Link(name, "WWW:LINK", url or "")


def is_web(url: str) -> bool:
    """Whether the text is an address that a browser may open: http or https."""
    return url.lower().startswith(("http://", "https://"))


def read_search(layer: QgsMapLayer) -> Search | None:
    """The Search that the layer came from, None when it carries none that can be read."""
    text = keyword(layer, SEARCH_VOCABULARY)
    try:
        return searches.from_json(text) if text is not None else None
    except StoredValueError:
        return None


def read_provenance(layer: QgsMapLayer) -> Provenance | None:
    """What the layer's result was worth, None when it carries no provenance that can be read."""
    text = keyword(layer, PROVENANCE_VOCABULARY)
    try:
        return provenances.from_json(text) if text is not None else None
    except StoredValueError:
        return None


_CLAUSES_STORED = 50
"""There are fewer filters."""

_COMMENTS_OF_VERSION_1 = "comments and photos included"
"""The clause of version 1, which was always English, that says nothing of which stations are left out."""


def _from_version_1(members: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had one list of clauses, the stations first."""
    stations, *others = several(text_member(), _CLAUSES_STORED).read(members["clauses"]) or ("",)
    filters = [words for words in others if words != _COMMENTS_OF_VERSION_1]
    comments = _COMMENTS_OF_VERSION_1 if len(filters) < len(others) else ""
    return {"stations": stations, "filters": filters, "comments": comments}


WORDS_CODEC = Codec(
    Form(
        SearchWords,
        {
            "stations": text_member(),
            "filters": several(text_member(), _CLAUSES_STORED),
            "comments": text_member(),
            "limit": text_member(),
        },
    ),
    version=2,
    longest=200_000,
    damaged=marked("The layer's stored description of its search is damaged and cannot be read."),
    newer=marked("The layer's search was described by a newer version of this plugin: please update the plugin."),
    upgrades={1: _from_version_1},
)


def read_words(layer: QgsMapLayer) -> SearchWords:
    """The layer's search in words; none when there is nothing to read.

    Never from the abstract, which begins with the same words: that is a text for people, who may edit it.
    """
    text = keyword(layer, SENTENCE_VOCABULARY)
    try:
        if text is not None:
            return WORDS_CODEC.from_json(text)
    except StoredValueError:
        text = None
    # Layers of older versions, and damaged ones: from the search itself, with the names known without any server.
    from ..ocm.records.built_in_reference import BUILT_IN

    search, provenance = read_search(layer), read_provenance(layer)
    kind = provenance.origin.kind if provenance is not None else provenances.NOT_TOLD
    return NO_WORDS if search is None else search_words(search, BUILT_IN, kind)


def read_sentence(layer: QgsMapLayer) -> str:
    """The layer's search as one sentence; "" when there is nothing to read."""
    return read_words(layer).sentence


_READERS: dict[str, Callable[[str], object]] = {
    SEARCH_VOCABULARY: searches.from_json,
    PROVENANCE_VOCABULARY: provenances.from_json,
    ATTRIBUTION_VOCABULARY: ATTRIBUTION_CODEC.from_json,
    SENTENCE_VOCABULARY: WORDS_CODEC.from_json,
}
"""What a layer carries of ours, and what reads it."""


def metadata_problem(layer: QgsMapLayer) -> str:
    """What of a layer's metadata is damaged, in one sentence; "" when all that it carries of ours can be read."""
    for vocabulary, read in _READERS.items():
        text = keyword(layer, vocabulary)
        try:
            if text is not None:
                read(text)
        except OcmError as error:
            return error.sentence
    return ""


def metadata_text(metadata: QgsLayerMetadata) -> str:
    """Metadata as QGIS stores it."""
    layer = QgsVectorLayer("NoGeometry", "", "memory")
    layer.setMetadata(metadata)
    document = QDomDocument()
    layer.exportNamedMetadata(document, "")
    return str(document.toString())


def metadata_from(text: str) -> QgsLayerMetadata | None:
    """What `metadata_text` has made; None for what is none."""
    document, layer = QDomDocument(), QgsVectorLayer("NoGeometry", "", "memory")
    document.setContent(text)
    return layer.metadata() if layer.importNamedMetadata(document, "") else None
