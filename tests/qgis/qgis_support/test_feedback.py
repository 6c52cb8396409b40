"""Progress and cancellation, between the plugin's feedback and QGIS'."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

from ocm_plugin.ocm.feedback import Progress
from ocm_plugin.qgis_support.feedback import QgisFeedback


def test_progress_reaches_the_feedback_of_an_algorithm():
    class Told(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.texts = []

        def setProgressText(self, text):
            self.texts.append(text)

    told, seen = Told(), []
    feedback = QgisFeedback(told, seen.append)
    for progress in (Progress("Waiting."), Progress("Waiting.", 5, fraction=0.5), Progress("Done.", fraction=1.0)):
        feedback.report(progress)
    assert told.texts == ["Waiting.", "Done."]
    assert told.progress() == 100
    assert [progress.stations for progress in seen] == [0, 5, 0]
    assert not feedback.is_cancelled()
    told.cancel()
    assert feedback.is_cancelled()
