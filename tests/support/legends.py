"""The rows of a station layer's legend, and by which of them a station is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)

from ocm_plugin.layers.legend import rule_based


def descendants(rule: QgsRuleBasedRenderer.Rule) -> list[QgsRuleBasedRenderer.Rule]:
    """All rules below one."""
    return [found for child in rule.children() for found in (child, *descendants(child))]


def all_rules(layer: QgsVectorLayer) -> list[QgsRuleBasedRenderer.Rule]:
    """All rules of a layer below its bubbles."""
    return descendants(rule_based(layer.renderer()).rootRule())


def rules_of(layer: QgsVectorLayer, feature: QgsFeature) -> list[QgsRuleBasedRenderer.Rule]:
    """The rules by which a station is drawn when it stands alone: a rule counts only where those above it do."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return [rule for rule in _met(rule_based(layer.renderer()).rootRule().children(), context) if rule.symbol()]


def _met(
    rules: Iterable[QgsRuleBasedRenderer.Rule], context: QgsExpressionContext
) -> Iterator[QgsRuleBasedRenderer.Rule]:
    for rule in rules:
        if not rule.filterExpression() or QgsExpression(rule.filterExpression()).evaluate(context):
            yield rule
            yield from _met(rule.children(), context)


def breaks(text: str) -> list[str]:
    """The numbers of a class of power, however it is worded: "150–350", "150 to 350 kW"."""
    return re.findall(r"\d+(?:\.\d+)?", text)


def without_number(label: str) -> str:
    """A row's words without the number of its stations, in one line."""
    return re.sub(r" \([\d.,\s]+\)$", "", one_line(label))


def one_line(label: str) -> str:
    """What a row says, wherever the legend breaks it."""
    return " ".join(label.split())


def rule_of(layer: QgsVectorLayer, feature: QgsFeature) -> list[str]:
    """The legend entries under which a station is drawn when it stands alone."""
    return [without_number(rule.label()) for rule in rules_of(layer, feature)]
