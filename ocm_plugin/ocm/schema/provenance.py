"""Fields of `ocm_queries` (where rows come from) and `ocm_providers` (whose they are)."""

from __future__ import annotations

from . import codes
from .field import Field

QUERY_FIELDS = (
    Field("query_id", "text", "", "Search id", "Id of the search; the key.", "This plugin", ""),
    Field("sentence", "text", "", "Search", "What was asked for, in words.", "The search", ""),
    Field("search_json", "text", "", "Search as JSON", "The search, to be run again.", "The search", ""),
    Field("data_source", "text", "", "Source", "Server or file the data came from.", "This plugin", ""),
    Field("is_invented", "bool", "", "Invented data", "Whether the data are invented for demonstration.", "Source", ""),
    Field("outcome", "text", "", "Outcome", "How the search ended.", "This plugin", "", codes.OUTCOMES),
    Field(
        "is_complete",
        "bool",
        "",
        "Complete",
        "Whether the result holds every station the source holds for the search.",
        "outcome",
        "An incomplete result is not a sample: it may lack a whole region.",
    ),
    Field("reason", "text", "", "Reason", "Why it is not complete.", "This plugin", ""),
    Field("started", "datetime", "", "Started", "Start of the search, UTC.", "This plugin", ""),
    Field("finished", "datetime", "", "Finished", "End of the search, UTC.", "This plugin", ""),
    Field(
        "received_n",
        "int",
        "stations",
        "Received",
        "Different stations that arrived.",
        "The answers",
        "The server answers coarsely: area and filters are judged here.",
    ),
    Field("matched_n", "int", "stations", "Matched", "Stations that surely match.", "Area and filters", ""),
    Field(
        "cannot_tell_n",
        "int",
        "stations",
        "Cannot tell",
        "Stations of which the data do not tell whether they match.",
        "Filters",
        "",
    ),
    Field(
        "kept_cannot_tell",
        "bool",
        "",
        "Kept those that cannot be told",
        "Whether they are in the result.",
        "The search",
        "",
    ),
    Field("dropped_n", "int", "stations", "Dropped", "Stations that surely do not match.", "Area and filters", ""),
    Field("set_aside_n", "int", "records", "Set aside", "Records that could not be read.", "The answers", ""),
    Field("loaded_n", "int", "stations", "Loaded", "Stations in the result.", "This plugin", ""),
    Field("cap", "int", "stations", "Cap", "The largest number asked for.", "The search", "NULL: no cap."),
    Field("requests_n", "int", "requests", "Requests", "Requests sent to the server.", "This plugin", ""),
    Field("received_bytes", "int64", "bytes", "Bytes", "Size of the answers, unpacked.", "This plugin", ""),
    Field(
        "reference_date",
        "datetime",
        "",
        "Reference data of",
        "Time of the reference data used for titles.",
        "This plugin",
        "NULL: the table built into the plugin.",
    ),
    Field("plugin_version", "text", "", "Plugin version", "Version of this plugin.", "This plugin", ""),
)

PROVIDER_FIELDS = (
    Field("provider_id", "int", "", "Data provider id", "Number of the data provider; the key.", "DataProviderID", ""),
    Field("provider", "text", "", "Data provider", "Name of the data provider.", "Reference data", ""),
    Field("provider_license", "text", "", "Licence", "Licence in the provider's words.", "Reference data", ""),
    Field("license_url", "text", "", "Licence on the web", "Web address of the licence.", "Table of licences", ""),
    Field("provider_url", "text", "", "Web site", "Web address of the provider.", "Reference data", ""),
    Field(
        "is_open_data",
        "bool",
        "",
        "Flagged open data",
        "Open Charge Map's own flag.",
        "IsOpenDataLicensed",
        "No proof: see license_class.",
    ),
    Field(
        "license_class",
        "text",
        "",
        "Licence class",
        "What the licence allows, from this plugin's table of licences.",
        "DataProviderID and licence text",
        "",
        codes.LICENSE_CLASSES,
    ),
    Field("stations_n", "int", "stations", "Stations", "Stations of this provider in the result.", "The rows", ""),
)
