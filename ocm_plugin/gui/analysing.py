"""The analyses of a layer of stations, in Processing's own windows, and places to try them on."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsLayerTreeLayer,
    QgsLayerTreeNode,
    QgsMapLayer,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QMenu
from qgis.utils import active_plugins

from ..layers.demo_places import demo_places
from ..layers.keywords import is_from_registry, is_station_layer
from ..ocm.translation import language, tr
from ..processing.analysis_algorithm import StationsAlgorithm
from ..processing.provider import ALGORITHMS
from .messages import Messages


def fill_menu(menu: QMenu, layer: QgsVectorLayer, messages: Messages) -> None:
    """Offer all analyses of a layer of stations in a menu."""
    menu.clear()
    analyses = [each() for each in ALGORITHMS if issubclass(each, StationsAlgorithm)]
    for analysis in sorted(analyses, key=lambda each: language().sort_key(each.displayName())):
        action = menu.addAction(tr("{analysis}…", analysis=analysis.displayName().replace("&", "&&")))
        action.triggered.connect(lambda _checked=False, name=analysis.NAME: analyse(name, layer, messages))


def analyse(name: str, layer: QgsVectorLayer, messages: Messages) -> None:
    """Open an analysis with a layer of stations filled in. Its window stays beside the others, and goes when closed."""
    if "processing" not in active_plugins:
        messages.show(
            Qgis.MessageLevel.Warning,
            tr(
                "Analyses need Processing, which is switched off: tick it in Plugins ▸ Manage and Install Plugins… ▸ "
                "Installed."
            ),
        )
        return
    from processing import createAlgorithmDialog

    window = createAlgorithmDialog(f"openchargemap:{name}", filled_in(name, layer))
    window.show()


def filled_in(name: str, stations: QgsVectorLayer) -> dict[str, str]:
    """The parameters of an analysis that are clear: the stations, and what must be given and only one layer can be."""
    from ..processing.given_checks import kinds_of

    analysis = next(each for each in ALGORITHMS if name == each.NAME)()
    analysis.initAlgorithm()
    values = {StationsAlgorithm.STATIONS: stations.id()}
    others = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and not is_from_registry(layer)
    ]
    for definition in analysis.parameterDefinitions():
        if not isinstance(definition, QgsProcessingParameterFeatureSource) or definition.name() in values:
            continue
        if definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
            continue
        fitting = [layer.id() for layer in others if layer.geometryType() in kinds_of(definition)]
        if len(fitting) == 1:
            values[definition.name()] = fitting[0]
    return values


def layers_in(node: QgsLayerTreeNode) -> list[QgsMapLayer]:
    """The layers at a place of the layer tree, or below it."""
    if isinstance(node, QgsLayerTreeLayer):
        return [node.layer()]
    return [each.layer() for each in node.findLayers()]


def add_demo_places(messages: Messages) -> None:
    """Add the invented municipalities and motorways around the demo stations to the project."""
    project = QgsProject.instance()
    root, layers = project.layerTreeRoot(), project.addMapLayers(demo_places(), False)
    # Below the stations, which the lines would cross out.
    above = [place for place, node in enumerate(root.children()) if any(map(is_station_layer, layers_in(node)))]
    for layer in layers:
        root.insertLayer(above[-1] + 1 if above else 0, layer)
    messages.show(
        Qgis.MessageLevel.Success,
        tr("Two invented layers loaded. To analyse the demo stations by them: right click the stations ▸ Analyse."),
        seconds=15,
    )
