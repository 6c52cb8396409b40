"""The work that goes on in layers: results that arrive, reloads, and what is undone."""

from __future__ import annotations

from collections.abc import Callable

from ..ocm.errors import OcmError
from .drawn_maps import DrawnMaps
from .idle_steps import Stepping, Steps
from .tasks import Tasks


class LayerWork:
    """Lets steps go on in layers, at most one work in each. A layer is given by the id of its stations."""

    def __init__(self, tasks: Tasks, maps: DrawnMaps) -> None:
        """`tasks`: what starts the tasks among the steps. `maps`: what steps that write wait for."""
        self._tasks = tasks
        self._maps = maps
        self._steppings: dict[str, Stepping] = {}

    @property
    def goes_on(self) -> bool:
        """Whether there is any."""
        return bool(self._steppings)

    def goes_on_in(self, layer_id: str) -> bool:
        """Whether there is any in a layer."""
        return layer_id in self._steppings

    def begin(self, layer_id: str, steps: Steps, end: Callable[[OcmError | None], None]) -> None:
        """Go through steps, in the place of what goes on in the layer; `end` learns how they ended."""
        # Two that fill one layer in turns would fill it twice.
        self.stop(layer_id)
        stepping = self._steppings[layer_id] = Stepping(steps, self._tasks, self._maps)

        def take_end(error: OcmError | None) -> None:
            del self._steppings[layer_id]
            end(error)

        stepping.ended.connect(take_end)
        stepping.start()

    def cancel(self) -> None:
        """End soon all that can be cancelled."""
        for stepping in self._steppings.values():
            stepping.cancel()

    def stop(self, layer_id: str) -> None:
        """End what goes on in a layer, at once: what it has written is taken back, where it can do so."""
        if layer_id in self._steppings:
            self._steppings.pop(layer_id).stop()

    def stop_all(self) -> None:
        """End all at once."""
        for layer_id in tuple(self._steppings):
            self.stop(layer_id)
