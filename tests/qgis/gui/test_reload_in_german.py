"""A layer made while QGIS spoke English is reloaded while it speaks German."""

from __future__ import annotations

import pytest

from ocm_plugin.layers.map_tip import map_tip_template
from ocm_plugin.ocm.translation import tr
from tests.support.german import german

from .reloads import loaded, reloaded


@pytest.mark.parametrize("geopackage", [False, True])
def test_form_and_map_tip_speak_german_afterwards(server, searching, window, tmp_path, geopackage):
    """They stayed English, beside a legend and messages in German."""
    layer = loaded(searching, window, tmp_path, geopackage)
    name = layer.fields().indexOf("n_points")
    layer.setFieldAlias(layer.fields().indexOf("name"), "Mine")
    assert layer.attributeAlias(name) == "Charging points"
    with german():
        reloaded(searching, window, layer)
        assert layer.attributeAlias(name) == tr("Charging points") == "Ladepunkte"
        assert layer.mapTipTemplate() == map_tip_template()
        assert tr("Connections") in [tab.name() for tab in layer.editFormConfig().tabs()]
    assert layer.attributeAlias(layer.fields().indexOf("name")) == "Mine"
