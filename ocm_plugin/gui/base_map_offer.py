"""The offer of a base map to a project that has none, after a search has brought stations: never added unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject

from ..layers.base_map import add_open_street_map, add_outlines, has_base_map
from ..ocm.translation import tr
from ..qgis_support.world_map import world_map_path
from .messages import Button


class BaseMapOffer(QObject):
    """Offers in the message of a result, and in the panel until there is a base map or the user closes the offer."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._form: Any = None
        QgsProject.instance().layersAdded.connect(self._look_again)
        QgsProject.instance().layersRemoved.connect(self._look_again)

    def stop(self) -> None:
        """Offer nothing any more."""
        QgsProject.instance().layersAdded.disconnect(self._look_again)
        QgsProject.instance().layersRemoved.disconnect(self._look_again)
        self._form = None

    def show_in(self, form: Any) -> None:
        """Offer in this form too."""
        self._form = form
        form.no_base_map_button.setIcon(QgsApplication.getThemeIcon("mIconClose.svg"))
        form.outlines_button.setVisible(_has_outlines())
        form.street_map_button.clicked.connect(lambda _checked=False: self._add(add_open_street_map))
        form.outlines_button.clicked.connect(lambda _checked=False: self._add(add_outlines))
        form.no_base_map_button.clicked.connect(form.base_map_offer.hide)

    def buttons(self) -> list[Button]:
        """What is offered in the message of a result now; the panel offers it as well."""
        is_wanted = not has_base_map(QgsProject.instance())
        if self._form is not None:
            self._form.base_map_offer.setVisible(is_wanted)
        if not is_wanted:
            return []
        buttons: list[Button] = [(tr("Add OpenStreetMap"), lambda: self._add(add_open_street_map))]
        if _has_outlines():
            buttons.append((tr("Add World Outlines"), lambda: self._add(add_outlines)))
        return buttons

    def _add(self, add: Callable[[QgsProject], QgsMapLayer | None]) -> None:
        """Add it, unless there is one by now; the layer that was active stays so."""
        active = self._iface.activeLayer()
        if not has_base_map(QgsProject.instance()):
            add(QgsProject.instance())
        if active is not None:
            self._iface.setActiveLayer(active)

    def _look_again(self, *_layers: object) -> None:
        """Take the offer away when there is a base map, or nothing to be seen on one."""
        project = QgsProject.instance()
        if self._form is not None and (has_base_map(project) or not project.mapLayers()):
            self._form.base_map_offer.hide()


def _has_outlines() -> bool:
    """Whether QGIS came with its world map."""
    return Path(world_map_path()).exists()
