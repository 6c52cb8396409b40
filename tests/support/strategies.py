"""Random values for property tests: any JSON, any Search. (Searches around given places: `search_strategies`.)"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import AnswerForm, Search

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
positions = st.tuples(longitudes, latitudes)
rings = st.lists(positions, min_size=3, max_size=5)
distances = st.floats(0.001, 20_000_000)
extents = st.builds(
    lambda west, east, latitude_pair: Extent(west, min(latitude_pair), east, max(latitude_pair)),
    longitudes,
    longitudes,
    st.tuples(latitudes, latitudes),
)
areas = st.one_of(
    st.just(World()),
    extents,
    st.builds(Circle, latitudes, longitudes, distances),
    st.builds(Polygons, st.lists(st.lists(rings, min_size=1, max_size=2), min_size=1, max_size=2)),
    st.builds(Corridor, st.lists(st.lists(positions, min_size=2, max_size=4), min_size=1, max_size=2), distances),
    st.builds(Countries, st.lists(st.sampled_from(["DE", "gb", " fr "]), min_size=1)),
    st.builds(StationIds, st.lists(st.integers(1, 10**6), min_size=1)),
)
ids = st.lists(st.integers(0, 5000), max_size=3)
moments = st.none() | st.datetimes(
    min_value=datetime(2011, 1, 1),
    max_value=datetime(2030, 1, 1),
    timezones=st.sampled_from([timezone.utc, timezone(timedelta(hours=2))]),
)
switches = st.sampled_from([None, True, False])
searches = st.builds(
    Search,
    area=areas,
    connection_type_ids=ids,
    current_type_ids=ids,
    level_ids=ids,
    min_power_kw=st.none() | st.floats(0, 50),
    max_power_kw=st.none() | st.floats(50, 400),
    min_connectors=st.none() | st.integers(1, 9),
    any_connection=st.booleans(),
    operator_ids=ids,
    not_operator_ids=ids,
    is_public=switches,
    in_operation=switches,
    free_of_charge=switches,
    open_24_hours=switches,
    text=st.none() | st.text("aZé 1-/", max_size=9).filter(lambda text: not text or text.strip(" -/")),
    verified_since=moments,
    usage_type_ids=ids,
    status_type_ids=ids,
    data_provider_ids=ids,
    country_ids=ids,
    open_data=switches,
    modified_since=moments,
    created_since=moments,
    has_media=switches,
    has_comments=switches,
    has_checkins=switches,
    include_comments=st.booleans(),
    keep_cannot_tell=st.booleans(),
    max_results=st.none() | st.integers(1, 10**6),
    answer=st.builds(AnswerForm, verbose=st.booleans(), compact=st.booleans(), camelcase=st.booleans()),
)
