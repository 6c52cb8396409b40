"""Fields of coverage: places or areas within a distance of usable stations, zones with sums of them, and deserts."""

from __future__ import annotations

from ..codes import codes
from ..field import Field

COVERAGES = codes(yes="Covered", partly="Partly covered", cannot_tell="Uncertain", no="Not covered")

_REACH = "The usable stations, and the distance or the service areas."
_SPREAD = "Of an area, its share of the people: they are taken to be spread evenly over it."
_OF_AREAS = "NULL for points."

# A table: a few lines for each field.
# fmt: off
COVERAGE_FIELDS = (
    Field("covered", "text", "Covered", codes=COVERAGES,
          meaning="Whether a usable station reaches the place; of an area, all or part of it.", source=_REACH,
          trap="Not covered is said only where uncertain stations do not reach it either."),
    Field("percent_lo", "real", "Covered, at least (%)", unit="%",
          meaning="Share of the place that surely usable stations reach; of a point 0 or 100.", source=_REACH),
    Field("percent_hi", "real", "Covered, at most (%)", unit="%",
          meaning="Share of the place that stations reach which may be usable.", source=_REACH),
    Field("sure_m", "real", "Nearest, surely usable", unit="m",
          meaning="Distance to the nearest station that is surely usable, on the ellipsoid.",
          source="Positions of the point and of the stations",
          trap="As the crow flies. NULL for areas, and where there is no such station."),
    Field("possible_m", "real", "Nearest, perhaps usable", unit="m",
          meaning="Distance to the nearest station that may be usable, on the ellipsoid.",
          source="Positions of the point and of the stations",
          trap="As the crow flies. NULL for areas, and where there is no such station."),
    Field("area_km2", "real", "Area", unit="km²",
          meaning="Area of the place on the ellipsoid.", source="Geometry of the place", trap=_OF_AREAS),
    Field("area_lo_km2", "real", "Covered area, at least", unit="km²",
          meaning="Area that surely usable stations reach.", source=_REACH, trap=_OF_AREAS),
    Field("area_hi_km2", "real", "Covered area, at most", unit="km²",
          meaning="Area that stations reach which may be usable.", source=_REACH, trap=_OF_AREAS),
    Field("people", "real", "People", unit="people",
          meaning="People of the place.", source="The field with inhabitants",
          trap="NULL when no field is given, or it says nothing of the place."),
    Field("people_lo", "real", "Covered people, at least", unit="people",
          meaning="People whom surely usable stations reach.", source=_REACH, trap=_SPREAD),
    Field("people_hi", "real", "Covered people, at most", unit="people",
          meaning="People whom stations reach which may be usable.", source=_REACH, trap=_SPREAD),
)

_SUMS = (
    Field("n_places_lo", "int", "Covered places, at least", unit="places",
          meaning="Places that are wholly covered for sure.", source=_REACH),
    Field("n_places_hi", "int", "Covered places, at most", unit="places",
          meaning="Places that may be wholly covered.", source=_REACH),
    Field("people", "real", "People", unit="people",
          meaning="People of these places.", source="The field with inhabitants",
          trap="Too few where places do not say it: see n_people_unknown."),
    Field("people_lo", "real", "Covered people, at least", unit="people",
          meaning="People whom surely usable stations reach.", source=_REACH, trap=_SPREAD),
    Field("people_hi", "real", "Covered people, at most", unit="people",
          meaning="People whom stations reach which may be usable.", source=_REACH, trap=_SPREAD),
    Field("percent_people_lo", "real", "Covered people, at least (%)", unit="%",
          meaning="Of the people of these places.", source="people_lo and people"),
    Field("percent_people_hi", "real", "Covered people, at most (%)", unit="%",
          meaning="Of the people of these places.", source="people_hi and people"),
    Field("n_people_unknown", "int", "Places of unknown people", unit="places",
          meaning="Places that do not say how many people they have.",
          source="The field with inhabitants"),
    Field("area_km2", "real", "Area of the places", unit="km²",
          meaning="Area of the places on the ellipsoid.", source="Geometries of the places", trap=_OF_AREAS),
    Field("area_lo_km2", "real", "Covered area, at least", unit="km²",
          meaning="Area that surely usable stations reach.", source=_REACH, trap=_OF_AREAS),
    Field("area_hi_km2", "real", "Covered area, at most", unit="km²",
          meaning="Area that stations reach which may be usable.", source=_REACH, trap=_OF_AREAS),
)

ZONE_COVERAGE_FIELDS = (
    Field("n_places", "int", "Places", unit="places",
          meaning="Places in the zone; an area lies where a point on it does.", source="The places."),
    *_SUMS,
)

DISTANCE_COVERAGE_FIELDS = (
    Field("distance_m", "real", "Distance", unit="m",
          meaning="A station so near covers a place.", source="The distances that were asked for"),
    Field("n_places", "int", "Places", unit="places", meaning="All places.", source="The places."),
    *_SUMS,
)

DESERT_FIELDS = (
    Field("desert_km2", "real", "Area", unit="km²",
          meaning="Area that no station reaches which may be usable.", source=_REACH, trap=_OF_AREAS),
    Field("desert_people", "real", "People", unit="people",
          meaning="People whom no station reaches which may be usable.", source=_REACH, trap=_SPREAD),
)
# fmt: on
