"""What Processing asks every algorithm of the plugin: its name, group, icon, tags and help, as members of the class."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..layers.keywords import is_silent
from ..ocm.errors import OcmError
from ..ocm.translation import marked, tr
from ..qgis_support.paths import icon_path
from .parameter_help import help_of

PAGES_URL = "https://github.com/openchargemap-qgis/openchargemap-qgis/blob/main/docs/algorithms"
"""The pages that `tools/make_algorithm_pages.py` makes."""
CHARGING_STATIONS = ("chargingstations", marked("Charging stations"))
MIRRORS = ("mirror", marked("Mirror"))
CHANGES = ("changes", marked("Changes"))
SHARING = ("sharing", marked("Sharing"))

_OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional


class Algorithm(QgsProcessingAlgorithm):
    """Base of all algorithms. Texts are English, wrapped in `marked`; the user gets them in QGIS' language."""

    NAME: ClassVar[str]
    """For life: models and scripts store it."""
    DISPLAY_NAME: ClassVar[str]
    GROUP: ClassVar[tuple[str, str]] = CHARGING_STATIONS
    """Its id, for life too, and its title."""
    ICON: ClassVar[str] = "openchargemap"
    TAGS: ClassVar[str]
    """By what the toolbox finds it beside its name, separated by commas."""
    SUMMARY: ClassVar[str]
    """One sentence, which the toolbox shows beside the name."""
    HELP: ClassVar[str]
    """What the dialog shows beside the parameters: paragraphs."""
    REPLACES: ClassVar[Mapping[str, str]] = {}
    """Outputs that may be written in the place of the file of an input."""
    BESIDE: ClassVar[tuple[str, ...]] = ()
    """Parameters with features, which `beside` has by these names where they are given."""

    def createInstance(self) -> Algorithm:
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return tr(self.DISPLAY_NAME)

    def groupId(self) -> str:
        return self.GROUP[0]

    def group(self) -> str:
        return tr(self.GROUP[1])

    def icon(self) -> QIcon:
        return QIcon(icon_path(self.ICON))

    def helpUrl(self) -> str:
        return f"{PAGES_URL}/{self.NAME}.md"

    def tags(self) -> list[str]:
        """Words of the user's language and of English."""
        return list(dict.fromkeys([*tr(self.TAGS).split(","), *self.TAGS.split(",")]))

    def shortDescription(self) -> str:
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        return tr(self.HELP)

    def addParameter(self, parameter: QgsProcessingParameterDefinition, createOutput: bool = True) -> bool:
        """Add a parameter, with its help."""
        if not parameter.help():
            text = help_of(self.NAME, parameter.name())
            parameter.setHelp(tr(text))
        return bool(super().addParameter(parameter, createOutput))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        is_valid, problem = super().checkParameterValues(parameters, context)
        if is_valid:
            try:
                self.check_given(parameters, context)
            except OcmError as error:
                return False, error.sentence
        return is_valid, problem

    def check_given(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Raises OcmError for what nothing right can come of. Where the layers live."""
        from .given_checks import check_given

        check_given(self, parameters, context)

    def written_into(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Collection[str]:
        """The outputs that leave what else is in their file."""
        return ()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Set up. What ends it early is a sentence in the log."""
        try:
            self.hold_beside(parameters, context)
            # Models come here without a check of the values.
            self.check_given(parameters, context)
            self.set_up(parameters, context, feedback)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Work. What ends it early is a sentence in the log, and its details are there too."""
        from ..qgis_support.threads import in_background

        try:
            with in_background():
                return self.work(parameters, context, feedback)
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error
        finally:
            self.let_go()

    # What subclasses do, and what they read

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Read what a worker may not: settings, the key, layers. Where the layers live. Raises OcmError."""

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The outputs of the algorithm, made in a worker. Raises OcmError."""
        raise NotImplementedError

    def given_layer(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> QgsVectorLayer:
        """The layer of a parameter. Main thread. Raises QgsProcessingException when there is none."""
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        if is_silent(layer):  # where no window has asked its database
            from ..layers.postgis import MetadataOf, say_again

            with suppress(OcmError):  # without psycopg2, QGIS still reads the layer itself
                say_again(layer, MetadataOf(layer).read()[1])
        return layer

    def layer_behind(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsVectorLayer | None:
        """The layer whose features a parameter gives, all or some of them; None for none."""
        given = parameters.get(name)
        if isinstance(given, QgsProcessingFeatureSourceDefinition):
            parameters = {**parameters, name: given.source}
        return self.parameterAsVectorLayer(parameters, name, context)

    def given_features(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        """The features of a parameter as they are now: a worker may read them when the layer is gone.

        Where the layer lives: call it in `set_up`. Raises QgsProcessingException when there are none to read.
        """
        from ..qgis_support.held_features import held

        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        layer = self.layer_behind(parameters, name, context)
        return source if layer is None else held(source, layer, parameters.get(name), context)

    def hold_beside(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Have `beside`. Where the layers live."""
        self.beside = {
            name: self.given_features(parameters, name, context)
            for name in self.BESIDE
            if parameters.get(name) or not self.parameterDefinition(name).flags() & _OPTIONAL
        }

    def let_go(self) -> None:
        """Read no more: files are open until then, and the window of an algorithm keeps it."""
        self.beside = {}
