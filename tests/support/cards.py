"""Map tips and pages of forms for many features. QGIS reads the expressions of a template again for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsVectorLayer,
)


def filled(
    layer: QgsVectorLayer, template: str, of_map: QgsExpressionContextScope | None = None
) -> Iterator[tuple[QgsFeature, str]]:
    """Each feature of a layer, and a template of HTML with its values, as QGIS makes it on a map."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    if of_map is not None:
        context.appendScope(QgsExpressionContextScope(of_map))
    # Plain text and expressions in turns.
    parts = re.split(r"\[%(.*?)%\]", template, flags=re.DOTALL)
    expressions = [QgsExpression(part) for part in parts[1::2]]
    for place, feature in enumerate(layer.getFeatures()):
        context.setFeature(feature)
        for number, expression in enumerate(expressions):
            value = expression.evaluate(context)
            assert isinstance(value, str) or value in (None, ""), (value, expression.evalErrorString())
            parts[2 * number + 1] = value or ""
        text = "".join(parts)
        if place == 0:
            assert text == QgsExpression.replaceExpressionText(template, context)
        yield feature, text
