"""Map tips and pages of forms for many features. QGIS reads the expressions of a template again for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsFeature, QgsVectorLayer


def filled(layer: QgsVectorLayer, template: str) -> Iterator[tuple[QgsFeature, str]]:
    """Each feature of a layer, and a template of HTML with its values, as QGIS makes it."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
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
