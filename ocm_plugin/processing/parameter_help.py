"""What the dialogs of Processing, and `qgis_process help`, say of each parameter below the mouse.

By the parameter's name; where it means something else in an algorithm, by that algorithm's name before it, with * for
all its other parameters. Filters with a tool tip in the table of filters have that.
"""

from __future__ import annotations

from ..ocm.translation import marked

HELP = {
    "EXTENT": marked("The rectangle in which to search, in any coordinate system."),
    "stationsinpolygons INPUT": marked(
        "Polygons of any coordinate system; holes are left out. Only the selected features, if you say so."
    ),
    "stationsalonglines INPUT": marked(
        "Lines of any coordinate system, such as routes. Only the selected features, if you say so."
    ),
    "stationsalonglines OUTPUT": marked(
        "The stations as points, with about 120 documented fields, and behind them where along the nearest route each "
        "lies: kilometre, distance, side, and the place on the line."
    ),
    "downloadanswer INPUT": marked("One polygon or one line; of a polygon, the convex hull is searched."),
    "updatelayer INPUT": marked("A layer of stations that this plugin has made; it is changed in place."),
    "savetopostgis INPUT": marked(
        "A layer of stations that this plugin has made; its tables of connections, comments and photos are saved too."
    ),
    "INPUT": marked("A layer of stations that this plugin has made."),
    "STATIONS": marked("A layer of stations of this plugin, in any store and coordinate system."),
    "CONNECTION_TABLE": marked(
        "The table of connections of these stations. Empty: the one that the project, file or schema of the layer has. "
        "Without one, the columns of the stations are read, which say less."
    ),
    "stationpools DISTANCE": marked(
        "Stations that lie no farther from another one belong to its pool. Measured on the ellipsoid, in metres."
    ),
    "stationpools MIN_POINTS": marked(
        "So many points of the whole pool that have such a connector of such power; pools that surely have fewer are "
        "left out. 0: any number."
    ),
    "MIN_POINTS": marked("So many points that have such a connector of such power. 0: any number."),
    "ZONES": marked("Polygons of any coordinate system, such as municipalities; their own fields stay."),
    "POPULATION": marked("For points and power by 1,000 inhabitants."),
    "BEV": marked("For the fleet target. Without one of both fields, the target is never said to be met."),
    "PHEV": marked("For the fleet target. Without one of both fields, the target is never said to be met."),
    "KW_PER_BEV": marked("As Article 3(1) of Regulation (EU) 2023/1804 has it, or another target."),
    "KW_PER_PHEV": marked("As Article 3(1) of Regulation (EU) 2023/1804 has it, or another target."),
    "stationsperzone OUTPUT": marked("The zones with their own fields, and about 60 documented ones behind them."),
    "POINTS": marked("Points of any coordinate system, such as addresses; their own fields stay."),
    "NUMBER": marked("Of those that are surely usable; at most as many uncertain ones are added where nearer."),
    "MAX_DISTANCE": marked("Stations farther off are left out. Empty: any distance."),
    "neareststations OUTPUT": marked("A line from each point to each of its stations, with rank and distance."),
    "TABLE": marked("The same rows without lines."),
    "LINES": marked("Lines of any coordinate system, such as motorways; also with several parts."),
    "ROUTE_FIELD": marked(
        "Lines with the same value are one route, measured from the start of its first line on. Empty: each feature is "
        "a route."
    ),
    "OFFSET": marked("As the crow flies, to the nearest place on the line. Stations farther off are left out."),
    "SPACING": marked(
        "Along the line, between neighbouring stations: 60 km in Regulation (EU) 2023/1804, 50 miles in the guidance "
        "for NEVI of 2022."
    ),
    "POOL_DISTANCE": marked(
        "Stations within this distance of one another are one pool, and the number of points is asked of the pool. "
        "Empty: each station counts by itself."
    ),
    "corridorgaps OUTPUT": marked("A line for each stretch between stations: gap, uncertain or within the limit."),
    "PACK": marked(
        "What is asked, where that is laid down, and from when to when it holds. Packs of your own are files in the "
        "folder openchargemap/packs of your profile."
    ),
    "LINES_ARE": marked(
        "In a network, the way to the nearest pool may lead over other lines. Ends where no line goes on are stops."
    ),
    "corridorcheck SPACING": marked("In the place of what the rule pack says. Empty: as it says."),
    "corridorcheck OFFSET": marked(
        "In the place of what the rule pack says, as the crow flies. Empty: as it says. The way by road is longer."
    ),
    "corridorcheck POOL_DISTANCE": marked(
        "Stations within this distance of one another are one pool, of which the rule is asked."
    ),
    "DIRECTION_FIELD": marked(
        "Of the stations: “both”, “with” or “against” the line, or nothing where it is not known."
    ),
    "TRUCK_FIELD": marked("Of the stations: yes or no, or nothing where it is not known."),
    "ROAD_DISTANCE_FIELD": marked(
        "Of the stations: metres of driving from the exit, or nothing where it is not known."
    ),
    "corridorcheck OUTPUT": marked("The roads with their verdicts, and how much of each is served."),
    "STRETCHES": marked(
        "A line for each stretch between pools that qualify or may: its verdict, and on what it hangs."
    ),
    "UNDECIDED": marked("A point for each station on which a verdict hangs, with what is not known of it."),
    "corridorcheck REPORT": marked(
        "A page with the rule and its source, the verdicts, and what would decide those that are open."
    ),
    "STOPS": marked("A point for each station and route beside which it lies, in the order of the route."),
    "ROUTES": marked("Each route with its length, the longest stretch and how much of it lies in gaps."),
    "SAME_OPERATOR": marked("Stations whose operator is not known then stay alone."),
    "stationpools OUTPUT": marked("A point in the middle of each pool, with its stations, points and power."),
    "HULLS": marked("The same pools as areas around their stations."),
    "TOO_OLD": marked("Records that nobody has confirmed or changed for longer are listed as old."),
    "auditstations DISTANCE": marked(
        "Stations farther from one another are not compared. In metres, on the ellipsoid."
    ),
    "MIN_SCORE": marked("Lower finds more pairs, and more of them are different stations."),
    "REVIEW": marked(
        "The layer of possible duplicates of an earlier audit, with your decisions and remarks: they stay."
    ),
    "auditstations OUTPUT": marked("A point for each problem of a record, with the page on which it can be mended."),
    "COMPLETENESS": marked("A row for each fact, of all stations and of each data provider and operator."),
    "DUPLICATES": marked(
        "A point between the two stations of each pair, with the score, its reasons and your decision."
    ),
    "REPORT": marked("A web page to read, print and pass on, which needs nothing else."),
    "coverage DISTANCE": marked(
        "A station so near covers a place. As the crow flies on the ellipsoid, in metres; not asked of service areas."
    ),
    "FURTHER_DISTANCES": marked(
        "Metres, separated by semicolons, such as “500; 2000”: the table of coverage by distance has a row for each."
    ),
    "BY_DISTANCE": marked("A row for the distance and for each further one, with the sums over all places."),
    "PLACES": marked(
        "Points, such as addresses, or polygons, such as cells of a census, of any coordinate system; their own fields "
        "stay."
    ),
    "coverage POPULATION": marked("How many people a place has, for sums of people."),
    "SERVICE_AREAS": marked(
        "Polygons of what each station serves, such as what can be driven in ten minutes: they count instead of the "
        "distance, those of usable stations only."
    ),
    "SERVICE_STATION": marked("The field of the service areas with the number of their station. Empty: ocm_id."),
    "coverage ZONES": marked("Polygons by which places, people and areas are added up, such as municipalities."),
    "coverage OUTPUT": marked("The places with their own fields, and how they are covered."),
    "DESERTS": marked("Points, or parts of areas, that no station reaches which may be usable."),
    "ZONES_OUTPUT": marked("The zones with their own fields, and the sums behind them."),
    "DISTANCE": marked("Measured on the ellipsoid, in metres, whatever the units of the project."),
    "downloadanswer DISTANCE": marked("In the unit below; only with a point or a line."),
    "DISTANCE_UNIT": marked("Kilometres or miles."),
    "POINT": marked("The middle of the circle, in any coordinate system."),
    "CODES": marked("Names or ISO codes, separated by commas or semicolons, such as “NL, Belgium”."),
    "NUMBERS": marked("Numbers of Open Charge Map, such as “297772, OCM-298001”."),
    "CONNECTION_TYPES": marked(
        "Titles, ids or usual names, separated by commas or semicolons, such as “CCS, type 2” or “33”. Empty: all."
    ),
    "MIN_POWER_KW": marked(
        "Of one connection, in kilowatts. Where the power is unknown or estimated, the station is uncertain."
    ),
    "MAX_POWER_KW": marked("Of one connection, in kilowatts."),
    "CURRENT_TYPES": marked("Alternating or direct current, by title or id. Empty: both."),
    "LEVELS": marked("Coarse classes of power of Open Charge Map, by title or id. Minimum power is more exact."),
    "OPERATORS": marked("Titles, ids or usual names of the networks, separated by commas or semicolons. Empty: all."),
    "NOT_OPERATORS": marked(
        "Stations of these operators are left out; where the operator is unknown, the station is uncertain."
    ),
    "USAGE_TYPES": marked("Who may charge, by title or id. Empty: all."),
    "STATUS_TYPES": marked("By title or id. Empty: all."),
    "DATA_PROVIDERS": marked("Whose data it is, by title or id. Empty: all."),
    "COUNTRIES": marked("As the records state their country, by name, code or id. Empty: all."),
    "updatemirror COUNTRIES": marked("Names or ISO codes, separated by commas or semicolons, such as “NL, Belgium”."),
    "OPEN_DATA": marked("By the licence of the provider, not by the flag of the service."),
    "HAS_MEDIA": marked("Comments and photos are then asked for, which makes answers larger."),
    "HAS_COMMENTS": marked("Comments and photos are then asked for, which makes answers larger."),
    "HAS_CHECKINS": marked("Comments and photos are then asked for, which makes answers larger."),
    "MAX_RESULTS": marked("The result says that it is capped when there are more."),
    "SOURCE": marked("Where the stations come from; the demo data are invented and need no key."),
    "FILE": marked("A file, zip or folder as Open Charge Map or this plugin writes it."),
    "MIRROR": marked("A local copy that “Update a mirror” has made."),
    "updatemirror MIRROR": marked("The file is made if it is not there."),
    "MIRROR_DATABASE": marked("A PostgreSQL connection of QGIS' browser, for a mirror in PostGIS."),
    "MIRROR_SCHEMA": marked("The schema of that database which holds the mirror."),
    "FRESH": marked("The server is asked for all, though a mirror or an earlier search could answer."),
    "OUTPUT": marked("The stations as points, with about 120 documented fields."),
    "CONNECTIONS": marked("One row for each line of equipment, joined by ocm_id."),
    "COMMENTS": marked("One row for each comment or check-in, where comments and photos are included."),
    "MEDIA": marked(
        "One row for each photo, by its address, where comments and photos are included. The photos are not loaded."
    ),
    "PACKAGE": marked("All tables with styles, metadata and licences in one file."),
    "SEARCH": marked("A search that was saved in the search panel, by its name, as JSON or as a file."),
    "FORM": marked("What the service answers in; only JSON and GeoJSON state power."),
    "COUNTRY_CODE": marked("One country by its two letters."),
    "POSTCODES": marked("The service finds those without capital letters only."),
    "downloadanswer SUBMISSION_STATUSES": marked("Other entries than published ones, by title or id."),
    "LEVEL_OF_DETAIL": marked("The service leaves stations out where they are dense."),
    "SORT": marked("In another order than by number, the service gives one answer only."),
    "AFTER_NUMBER": marked("To go on where an earlier answer ended."),
    "VERBOSE": marked("Also members without value, and titles of everything."),
    "COMPACT": marked("The ids stand for entries of the look-up lists."),
    "CAMELCASE": marked("As JavaScript writes names."),
    "CALLBACK": marked("The service writes the call behind the data, so that it is no JSON."),
    "downloadanswer OUTPUT": marked("The answer as it comes, in one file."),
    "referencedata ORIGIN": marked("Whether the service is asked."),
    "exportkml OUTPUT": marked("KML for one file, KMZ for a packed one with icons."),
    "exportwebpage OUTPUT": marked("One file that needs nothing else."),
    "SELECTED_ONLY": marked("Only the features that are selected in the layer."),
    "FOLDERS_BY": marked("By what Google Earth and others sort the stations."),
    "TIME_STAMPS": marked("For the time slider of Google Earth."),
    "SPLIT": marked("For programs that open small files only."),
    "KEEP_NOT_OPEN": marked("Without this, stations whose licence does not allow sharing are left out and counted."),
    "TITLE": marked("Stands above the page."),
    "BASE_MAP": marked("The page loads it from the network when it is opened."),
    "DATABASE": marked("A PostgreSQL connection of QGIS' browser."),
    "SCHEMA": marked("It is made if it is not there."),
    "REPLACE": marked("Without this, nothing is replaced."),
    "WORLD": marked("About 300,000 stations, in some hundred requests."),
    "SWEEP_DAYS": marked("Only so is noticed which stations are gone."),
    "CONFLICTS": marked("What happens to values that both you and Open Charge Map have changed."),
    "SUSPICIOUS": marked("What happens when the answer has far fewer stations than the layer."),
    "BRING_BACK": marked("Stations that you deleted from the layer come back if the service still lists them."),
    "VALUES": marked("One row for each value that has changed, old and new."),
    "OLD": marked("The earlier result."),
    "OLD_FILE": marked("The earlier result as a file, instead of a layer."),
    "SINCE": marked("The GeoPackage as it was at this time."),
    "NEW": marked("The later result."),
    "NEW_FILE": marked("The later result as a file, instead of a layer."),
    "WHOLE": marked("Files do not say what they hold; without this, nothing is said to be gone."),
    "NOT_ASKED": marked("Stations of places or kinds that only one of the results asked for."),
    "updatelayer OUTPUT": marked("One row for each station that has changed."),
    "comparesnapshots OUTPUT": marked("One row for each station that has changed."),
    "referencedata *": marked("A table without geometry: number, title, other names, and what the list says beside."),
}


def help_of(algorithm: str, parameter: str) -> str:
    """The English text for a parameter; "" for none."""
    for key in (f"{algorithm} {parameter}", f"{algorithm} *", parameter):
        if key in HELP:
            return HELP[key]
    return ""
