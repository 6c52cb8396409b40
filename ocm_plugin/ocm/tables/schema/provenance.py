"""Fields of `ocm_queries` (where rows come from) and `ocm_providers` (whose they are)."""

from __future__ import annotations

from . import codes
from .field import Field

# A table: a few lines for each field.
# fmt: off
QUERY_FIELDS = (
    Field("query_id", "text", "Search id",
          meaning="Id of the search; the key.", source="This plugin"),
    Field("sentence", "text", "Search",
          meaning="What was asked for, in words.", source="The search"),
    Field("search_json", "text", "Search as JSON",
          meaning="The search, to be run again.", source="The search"),
    Field("data_source", "text", "Source", path="provenance.source",
          meaning="Server or file the data came from.", source="This plugin"),
    Field("is_invented", "bool", "Invented data", path="provenance.is_invented",
          meaning="Whether the data are invented for demonstration.", source="Source"),
    Field("outcome", "text", "Outcome", codes=codes.OUTCOMES, path="provenance.outcome",
          meaning="How the search ended.", source="This plugin"),
    Field("is_complete", "bool", "Complete", path="provenance.is_complete",
          meaning="Whether the result holds every station the source holds for the search.", source="outcome",
          trap="An incomplete result is not a sample: it may lack a whole region."),
    Field("reason", "text", "Reason",
          meaning="Why it is not complete.", source="This plugin"),
    Field("started", "datetime", "Started", path="provenance.started",
          meaning="Start of the search, UTC.", source="This plugin"),
    Field("finished", "datetime", "Finished", path="provenance.finished",
          meaning="End of the search, UTC.", source="This plugin"),
    Field("n_received", "int", "Received", unit="stations", path="provenance.received",
          meaning="Different stations that arrived.", source="The answers",
          trap="The server answers coarsely: area and filters are judged here."),
    Field("n_matched", "int", "Matched", unit="stations", path="provenance.matched",
          meaning="Stations that surely match.", source="Area and filters"),
    Field("n_cannot_tell", "int", "Uncertain", unit="stations", path="provenance.cannot_tell",
          meaning="Stations that may match (data incomplete).", source="Filters"),
    Field("kept_cannot_tell", "bool", "Uncertain stations kept", path="provenance.kept_cannot_tell",
          meaning="Whether they are in the result.", source="The search"),
    Field("n_dropped", "int", "Dropped", unit="stations", path="provenance.dropped",
          meaning="Stations that surely do not match.", source="Area and filters"),
    Field("n_unstated", "int", "Left out, state nothing", unit="stations",
          meaning="Stations left out only because they do not state the status, usage, operator, provider or country "
                  "asked for.",
          source="Filters",
          trap="Part of n_dropped. Counted of those that arrived: asked for an operator, servers send none without "
               "one."),
    Field("n_set_aside", "int", "Set aside", unit="records",
          meaning="Records that could not be read.", source="The answers"),
    Field("n_loaded", "int", "Loaded", unit="stations", path="provenance.loaded",
          meaning="Stations in the result.", source="This plugin"),
    Field("cap", "int", "Cap", unit="stations", path="provenance.cap",
          meaning="The largest number asked for.", source="The search", trap="NULL: no cap."),
    Field("n_requests", "int", "Requests", unit="requests", path="provenance.requests",
          meaning="Requests sent to the server.", source="This plugin"),
    Field("received_bytes", "int64", "Bytes", unit="bytes", path="provenance.bytes",
          meaning="Size of the answers, unpacked.", source="This plugin"),
    Field("reference_date", "datetime", "Reference data of", path="provenance.reference_date",
          meaning="Time of the reference data used for titles.", source="This plugin",
          trap="NULL: the table built into the plugin."),
    Field("plugin_version", "text", "Plugin version",
          meaning="Version of this plugin.", source="This plugin"),
)

PROVIDER_FIELDS = (
    Field("provider_id", "int", "Data provider id",
          meaning="Number of the data provider; the key.", source="DataProviderID"),
    Field("provider", "text", "Data provider", path="title",
          meaning="Name of the data provider.", source="Reference data"),
    Field("provider_license", "text", "Licence", path="license",
          meaning="Licence in the provider's words.", source="Reference data"),
    Field("license_url", "text", "Licence on the web",
          meaning="Web address of the licence.", source="Table of licences"),
    Field("provider_url", "text", "Web site", path="url",
          meaning="Web address of the provider.", source="Reference data"),
    Field("is_open_data", "bool", "Flagged open data",
          meaning="Open Charge Map's own flag.", source="IsOpenDataLicensed", trap="No proof: see license_class."),
    Field("license_class", "text", "Licence class", codes=codes.LICENSE_CLASSES,
          meaning="What the licence allows, from this plugin's table of licences.",
          source="DataProviderID and licence text"),
    Field("n_stations", "int", "Stations", unit="stations",
          meaning="Stations of this provider in the result.", source="The rows"),
)
