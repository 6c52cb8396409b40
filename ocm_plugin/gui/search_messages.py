"""Messages about a search that has ended, with buttons for what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.core import Qgis, QgsMapLayer, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.style import style_problem
from ..ocm.errors import Cancelled, KeyMissing, KeyRejected, OcmError, RequestError, SettingsError
from ..ocm.phrases import stations_text
from ..ocm.records.provenance import (
    CAPPED,
    COMPLETE,
    FROM_FILE,
    FROM_HELD,
    FROM_MIRROR,
    FROM_PARTS,
    STOPPED,
    Provenance,
)
from ..ocm.search.areas import StationIds, World
from ..ocm.search.search import Search
from ..ocm.store.merge_values import Outcome, Place
from ..ocm.store.undoing import TakenBack
from ..ocm.translation import marked, tr
from ..ocm.wording import (
    deleted_text,
    held_sentence,
    kept_edits_text,
    kept_values_sentence,
    merge_sentence,
    not_asked_sentence,
    unstated_sentence,
)
from ..qgis_support.key_store import KEY_STORE, KeyState
from ..qgis_support.settings import API, DEMO
from .first_look import look_at
from .messages import Button, Messages, unexpected_error
from .result_words import NOTHING_ELSE, Also, details_of, is_doubtful, loaded_clause
from .search_request import SearchRequest
from .search_task import Arrival


class SearchMessages(QObject):
    """Shows messages in QGIS' message bar; the search panel shows them too, where they stay."""

    told = pyqtSignal(str, object, object)
    """A sentence, the list of Buttons without which the search does not get further, and a MessageLevel."""
    asked = pyqtSignal(str, object, object)
    """The same of a search that waits for an answer."""
    search_wanted = pyqtSignal(object, object)
    """A SearchRequest, and the Arrival with which it goes on or None."""
    load_wanted = pyqtSignal(object, object)
    """A SearchRequest, and the Arrival of which the user wants what has arrived."""
    replace_wanted = pyqtSignal(object, object)
    """A SearchRequest, and the Arrival that shall take the place of the stations held although it is suspicious."""
    theirs_wanted = pyqtSignal(object, object, object)
    """A SearchRequest, its Arrival, and the Places at which edits of the user shall give way to it."""
    mine_wanted = pyqtSignal(object, object, object)
    """The same, at which edits of the user shall stay and be reported no more."""
    deleted_wanted = pyqtSignal(object, object)
    """A SearchRequest, and its Arrival, of which the rows that the user has deleted shall come back."""
    undo_wanted = pyqtSignal(str, int)
    """The id of a layer, and the number of the reload that is to be undone."""
    changes_wanted = pyqtSignal(str, int)
    """The id of a layer, and the place of a reload among those of this session."""
    share_wanted = pyqtSignal(QgsMapLayer)
    save_wanted = pyqtSignal(QgsMapLayer)
    options_wanted = pyqtSignal()

    def __init__(self, iface: QgisInterface, messages: Messages) -> None:
        super().__init__()
        self._iface = iface
        self._messages = messages
        self._with_undo: tuple[str, object] = "", None
        """The layer that the last message with *Undo* is about, and that message."""

    def reloaded(
        self,
        request: SearchRequest,
        arrival: Arrival,
        merged: Outcome,
        number: int | None = None,
        listed: int | None = None,
        n_mine: int = 0,
    ) -> None:
        """A result was merged into the layer of the request. The bar has room for its counts and a few words.

        `number`: of what can be undone: the reload, or what was decided of the one before and that with it. `listed`:
        the place of the reload among those of this session, if it has changed something. `n_mine`: how many values the
        user has decided to keep, if it was that.
        """
        provenance, layer_id = arrival.result.provenance, request.target
        level, text = Qgis.MessageLevel.Success, merge_sentence(merged, provenance.is_invented)
        offers: list[Button] = []
        if provenance.origin.kind == FROM_HELD and request.source == API:
            text = f"{text} {held_sentence(provenance.data_date)}"
        if n_mine and not merged.has_changes:
            text = kept_values_sentence(n_mine)
        shortfall = self._shortfall(provenance)
        if shortfall:
            level, text = Qgis.MessageLevel.Warning, f"{text} {shortfall}"
        if provenance.outcome != COMPLETE:
            offers.append(self._load_all_button(request, provenance, layer_id))
        if number is not None:
            offers.append(self._undo_button(layer_id, number))
        # What else can be done with the layer was offered when it was loaded, and the words need room.
        buttons = [self._open_table_button(layer_id)] if provenance.outcome == COMPLETE else []
        if listed is not None:
            buttons = [(tr("Show Changes"), lambda: self.changes_wanted.emit(layer_id, listed))]
        if merged.deleted or merged.deleted_rows:
            buttons = [*buttons[: listed is not None], self.deleted_button(request, arrival)]
        if merged.contradicted:
            theirs = frozenset(merged.contradicted)
            # The changes are in the layer's menu: for a fifth button the bar has no room.
            buttons = [self.theirs_button(request, arrival, theirs), self.mine_button(request, arrival, theirs)]
        edits = (kept_edits_text(merged), deleted_text(merged))
        self._show_loaded(level, text, offers, buttons, provenance, "\n\n".join(filter(None, edits)))
        if number is not None:
            self._with_undo = layer_id, self._messages.last

    def changes_shown(self, layer_id: str, number: int, layer_name: str) -> None:
        """A layer shows what has changed in another one: so many stations."""
        if not number:
            text = tr("No station of “{layer}” differs from before in its own values.", layer=layer_name)
            details = tr("Changes of connections, comments and photos are not listed.")
            self._tell(Qgis.MessageLevel.Info, text, details=details)
            return
        text = tr(
            "{n} station of “{layer}” differs from before.",
            "{n} stations of “{layer}” differ from before.",
            n=number,
            layer=layer_name,
        )
        buttons: list[Button] = [
            (tr("Zoom To"), lambda: self._with_layer(layer_id, self._zoom)),
            self._open_table_button(layer_id),
        ]
        self._messages.show(Qgis.MessageLevel.Success, text, buttons)
        self.told.emit(text, [], Qgis.MessageLevel.Success)

    def theirs_button(self, request: SearchRequest, arrival: Arrival, theirs: frozenset[Place]) -> Button:
        """Give up edits that Open Charge Map contradicts."""
        return tr("Take Theirs"), lambda: self._decide(self.theirs_wanted, request, arrival, theirs)

    def mine_button(self, request: SearchRequest, arrival: Arrival, mine: frozenset[Place]) -> Button:
        """Let edits stay that Open Charge Map contradicts, and report them no more."""
        return tr("Keep Mine"), lambda: self._decide(self.mine_wanted, request, arrival, mine)

    def deleted_button(self, request: SearchRequest, arrival: Arrival) -> Button:
        """Have rows back that the user has deleted."""
        return tr("Bring Back"), lambda: self._decide(self.deleted_wanted, request, arrival)

    def replace_button(self, request: SearchRequest, arrival: Arrival) -> Button:
        """Take a suspicious answer."""
        return tr("Replace"), lambda: self._decide(self.replace_wanted, request, arrival)

    def _undo_button(self, layer_id: str, number: int) -> Button:
        return tr("Undo"), lambda: self.undo_wanted.emit(layer_id, number)

    def undone(self, done: TakenBack, layer_id: str, number: int | None = None) -> None:
        """A reload was taken back. `number`: of the reload, if only a decision about it was taken back."""
        text = tr("The reload was undone.")
        if number is not None:
            text = tr("Your decision was undone. What the reload had changed before is still there.")
        if done.edited:
            stays = tr("What you edited since stays: {n} row.", "What you edited since stays: {n} rows.", n=done.edited)
            text = f"{text} {stays}"
        self._tell(Qgis.MessageLevel.Success, text, [] if number is None else [self._undo_button(layer_id, number)])
        if number is not None:
            self._with_undo = layer_id, self._messages.last

    def not_undone(self, text: str, layer_id: str, number: int, details: str = "") -> None:
        """A reload could not be undone, for a reason said in a sentence; it may be tried again."""
        self._tell(Qgis.MessageLevel.Warning, text, [self._undo_button(layer_id, number)], details)
        self._with_undo = layer_id, self._messages.last

    def offer_no_undo(self, layer_id: str) -> None:
        """Take the message away that offers to undo a reload of a layer, if it is the last: that cannot be done now."""
        about, message = self._with_undo
        if message is not None and about == layer_id and message is self._messages.last:
            self._with_undo = "", None
            self._messages.clear()
            self.told.emit("", [], Qgis.MessageLevel.Info)

    def _shortfall(self, provenance: Provenance) -> str:
        """That stations may be missing, in the few words that a reload's message has room for; "" when none are."""
        if provenance.outcome == CAPPED:
            return tr("There may be more.")
        if provenance.outcome == STOPPED:
            return tr("That is not all.")
        if provenance.set_aside:
            number = len(provenance.set_aside)
            return tr("{n} record could not be read.", "{n} records could not be read.", n=number)
        return ""

    def loaded(
        self,
        request: SearchRequest,
        provenance: Provenance,
        layer_id: str,
        merged: Outcome | None = None,
        problem: str = "",
        also: Also = NOTHING_ELSE,
    ) -> None:
        """A result is in the project. `merged`: what it has done to a file that was there. `problem`: what failed."""
        offers: list[Button] = []
        counts = loaded_clause(provenance)
        level, text = Qgis.MessageLevel.Success, tr("{counts}.", counts=counts)
        if merged is not None:
            text = merge_sentence(merged, provenance.is_invented)
        if provenance.outcome == CAPPED:
            level = Qgis.MessageLevel.Warning
            text = tr("{counts}. That is your maximum: there may be more.", counts=counts)
        elif provenance.outcome == STOPPED:
            level = Qgis.MessageLevel.Warning
            text = tr("{counts}, but that is not all.", counts=counts)
        elif provenance.set_aside:
            level = Qgis.MessageLevel.Warning
            text = tr(
                "{counts}; {n} record could not be read.",
                "{counts}; {n} records could not be read.",
                n=len(provenance.set_aside),
                counts=counts,
            )
        if provenance.outcome != COMPLETE:
            offers.append(self._load_all_button(request, provenance, layer_id))
        text = " ".join(filter(None, (text, not_asked_sentence(provenance))))
        offers += self._ask_again_button(request, provenance, layer_id)
        if provenance.unstated:
            text = f"{text} {unstated_sentence(provenance, is_short=True)}"
            if provenance.outcome == COMPLETE:
                included = _including_unstated(request)
                offers.append((tr("Include Them"), lambda: self._load_all(included, layer_id)))
        problem = problem or style_problem(request.style)
        if problem:
            level, text = Qgis.MessageLevel.Warning, f"{text} {problem}"
        text = " ".join(filter(None, (text, also.text, look_at(self._iface, layer_id))))
        buttons = [*also.first, *self._buttons(provenance, layer_id), *also.more]
        self._show_loaded(level, text, offers, buttons, provenance)

    def _show_loaded(
        self,
        level: Qgis.MessageLevel,
        text: str,
        offers: list[Button],
        buttons: list[Button],
        provenance: Provenance,
        edits: str = "",
    ) -> None:
        has_doubts = provenance.outcome != COMPLETE or is_doubtful(provenance)
        details = "\n\n".join(filter(None, (edits, details_of(provenance) if has_doubts else "")))
        self._messages.show(level, text, [*offers, *buttons], details)
        self.told.emit(text, offers, level)

    def _load_all_button(self, request: SearchRequest, provenance: Provenance, layer_id: str) -> Button:
        """Search again for what is missing in a layer."""
        everything = request
        if provenance.outcome == CAPPED:
            everything = request._replace(search=replace(request.search, max_results=None))
        return tr("Load All"), lambda: self._load_all(everything, layer_id)

    def _ask_again_button(self, request: SearchRequest, provenance: Provenance, layer_id: str = "") -> list[Button]:
        """Ask the server, where it was not asked or not for all; into a layer, if there is one."""
        if request.source != API or provenance.origin.kind not in (FROM_HELD, FROM_MIRROR, FROM_PARTS):
            return []
        return [(tr("Ask Again"), lambda: self._load_all(request._replace(fresh=True), layer_id))]

    def _open_table_button(self, layer_id: str) -> Button:
        return tr("Open Table"), lambda: self._with_layer(layer_id, self._iface.showAttributeTable)

    def _buttons(self, provenance: Provenance, layer_id: str) -> list[Button]:
        """What can be done with a layer that is in the project: less where the words take up more of the bar."""
        buttons: list[Button] = [(tr("Zoom To"), lambda: self._with_layer(layer_id, self._zoom))]
        if provenance.unstated:
            return buttons
        buttons.append(self._open_table_button(layer_id))
        if provenance.outcome == COMPLETE:
            buttons.append((tr("Share as KML…"), lambda: self._with_layer(layer_id, self.share_wanted.emit)))
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is not None and layer.providerType() == "memory":
            buttons.append((tr("Save…"), lambda: self._with_layer(layer_id, self.save_wanted.emit)))
        return buttons

    def stopped(self, request: SearchRequest, arrival: Arrival) -> None:
        """A search has stopped before its end."""
        buttons: list[Button] = []
        if arrival.result.provenance.resume is not None:
            buttons.append((tr("Continue"), lambda: self.search_wanted.emit(request, arrival)))
        if arrival.result.provenance.loaded and not request.target:
            buttons.append((tr("Load What Arrived"), lambda: self.load_wanted.emit(request, arrival)))
        loaded = arrival.result.provenance.loaded
        arrived = tr("{n} station had arrived.", "{n} stations had arrived.", n=loaded)
        text = f"{arrival.result.provenance.reason} {arrived if loaded else tr('No stations had arrived.')}"
        self._tell(Qgis.MessageLevel.Warning, text, buttons, details_of(arrival.result.provenance))

    def suspicious(self, request: SearchRequest, arrival: Arrival, layer_name: str, held: int) -> None:
        """A reload has brought so little that nothing was replaced; the user decides."""
        is_file = arrival.result.provenance.origin.kind == FROM_FILE
        # In a bar of 1280 pixels, beside three buttons, two lines have room.
        sentence = (
            marked("The file has {arrived}, “{layer}” has {held}. Nothing was changed.")
            if is_file
            else marked("The server sent {arrived}, “{layer}” has {held}. Nothing was changed.")
        )
        arrived = stations_text(arrival.result.provenance.loaded)
        text = tr(sentence, arrived=arrived, layer=layer_name, held=held)
        text = " ".join(filter(None, (text, not_asked_sentence(arrival.result.provenance))))
        buttons: list[Button] = [
            (tr("Keep What Is There"), self._keep),
            self.replace_button(request, arrival),
            *self._ask_again_button(request, arrival.result.provenance, request.target),
        ]
        why = (
            tr("Look whether it is the right file, or replace the stations.")
            if is_file
            else tr("A server in trouble often answers that there are no stations. Try again later, or replace them.")
        )
        details = "\n\n".join([why, details_of(arrival.result.provenance)])
        self._tell(Qgis.MessageLevel.Warning, text, buttons, details)

    def _keep(self) -> None:
        self._messages.clear()
        self.told.emit(tr("The stations were kept as they are."), [], Qgis.MessageLevel.Info)

    def _decide(self, wanted: pyqtSignal, *values: object) -> None:
        """The user has answered the message."""
        self._messages.clear()
        wanted.emit(*values)

    def nothing(self, provenance: Provenance, request: SearchRequest) -> None:
        """A search has found nothing."""
        if provenance.set_aside:
            self._tell(
                Qgis.MessageLevel.Warning,
                tr(
                    "No station was loaded: {n} record could not be read.",
                    "No station was loaded: {n} records could not be read.",
                    n=len(provenance.set_aside),
                ),
                details=details_of(provenance),
            )
            return
        sentences = [tr("No station matches this search."), not_asked_sentence(provenance)]
        offers = self._ask_again_button(request, provenance)
        if provenance.cannot_tell:
            number = provenance.cannot_tell
            sentences.append(tr("{n} may: left out, as you wished.", "{n} may: left out, as you wished.", n=number))
            sure_or_not = request._replace(search=replace(request.search, keep_cannot_tell=True))
            offers.append((tr("Include Uncertain"), lambda: self.search_wanted.emit(sure_or_not, None)))
        if provenance.dropped:
            sentences.append(
                tr(
                    "{n} station arrived, but did not meet it.",
                    "{n} stations arrived, but did not meet it.",
                    n=provenance.dropped,
                )
            )
        if provenance.unstated:
            sentences.append(unstated_sentence(provenance))
            included = _including_unstated(request)
            offers.append((tr("Include Them"), lambda: self.search_wanted.emit(included, None)))
        sentences.append(_way_out(request.search))
        self._tell(Qgis.MessageLevel.Info, " ".join(filter(None, sentences)), offers, details_of(provenance))

    def error(
        self,
        error: OcmError,
        request: SearchRequest | None = None,
        continued: Arrival | None = None,
        again: Button | None = None,
    ) -> None:
        """A search, of which something may have arrived before (`continued`), failed.

        `again`: what the user had decided, and may decide again.
        """
        if isinstance(error, Cancelled) and continued is None:
            text = tr("The search was cancelled. Nothing was loaded.")
            if request is not None and request.target:
                text = tr("The reload was cancelled. Nothing was changed.")
            self._tell(Qgis.MessageLevel.Info, text, [again] if again else [], seconds=0 if again else 5)
            return
        buttons: list[Button] = [again] if again else []
        sentence = error.sentence
        needs_key = isinstance(error, (KeyMissing, KeyRejected))
        may_repeat = request is not None and isinstance(error, RequestError) and not needs_key
        if isinstance(error, KeyMissing) and request is not None and KEY_STORE.state() == KeyState.LOCKED:
            sentence = tr("The API key is in QGIS' key store, which was not unlocked.")
            buttons.append((tr("Unlock…"), lambda: self._unlock(request)))
        elif isinstance(error, (RequestError, SettingsError)) and not getattr(error, "repeatable", False):
            buttons.append((tr("Options…"), self.options_wanted.emit))
        if isinstance(error, KeyMissing) and request is not None:
            demo = request._replace(source=DEMO)
            buttons.append((tr("Use the Demo Data"), lambda: self.search_wanted.emit(demo, None)))
        if may_repeat:
            buttons.append((tr("Try Again"), lambda: self.search_wanted.emit(request, continued)))
        if continued is not None and request is not None and request.target:
            # What arrived for a reload is not all that the layer shall hold, so it can only be gone on with.
            if not may_repeat:
                buttons.append((tr("Continue"), lambda: self.search_wanted.emit(request, continued)))
        elif continued is not None:
            buttons.append((tr("Load What Arrived"), lambda: self.load_wanted.emit(request, continued)))
        self._tell(Qgis.MessageLevel.Critical, sentence, buttons, error.details)

    def many(self, arrived: int, expected: int, go_on: Callable[[], object], cancel: Callable[[], object]) -> None:
        """A search waits, as very many stations may come."""
        text = tr(
            "Judged by the first {arrived}, about {expected} stations may come. The search waits.",
            arrived=arrived,
            expected=expected,
        )
        buttons: list[Button] = [(tr("Go On"), go_on), (tr("Cancel"), cancel)]
        self._messages.show(Qgis.MessageLevel.Warning, text, buttons)
        self.asked.emit(text, buttons, Qgis.MessageLevel.Warning)

    def lost(self, request: SearchRequest, error: OcmError | None) -> None:
        """The layers of a search that ran were removed, or could not be filled."""
        if error is not None:
            self.error(error)
            return
        text = tr("The search was ended, as its layer was removed.")
        self._tell(Qgis.MessageLevel.Info, text, [(tr("Try Again"), lambda: self.search_wanted.emit(request, None))])

    def safely(self, do: Callable[[], None], again: Button | None = None) -> None:
        """Do something; any exception ends it and is shown: nothing may seem to run for ever."""
        try:
            do()
        except OcmError as error:
            self.error(error, again=again)
        except Exception:
            self.error(unexpected_error(), again=again)

    def going_on(self, show: Callable[[], object], cancel: Callable[[], object]) -> None:
        """A search goes on while the panel is closed."""
        buttons = [(tr("Show Progress"), show), (tr("Cancel"), cancel)]
        self._messages.show(Qgis.MessageLevel.Info, tr("The search is still running."), buttons)

    def no_reload(self, text: str, again: Button | None = None) -> None:
        """A layer is not reloaded, for a reason said in a sentence. `again`: what the user may decide again."""
        self._tell(Qgis.MessageLevel.Warning, text, [again] if again else [])

    def no_undo(self, layer_name: str, reload: Callable[[], object]) -> None:
        """A reload could not be undone; the user decides before the server is asked."""
        text = tr(
            "A reload of “{layer}” cannot be undone: that needs a temporary layer, a GeoPackage, or a schema of "
            "PostGIS.",
            layer=layer_name,
        )
        self._tell(Qgis.MessageLevel.Warning, text, [(tr("Reload Now"), reload)])

    def _tell(
        self,
        level: Qgis.MessageLevel,
        text: str,
        offers: list[Button] | None = None,
        details: str = "",
        seconds: int = 0,
    ) -> None:
        self._messages.show(level, text, offers or [], details, seconds)
        self.told.emit(text, offers or [], level)

    def _unlock(self, request: SearchRequest) -> None:
        """Let QGIS ask for its master password once more, and search when that has given the key."""
        if KEY_STORE.key(ask_again=True):
            self.search_wanted.emit(request, None)

    def _load_all(self, request: SearchRequest, layer_id: str) -> None:
        """Search again for what is in a layer: into that layer, or, when it is gone, as before."""
        if QgsProject.instance().mapLayer(layer_id) is not None:
            request = request._replace(geopackage="", target=layer_id)
        self.search_wanted.emit(request, None)

    def _with_layer(self, layer_id: str, do: Callable[[object], object]) -> None:
        """Do something with a layer, if it is still in the project."""
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is not None:
            do(layer)

    def _zoom(self, layer: object) -> None:
        self._iface.setActiveLayer(layer)
        self._iface.zoomToActiveLayer()


def _way_out(search: Search) -> str:
    """What a user may change about a search that has found nothing."""
    if isinstance(search.area, World):
        return tr("Remove filters.") if search.has_filters else ""
    if isinstance(search.area, StationIds):
        return tr("Check the numbers or remove filters.") if search.has_filters else tr("Check the numbers.")
    return tr("Widen the area or remove filters.") if search.has_filters else tr("Widen the area.")


def _including_unstated(request: SearchRequest) -> SearchRequest:
    """The same, with the stations that do not state what was asked for."""
    return request._replace(search=replace(request.search, include_unstated=True, keep_cannot_tell=True))
