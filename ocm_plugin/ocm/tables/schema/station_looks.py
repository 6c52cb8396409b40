"""Fields of a station that decide how it looks on the map and in every share."""

from __future__ import annotations

from . import codes
from .field import Field

LOOK_FIELDS = (
    Field(
        "map_state",
        "text",
        "",
        "State on the map",
        "As what the site is drawn, on the map and in every share.",
        "planned if is_planned, not operational if so or removed, else status_class",
        "A site planned for a later day counts as planned, in spite of its status.",
        codes.MAP_STATES,
    ),
    Field(
        "power_is_estimate",
        "bool",
        "",
        "Power estimated",
        "Whether max_kw is a guess of an importer or of a formula.",
        "kw_basis: an importer's estimate, an upper bound, or amps × volts without known phases",
        "No also where no power is known: see power_class_code.",
        path="equipment.power_is_estimate",
    ),
    Field(
        "access_is_restricted",
        "bool",
        "",
        "Access restricted",
        "Whether not everybody may charge here, or not without asking first.",
        "access_class: restricted, on notice, or staff, visitors and customers",
        "NULL when it is not stated who may charge.",
        path="usage.access_is_restricted",
    ),
)
