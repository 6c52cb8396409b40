<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
<name>OpenChargeMap</name>
<message><source> kW</source><translation> kW</translation></message>
<message><source> stations</source><translation> Ladestationen</translation></message>
<message><source>&amp;About and Attribution…</source><translation>Ü&amp;ber und Quellenangaben…</translation></message>
<message><source>&amp;Analyse</source><translation>&amp;Auswerten</translation></message>
<message><source>&amp;Charging stations near a place</source><translation>&amp;Ladestationen in der Nähe eines Ortes</translation></message>
<message><source>&amp;Database connection</source><translation>&amp;Datenbankverbindung</translation></message>
<message><source>&amp;Delete</source><translation>&amp;Löschen</translation></message>
<message><source>&amp;Edit This Search…</source><translation>Diese Suche &amp;bearbeiten…</translation></message>
<message><source>&amp;Edit in the Search Panel</source><translation>Im Such&amp;fenster bearbeiten</translation></message>
<message><source>&amp;Export All…</source><translation>Alle &amp;exportieren…</translation></message>
<message><source>&amp;Follow the Map</source><translation>Der &amp;Karte folgen</translation></message>
<message><source>&amp;Import…</source><translation>&amp;Importieren…</translation></message>
<message><source>&amp;Manage Saved Searches…</source><translation>Gespeicherte Suchen &amp;verwalten…</translation></message>
<message><source>&amp;Merge</source><translation>&amp;Zusammenführen</translation></message>
<message><source>&amp;Name</source><translation>&amp;Name</translation></message>
<message><source>&amp;Only the selected stations ({stations})</source><translation>&amp;Nur die gewählten Ladestationen ({stations})</translation></message>
<message><source>&amp;Open</source><translation>Ö&amp;ffnen</translation></message>
<message><source>&amp;Options…</source><translation>&amp;Optionen…</translation></message>
<message><source>&amp;Reload from Open Charge Map</source><translation>Von Open Charge Map neu &amp;laden</translation></message>
<message><source>&amp;Rename…</source><translation>&amp;Umbenennen…</translation></message>
<message><source>&amp;Replace</source><translation>&amp;Ersetzen</translation></message>
<message><source>&amp;Replace tables that are there</source><translation>Vorhandene Tabellen &amp;ersetzen</translation></message>
<message><source>&amp;Save This Search…</source><translation>Diese Suche &amp;speichern…</translation></message>
<message><source>&amp;Saved searches and data at hand</source><translation>&amp;Gespeicherte Suchen und vorhandene Daten</translation></message>
<message><source>&amp;Schema</source><translation>&amp;Schema</translation></message>
<message><source>&amp;Search Stations</source><translation>Ladestationen &amp;suchen</translation></message>
<message><source>&amp;Stop Following the Map</source><translation>Der Karte nicht &amp;mehr folgen</translation></message>
<message><source>&amp;Undo Reload</source><translation>Neuladen &amp;rückgängig machen</translation></message>
<message><source>&amp;Up</source><translation>Nach &amp;oben</translation></message>
<message><source>&amp;Without the uncertain stations ({stations})</source><translation>&amp;Ohne die unsicheren Stationen ({stations})</translation></message>
<message><source>(Business Owner at Location)</source><translation>(Betrieb am Ort)</translation></message>
<message><source>(Private Residence/Individual)</source><translation>(Privatperson)</translation></message>
<message><source>(Unknown Operator)</source><translation>(Unbekannter Betreiber)</translation></message>
<message><source>(Unknown)</source><translation>(Unbekannt)</translation></message>
<message><source>0 is missing: Open Charge Map has it for “not stated”.</source><translation>0 gilt als fehlend: Open Charge Map hat es für „keine Angabe“.</translation></message>
<message><source>0 is unknown, not slow.</source><translation>0 heißt unbekannt, nicht langsam.</translation></message>
<message><source>0 unknown, 1 slowest to 6 fastest.</source><translation>0 unbekannt, 1 am langsamsten bis 6 am schnellsten.</translation></message>
<message><source>1 (worst) to 5 (best).</source><translation>1 (am schlechtesten) bis 5 (am besten).</translation></message>
<message><source>1 for the first stop along the route, and so on.</source><translation>1 für den ersten Halt entlang der Route und so weiter.</translation></message>
<message><source>1 for the nearest station that is surely usable, and so on; of an uncertain one, the rank that it has if it is usable.</source><translation>1 für die nächste sicher nutzbare Station und so weiter; bei einer ungewissen der Rang, den sie hat, falls sie nutzbar ist.</translation></message>
<message><source>100 and 200 are published.</source><translation>100 und 200 sind veröffentlicht.</translation></message>
<message><source>11–20</source><translation>11–20</translation></message>
<message><source>150 to 350 kW</source><translation>150 bis 350 kW</translation></message>
<message><source>150-350 kW</source><translation>150–350 kW</translation></message>
<message><source>150–350</source><translation>150–350</translation></message>
<message><source>20–43</source><translation>20–43</translation></message>
<message><source>22 kW and its spellings 22.08 and 22.2 belong to 7.4-22 kW.</source><translation>22 kW und die Schreibweisen 22,08 und 22,2 gehören zu 7,4–22 kW.</translation></message>
<message><source>22 to 50 kW</source><translation>22 bis 50 kW</translation></message>
<message><source>22-50 kW</source><translation>22–50 kW</translation></message>
<message><source>22–50</source><translation>22–50</translation></message>
<message><source>350 kW and more</source><translation>350 kW und mehr</translation></message>
<message><source>43–100</source><translation>43–100</translation></message>
<message><source>50 to 150 kW</source><translation>50 bis 150 kW</translation></message>
<message><source>50-150 kW</source><translation>50–150 kW</translation></message>
<message><source>50–150</source><translation>50–150</translation></message>
<message><source>50–150, rapid</source><translation>50–150, sehr schnell</translation></message>
<message><source>7.4 to 22 kW</source><translation>7,4 bis 22 kW</translation></message>
<message><source>7.4-22 kW</source><translation>7,4–22 kW</translation></message>
<message><source>7.4–22</source><translation>7,4–22</translation></message>
<message><source>8–50, fast</source><translation>8–50, schnell</translation></message>
<message><source>&lt; 11</source><translation>&lt; 11</translation></message>
<message><source>&lt; 7.4</source><translation>&lt; 7,4</translation></message>
<message><source>&lt; 8, slow</source><translation>&lt; 8, langsam</translation></message>
<message><source>A</source><translation>A</translation></message>
<message><source>A DC connector with an AC current type.</source><translation>Ein Gleichstromanschluss mit Wechselstrom als Stromart.</translation></message>
<message><source>A GeoPackage</source><translation>Ein GeoPackage</translation></message>
<message><source>A GeoPackage does not distinguish the columns {names}. Please rename one of them, and save again.</source><translation>Ein GeoPackage unterscheidet die Spalten {names} nicht. Bitte eine davon umbenennen und erneut speichern.</translation></message>
<message><source>A GeoPackage or a schema of PostGIS with the stations would keep them.</source><translation>Ein GeoPackage oder PostGIS-Schema mit den Stationen würde sie behalten.</translation></message>
<message><source>A PostgreSQL connection of QGIS' browser, for a mirror in PostGIS.</source><translation>Eine PostgreSQL-Verbindung aus dem QGIS-Browser, für einen Spiegel in PostGIS.</translation></message>
<message><source>A PostgreSQL connection of QGIS' browser.</source><translation>Eine PostgreSQL-Verbindung aus dem QGIS-Browser.</translation></message>
<message><source>A box must have its west to the west of its east and its south to the south of its north.</source><translation>Bei einem Rechteck muss Westen westlich von Osten und Süden südlich von Norden liegen.</translation></message>
<message><source>A constraint or trigger of the database “{name}” does not allow the change: {reason}. Nothing was changed. Please change that rule, or ask the owner of the tables.</source><translation>Eine Bedingung oder ein Trigger der Datenbank „{name}“ erlaubt die Änderung nicht: {reason}. Es wurde nichts geändert. Bitte ändern Sie diese Regel, oder fragen Sie den Eigentümer der Tabellen.</translation></message>
<message><source>A constraint or trigger of {path} does not allow the change: {reason}. Nothing was changed. Please change that rule.</source><translation>Eine Bedingung oder ein Trigger von {path} erlaubt die Änderung nicht: {reason}. Es wurde nichts geändert. Bitte ändern Sie diese Regel.</translation></message>
<message><source>A distance needs a point or a line.</source><translation>Eine Entfernung braucht einen Punkt oder eine Linie.</translation></message>
<message><source>A drawn polygon</source><translation>Ein gezeichnetes Polygon</translation></message>
<message><source>A few sites lie in another country than they say.</source><translation>Einige Standorte liegen in einem anderen Land, als sie angeben.</translation></message>
<message><source>A file, zip or folder as Open Charge Map or this plugin writes it.</source><translation>Eine Datei, ein Zip oder ein Ordner, wie Open Charge Map oder diese Erweiterung sie schreiben.</translation></message>
<message><source>A key is free: sign in at openchargemap.org, choose “my profile”, “my apps”, “Register an Application”, and enter the key in QGIS’ Options under “Open Charge Map”.</source><translation>Ein Schlüssel ist kostenlos: Auf openchargemap.org anmelden, „my profile“, „my apps“, „Register an Application“ wählen und den Schlüssel in den Optionen von QGIS unter „Open Charge Map“ eingeben.</translation></message>
<message><source>A key is free: sign in at openchargemap.org, choose “my profile”, “my apps”, “Register an Application”, and set the environment variable {variable} to the key, or enter it in QGIS’ Options under “Open Charge Map”.</source><translation>Ein Schlüssel ist kostenlos: Auf openchargemap.org anmelden, „my profile“, „my apps“, „Register an Application“ wählen und die Umgebungsvariable {variable} auf den Schlüssel setzen, oder ihn in den Optionen von QGIS unter „Open Charge Map“ eingeben.</translation></message>
<message><source>A key is kept until QGIS ends: it could not be put into QGIS’ key store.</source><translation>Ein Schlüssel wird behalten, bis QGIS beendet wird: Er konnte nicht im Schlüsselspeicher von QGIS abgelegt werden.</translation></message>
<message><source>A key is stored in QGIS’ key store.</source><translation>Im Schlüsselspeicher von QGIS liegt ein Schlüssel.</translation></message>
<message><source>A key is stored, but QGIS’ master password was not given: “Check Key” asks for it again.</source><translation>Ein Schlüssel ist gespeichert, aber das Master-Passwort von QGIS wurde nicht eingegeben: „Schlüssel prüfen“ fragt erneut danach.</translation></message>
<message numerus="yes"><source>A layer of charging stations came back empty: projects do not keep temporary stations.</source><extracomment>{n} layers of charging stations came back empty: projects do not keep temporary stations.</extracomment><translation><numerusform>Ein Layer mit Ladestationen kam leer zurück: Projekte behalten temporäre Ladestationen nicht.</numerusform><numerusform>{n} Layer mit Ladestationen kamen leer zurück: Projekte behalten temporäre Ladestationen nicht.</numerusform></translation></message>
<message><source>A layer of stations of this plugin, in any store and coordinate system.</source><translation>Ein Layer dieser Erweiterung mit Ladestationen, gleich wo gespeichert und in welchem Koordinatensystem.</translation></message>
<message><source>A layer of stations that this plugin has made.</source><translation>Ein Layer mit Ladestationen aus dieser Erweiterung.</translation></message>
<message><source>A layer of stations that this plugin has made; it is changed in place.</source><translation>Ein Layer mit Ladestationen aus dieser Erweiterung; er wird an seinem Ort geändert.</translation></message>
<message><source>A layer of stations that this plugin has made; its tables of connections, comments and photos are saved too.</source><translation>Ein Layer mit Ladestationen aus dieser Erweiterung; seine Tabellen der Anschlüsse, Kommentare und Fotos werden mitgespeichert.</translation></message>
<message><source>A line for each stretch between pools that qualify or may: its verdict, and on what it hangs.</source><translation>Eine Linie für jeden Abschnitt zwischen Standorten, die genügen oder genügen können: sein Ergebnis, und woran es hängt.</translation></message>
<message><source>A line for each stretch between stations: gap, uncertain or within the limit.</source><translation>Eine Linie für jeden Abschnitt zwischen Stationen: Lücke, ungewiss oder innerhalb der Grenze.</translation></message>
<message><source>A line from each point to each of its stations, with rank and distance.</source><translation>Eine Linie von jedem Punkt zu jeder seiner Stationen, mit Rang und Entfernung.</translation></message>
<message><source>A local copy that “Update a mirror” has made.</source><translation>Eine lokale Kopie, die „Spiegel aktualisieren“ angelegt hat.</translation></message>
<message><source>A mirror cannot be filled from this file: {why} Please choose one in JSON.</source><translation>Ein Spiegel kann aus dieser Datei nicht gefüllt werden: {why} Bitte wählen Sie eine in JSON.</translation></message>
<message><source>A mirror is a GeoPackage, or a schema of a PostgreSQL database with PostGIS, that holds all stations of areas, as Open Charge Map has them, with comments and photos. Searches of these areas need no server then.

The first run loads everything in the areas that you name: countries, an extent, or the world. Later runs ask the server only for what has changed since, in all areas that the mirror holds. Since Open Charge Map does not say which stations it has removed, all are listed again now and then: every 7 days, unless you say otherwise.

A run that fails or is cancelled changes nothing; the next one goes on where it stopped. With a POI file, the mirror is filled from it instead of the server, for example from Open Charge Map's export: the file must hold all stations of the areas, and the mirror is then as old as the file.

The key and the address of the server come from Options ▸ Open Charge Map, or from the environment variables OCM_API_KEY and OCM_API_URL. Please do not update more often than once a day: Open Charge Map asks for fair use.</source><translation>Ein Spiegel ist ein GeoPackage oder ein Schema einer PostgreSQL-Datenbank mit PostGIS, das alle Ladestationen von Gebieten enthält, wie Open Charge Map sie hat, mit Kommentaren und Fotos. Suchen in diesen Gebieten brauchen dann keinen Server.

Der erste Lauf lädt alles in den Gebieten, die Sie nennen: Länder, eine Ausdehnung oder die Welt. Spätere Läufe fragen den Server nur nach dem, was sich seither geändert hat, in allen Gebieten des Spiegels. Da Open Charge Map nicht sagt, welche Ladestationen es entfernt hat, werden von Zeit zu Zeit alle neu aufgelistet: alle 7 Tage, wenn Sie nichts anderes angeben.

Ein Lauf, der fehlschlägt oder abgebrochen wird, ändert nichts; der nächste macht dort weiter, wo er aufgehört hat. Mit einer POI-Datei wird der Spiegel aus ihr statt vom Server gefüllt, zum Beispiel aus dem Export von Open Charge Map: Die Datei muss alle Ladestationen der Gebiete enthalten, und der Spiegel ist dann so alt wie die Datei.

Der Schlüssel und die Adresse des Servers kommen aus Optionen ▸ Open Charge Map oder aus den Umgebungsvariablen OCM_API_KEY und OCM_API_URL. Bitte aktualisieren Sie nicht öfter als einmal am Tag: Open Charge Map bittet um maßvolle Nutzung.</translation></message>
<message><source>A network: lines whose ends meet are joined</source><translation>Ein Netz: Linien, deren Enden sich treffen, sind verbunden</translation></message>
<message><source>A new temporary layer</source><translation>Ein neuer temporärer Layer</translation></message>
<message><source>A page with the rule and its source, the verdicts, and what would decide those that are open.</source><translation>Eine Seite mit der Regel und ihrer Quelle, den Ergebnissen und dem, was die offenen entscheiden würde.</translation></message>
<message><source>A point between the two stations of each pair, with the score, its reasons and your decision.</source><translation>Ein Punkt zwischen den beiden Stationen jedes Paars, mit der Wertung, ihren Gründen und Ihrer Entscheidung.</translation></message>
<message><source>A point for each problem of a record, with the page on which it can be mended.</source><translation>Ein Punkt für jeden Mangel eines Datensatzes, mit der Seite, auf der er sich beheben lässt.</translation></message>
<message><source>A point for each station and route beside which it lies, in the order of the route.</source><translation>Ein Punkt für jede Station und jede Route, an der sie liegt, in der Reihenfolge der Route.</translation></message>
<message><source>A point for each station on which a verdict hangs, with what is not known of it.</source><translation>Ein Punkt für jede Ladestation, an der ein Ergebnis hängt, mit dem, was von ihr nicht bekannt ist.</translation></message>
<message><source>A point in the middle of each pool, with its stations, points and power.</source><translation>Ein Punkt in der Mitte jedes Standorts, mit seinen Stationen, Ladepunkten und seiner Leistung.</translation></message>
<message><source>A position needs both latitude and longitude.</source><translation>Eine Lage braucht Breite und Länge.</translation></message>
<message><source>A reason to look, no proof: stations of different operators often share a car park.</source><translation>Ein Grund nachzusehen, kein Beweis: Stationen verschiedener Betreiber teilen sich oft einen Parkplatz.</translation></message>
<message><source>A record without a valid number: {reason}</source><translation>Ein Datensatz ohne gültige Nummer: {reason}</translation></message>
<message><source>A rectangle</source><translation>Ein Rechteck</translation></message>
<message><source>A reload is being undone. Reload the layer when that has ended.</source><translation>Ein Neuladen wird gerade rückgängig gemacht. Den Layer danach neu laden.</translation></message>
<message><source>A reload is running. Show the changes when it has ended.</source><translation>Es wird gerade neu geladen. Die Änderungen danach anzeigen.</translation></message>
<message><source>A reload of “{layer}” cannot be undone: that needs a temporary layer, a GeoPackage, or a schema of PostGIS.</source><translation>Ein Neuladen von „{layer}“ lässt sich nicht rückgängig machen: Das geht nur bei temporären Layern, GeoPackages und Schemas in PostGIS.</translation></message>
<message><source>A row for each fact, of all stations and of each data provider and operator.</source><translation>Eine Zeile für jede Angabe, über alle Stationen und je Datenanbieter und Betreiber.</translation></message>
<message><source>A row for the distance and for each further one, with the sums over all places.</source><translation>Eine Zeile für die Entfernung und für jede weitere, mit den Summen über alle Orte.</translation></message>
<message><source>A row may stand for many connectors. Removed lines and those out of service are rows, but in no figure.</source><translation>Eine Zeile kann für viele Anschlüsse stehen. Entfernte und außer Betrieb gesetzte sind Zeilen, aber in keiner Summe.</translation></message>
<message><source>A schema that is not there is made. Connections are those of QGIS' browser.</source><translation>Ein Schema, das es nicht gibt, wird angelegt. Die Verbindungen sind die des QGIS-Browsers.</translation></message>
<message><source>A search is running. Reload the layer when it has ended.</source><translation>Eine Suche läuft. Den Layer danach neu laden.</translation></message>
<message><source>A search is running. Search for new stations when it has ended.</source><translation>Eine Suche läuft. Nach neuen Ladestationen suchen, wenn sie beendet ist.</translation></message>
<message><source>A search is running. Undo the reload when it has ended.</source><translation>Eine Suche läuft. Das Neuladen danach rückgängig machen.</translation></message>
<message><source>A search is saved as “{name}” already.</source><translation>Als „{name}“ ist schon eine Suche gespeichert.</translation></message>
<message><source>A search that was saved in the search panel, by its name, as JSON or as a file.</source><translation>Eine im Suchfenster gespeicherte Suche, mit ihrem Namen, als JSON oder als Datei.</translation></message>
<message><source>A server in trouble often answers that there are no stations. Try again later, or replace them.</source><translation>Ein gestörter Server antwortet oft, es gebe keine Ladestationen. Später erneut versuchen oder ersetzen.</translation></message>
<message><source>A site planned for a later day counts as planned, in spite of its status.</source><translation>Ein für später geplanter Standort gilt als geplant, trotz seines Status.</translation></message>
<message><source>A site without power class is 0, which is unknown, not slow.</source><translation>Ein Standort ohne Leistungsklasse hat 0: unbekannt, nicht langsam.</translation></message>
<message><source>A station so near covers a place.</source><translation>Eine so nahe Station deckt einen Ort ab.</translation></message>
<message><source>A station so near covers a place. As the crow flies on the ellipsoid, in metres; not asked of service areas.</source><translation>Eine so nahe Station deckt einen Ort ab. In Luftlinie auf dem Ellipsoid, in Metern; bei Einzugsgebieten ohne Bedeutung.</translation></message>
<message><source>A table beside the stations is gone since. Nothing was undone.</source><translation>Eine Tabelle zu den Ladestationen ist seither verschwunden. Nichts wurde rückgängig gemacht.</translation></message>
<message><source>A table without geometry: number, title, other names, and what the list says beside.</source><translation>Eine Tabelle ohne Geometrie: Nummer, Titel, andere Namen und was die Liste sonst sagt.</translation></message>
<message><source>A web page to read, print and pass on, which needs nothing else.</source><translation>Eine Webseite zum Lesen, Drucken und Weitergeben, die sonst nichts braucht.</translation></message>
<message><source>AC</source><translation>AC</translation></message>
<message><source>AC (Single-Phase)</source><translation>AC (einphasig)</translation></message>
<message><source>AC (Three-Phase)</source><translation>AC (dreiphasig)</translation></message>
<message><source>AC above 60 kW</source><translation>AC über 60 kW</translation></message>
<message><source>AC and DC</source><translation>AC und DC</translation></message>
<message><source>AC connector with DC</source><translation>AC-Anschluss mit DC</translation></message>
<message><source>AC connectors</source><translation>AC-Anschlüsse</translation></message>
<message><source>AC connectors.</source><translation>AC-Anschlüsse.</translation></message>
<message><source>AC or DC</source><translation>AC oder DC</translation></message>
<message><source>AC or DC not known</source><translation>AC oder DC unbekannt</translation></message>
<message><source>AC or DC unknown</source><translation>AC oder DC unbekannt</translation></message>
<message><source>AC part of total_kw_est.</source><translation>AC-Anteil von total_kw_est.</translation></message>
<message><source>AC points, at least</source><translation>AC-Ladepunkte, mindestens</translation></message>
<message><source>AC points, at most</source><translation>AC-Ladepunkte, höchstens</translation></message>
<message><source>AC points, likely</source><translation>AC-Ladepunkte, wahrscheinlich</translation></message>
<message><source>AC power, at least</source><translation>AC-Leistung, mindestens</translation></message>
<message><source>AC power, at most</source><translation>AC-Leistung, höchstens</translation></message>
<message><source>AC power, likely</source><translation>AC-Leistung, wahrscheinlich</translation></message>
<message><source>AC, DC and phases.</source><translation>AC, DC und Phasen.</translation></message>
<message><source>AC, phases not known</source><translation>AC, Phasen unbekannt</translation></message>
<message><source>AC, single phase</source><translation>AC, einphasig</translation></message>
<message><source>AC, three phases</source><translation>AC, dreiphasig</translation></message>
<message><source>AFIR 2025: cars, core network</source><translation>AFIR 2025: Pkw, Kernnetz</translation></message>
<message><source>AFIR 2025: trucks, whole network, 15 % of its length</source><translation>AFIR 2025: Lkw, ganzes Netz, 15 % seiner Länge</translation></message>
<message><source>AFIR 2027: cars, comprehensive network, 50 % of its length</source><translation>AFIR 2027: Pkw, Gesamtnetz, 50 % seiner Länge</translation></message>
<message><source>AFIR 2027: cars, core network</source><translation>AFIR 2027: Pkw, Kernnetz</translation></message>
<message><source>AFIR 2027: trucks, comprehensive network, 50 % of its length</source><translation>AFIR 2027: Lkw, Gesamtnetz, 50 % seiner Länge</translation></message>
<message><source>AFIR 2027: trucks, core network, 50 % of its length</source><translation>AFIR 2027: Lkw, Kernnetz, 50 % seiner Länge</translation></message>
<message><source>AFIR 2030: cars, comprehensive network</source><translation>AFIR 2030: Pkw, Gesamtnetz</translation></message>
<message><source>AFIR 2030: trucks, comprehensive network</source><translation>AFIR 2030: Lkw, Gesamtnetz</translation></message>
<message><source>AFIR 2030: trucks, core network</source><translation>AFIR 2030: Lkw, Kernnetz</translation></message>
<message><source>AFIR 2035: cars, comprehensive network</source><translation>AFIR 2035: Pkw, Gesamtnetz</translation></message>
<message><source>AFIR: public power for the fleet</source><translation>AFIR: öffentliche Leistung für den Bestand</translation></message>
<message><source>About 300,000 stations, in some hundred requests.</source><translation>Etwa 300.000 Ladestationen, in einigen hundert Anfragen.</translation></message>
<message><source>About 4 % of all sites share their coordinates with another.</source><translation>Etwa 4 % aller Standorte haben dieselben Koordinaten wie ein anderer.</translation></message>
<message><source>About Open Charge Map</source><translation>Über Open Charge Map</translation></message>
<message><source>About these data</source><translation>Zu diesen Daten</translation></message>
<message numerus="yes"><source>About {n} station is held; how many the rest has is not known.</source><extracomment>About {n} stations are held; how many the rest has is not known.</extracomment><translation><numerusform>Etwa {n} Ladestation ist vorgehalten; wie viele der Rest hat, ist nicht bekannt.</numerusform><numerusform>Etwa {n} Ladestationen sind vorgehalten; wie viele der Rest hat, ist nicht bekannt.</numerusform></translation></message>
<message numerus="yes"><source>About {n} station.</source><extracomment>About {n} stations.</extracomment><translation><numerusform>Etwa {n} Ladestation.</numerusform><numerusform>Etwa {n} Ladestationen.</numerusform></translation></message>
<message><source>Above 0, every total in kW is a lower bound.</source><translation>Über 0 ist jede Summe in kW eine untere Grenze.</translation></message>
<message><source>Above 1,000 kW</source><translation>Über 1.000 kW</translation></message>
<message><source>Accept that far fewer stations arrive than the mirror holds</source><translation>Hinnehmen, dass viel weniger Ladestationen ankommen, als der Spiegel enthält</translation></message>
<message><source>Access</source><translation>Zugang</translation></message>
<message><source>Access and Status</source><translation>Zugang und Status</translation></message>
<message><source>Access comments</source><translation>Hinweise zum Zugang</translation></message>
<message><source>Access restricted</source><translation>Zugang beschränkt</translation></message>
<message><source>Access unknown</source><translation>Zugang unbekannt</translation></message>
<message><source>Add OpenStreetMap</source><translation>OpenStreetMap hinzufügen</translation></message>
<message><source>Add World Outlines</source><translation>Umrisse der Länder hinzufügen</translation></message>
<message><source>Add a photo</source><translation>Foto hinzufügen</translation></message>
<message><source>Add or Update &amp;Open Charge Map Attribution</source><translation>Quellenangabe von &amp;Open Charge Map einfügen oder aktualisieren</translation></message>
<message><source>Add the whole world</source><translation>Die ganze Welt hinzufügen</translation></message>
<message><source>Added</source><translation>Neu</translation></message>
<message><source>Added at</source><translation>Hinzugefügt am</translation></message>
<message><source>Added, or matches the filters now</source><translation>Neu, oder entspricht jetzt den Filtern</translation></message>
<message><source>Address</source><translation>Adresse</translation></message>
<message><source>Address of the first photo, small if there is a small one.</source><translation>Adresse des ersten Fotos, klein, wenn es ein kleines gibt.</translation></message>
<message><source>Adds up stations, points and power of each zone, with what is not known.</source><translation>Summiert Stationen, Ladepunkte und Leistung jeder Zone und sagt, was nicht bekannt ist.</translation></message>
<message><source>Adds up the usable stations of each polygon: stations, points and power, each at least, likely and at most; by current, class of power and standard; for each 1,000 inhabitants and 100 km², on the ellipsoid; and how much is not known. A station on the border of two zones counts in one of them.

At least: what is sure, each power at its lower bound, one connector type of each station. Likely: powers as they are stated or estimated, CCS and CHAdeMO of one post once. At most: all that may be usable; NULL where nothing bounds it.

With the vehicles of each zone, the power is compared with what Article 3(1) of Regulation (EU) 2023/1804 asks for: 1.3 kW for each battery electric and 0.80 kW for each plug-in hybrid vehicle. Met is said only of what is sure, not met only when all that is possible is too little.</source><translation>Summiert die nutzbaren Stationen jedes Polygons: Stationen, Ladepunkte und Leistung, jeweils mindestens, wahrscheinlich und höchstens; nach Stromart, Leistungsklasse und Standard; je 1.000 Einwohner und 100 km², auf dem Ellipsoid; und wie viel nicht bekannt ist. Eine Station auf der Grenze zweier Zonen zählt in einer davon.

Mindestens: was sicher ist, jede Leistung an ihrer unteren Grenze, ein Anschlusstyp je Station. Wahrscheinlich: Leistungen wie angegeben oder geschätzt, CCS und CHAdeMO einer Säule einmal. Höchstens: alles, was nutzbar sein kann; NULL, wo nichts es begrenzt.

Mit den Fahrzeugen jeder Zone wird die Leistung mit dem verglichen, was Artikel 3 Absatz 1 der Verordnung (EU) 2023/1804 verlangt: 1,3 kW je batterieelektrisches und 0,80 kW je Plug-in-Hybrid-Fahrzeug. Erfüllt heißt es nur bei dem, was sicher ist, nicht erfüllt nur, wenn alles Mögliche zu wenig ist.</translation></message>
<message><source>After {answers} answers with {stations} stations the server still sent others, and the search was ended. Search a smaller area, or check the address of the server in the options.</source><translation>Nach {answers} Antworten mit {stations} Ladestationen sendete der Server immer noch andere, und die Suche wurde beendet. In einem kleineren Gebiet suchen oder die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>Against the line</source><translation>Gegen die Linie</translation></message>
<message><source>Aland Islands</source><translation>Ålandinseln</translation></message>
<message><source>Albania</source><translation>Albanien</translation></message>
<message><source>All</source><translation>Alle</translation></message>
<message><source>All Since {time}</source><translation>Alles seit {time}</translation></message>
<message><source>All but these operators</source><translation>Alle außer diesen Betreibern</translation></message>
<message><source>All connectors together</source><translation>Alle Anschlüsse zusammen</translation></message>
<message><source>All equipment removed</source><translation>Alle Anschlüsse entfernt</translation></message>
<message><source>All files (*)</source><translation>Alle Dateien (*)</translation></message>
<message><source>All places.</source><translation>Alle Orte.</translation></message>
<message><source>All stations</source><translation>Alle Ladestationen</translation></message>
<message><source>All tables with styles, metadata and licences in one file.</source><translation>Alle Tabellen mit Stilen, Metadaten und Lizenzen in einer Datei.</translation></message>
<message><source>All the equipment that is listed was removed.</source><translation>Alle Anschlüsse, die aufgeführt sind, wurden entfernt.</translation></message>
<message><source>Along Lines of a Layer…</source><translation>Entlang von Linien eines Layers…</translation></message>
<message><source>Along a designated alternative fuel corridor, stations of at least four DC fast ports with CCS Type 1 connectors, each of up to 150 kW at the same time as the others, so 600 kW a station, open to the public at all hours. By the guidance at most 50 miles apart and at most one travel mile from the corridor.</source><translation>Entlang eines ausgewiesenen Korridors für alternative Antriebe Ladestationen mit mindestens vier Gleichstrom-Schnellladepunkten mit CCS Typ 1, jeder gleichzeitig mit den anderen mit bis zu 150 kW, also 600 kW je Station, jederzeit öffentlich zugänglich. Nach der Richtlinie höchstens 50 Meilen voneinander und höchstens eine Fahrmeile vom Korridor entfernt.</translation></message>
<message><source>Along a designated alternative fuel corridor, stations of at least four DC fast ports with CCS Type 1 connectors, each of up to 150 kW at the same time as the others, so 600 kW a station, open to the public at all hours. The guidance leaves the spacing to the States.</source><translation>Entlang eines ausgewiesenen Korridors für alternative Antriebe Ladestationen mit mindestens vier Gleichstrom-Schnellladepunkten mit CCS Typ 1, jeder gleichzeitig mit den anderen mit bis zu 150 kW, also 600 kW je Station, jederzeit öffentlich zugänglich. Den Abstand überlässt die Richtlinie den Bundesstaaten.</translation></message>
<message><source>Along at least 15 % of the length of the TEN-T network, in each direction of travel, a publicly accessible pool for heavy-duty vehicles at least every 120 km, each of at least 1,400 kW with at least one point of 350 kW or more.</source><translation>Entlang mindestens 15 % der Länge des TEN-V-Netzes in jeder Fahrtrichtung mindestens alle 120 km ein öffentlich zugänglicher Standort für schwere Nutzfahrzeuge, jeder mit mindestens 1.400 kW und mindestens einem Ladepunkt mit 350 kW oder mehr.</translation></message>
<message><source>Along at least 50 % of the length of the TEN-T comprehensive network, in each direction of travel, a publicly accessible pool for light-duty vehicles at least every 60 km, each of at least 300 kW with at least one point of 150 kW or more.</source><translation>Entlang mindestens 50 % der Länge des TEN-V-Gesamtnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für leichte Fahrzeuge, jeder mit mindestens 300 kW und mindestens einem Ladepunkt mit 150 kW oder mehr.</translation></message>
<message><source>Along at least 50 % of the length of the TEN-T network, in each direction of travel, a publicly accessible pool for heavy-duty vehicles at least every 120 km, each on the comprehensive network of at least 1,400 kW with at least one point of 350 kW or more.</source><translation>Entlang mindestens 50 % der Länge des TEN-V-Netzes in jeder Fahrtrichtung mindestens alle 120 km ein öffentlich zugänglicher Standort für schwere Nutzfahrzeuge, jeder im Gesamtnetz mit mindestens 1.400 kW und mindestens einem Ladepunkt mit 350 kW oder mehr.</translation></message>
<message><source>Along at least 50 % of the length of the TEN-T network, in each direction of travel, a publicly accessible pool for heavy-duty vehicles at least every 120 km, each on the core network of at least 2,800 kW with at least two points of 350 kW or more.</source><translation>Entlang mindestens 50 % der Länge des TEN-V-Netzes in jeder Fahrtrichtung mindestens alle 120 km ein öffentlich zugänglicher Standort für schwere Nutzfahrzeuge, jeder im Kernnetz mit mindestens 2.800 kW und mindestens zwei Ladepunkten mit 350 kW oder mehr.</translation></message>
<message><source>Along the TEN-T comprehensive network, in each direction of travel, a publicly accessible pool for heavy-duty vehicles at least every 100 km, each of at least 1,500 kW with at least one point of 350 kW or more.</source><translation>Entlang des TEN-V-Gesamtnetzes in jeder Fahrtrichtung mindestens alle 100 km ein öffentlich zugänglicher Standort für schwere Nutzfahrzeuge, jeder mit mindestens 1.500 kW und mindestens einem Ladepunkt mit 350 kW oder mehr.</translation></message>
<message><source>Along the TEN-T comprehensive network, in each direction of travel, a publicly accessible pool for light-duty vehicles at least every 60 km, each of at least 300 kW with at least one point of 150 kW or more.</source><translation>Entlang des TEN-V-Gesamtnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für leichte Fahrzeuge, jeder mit mindestens 300 kW und mindestens einem Ladepunkt mit 150 kW oder mehr.</translation></message>
<message><source>Along the TEN-T comprehensive network, in each direction of travel, a publicly accessible pool for light-duty vehicles at least every 60 km, each of at least 600 kW with at least two points of 150 kW or more.</source><translation>Entlang des TEN-V-Gesamtnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für leichte Fahrzeuge, jeder mit mindestens 600 kW und mindestens zwei Ladepunkten mit 150 kW oder mehr.</translation></message>
<message><source>Along the TEN-T core network, in each direction of travel, a publicly accessible pool for heavy-duty vehicles at least every 60 km, each of at least 3,600 kW with at least two points of 350 kW or more.</source><translation>Entlang des TEN-V-Kernnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für schwere Nutzfahrzeuge, jeder mit mindestens 3.600 kW und mindestens zwei Ladepunkten mit 350 kW oder mehr.</translation></message>
<message><source>Along the TEN-T core network, in each direction of travel, a publicly accessible pool for light-duty vehicles at least every 60 km, each of at least 400 kW with at least one point of 150 kW or more.</source><translation>Entlang des TEN-V-Kernnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für leichte Fahrzeuge, jeder mit mindestens 400 kW und mindestens einem Ladepunkt mit 150 kW oder mehr.</translation></message>
<message><source>Along the TEN-T core network, in each direction of travel, a publicly accessible pool for light-duty vehicles at least every 60 km, each of at least 600 kW with at least two points of 150 kW or more.</source><translation>Entlang des TEN-V-Kernnetzes in jeder Fahrtrichtung mindestens alle 60 km ein öffentlich zugänglicher Standort für leichte Fahrzeuge, jeder mit mindestens 600 kW und mindestens zwei Ladepunkten mit 150 kW oder mehr.</translation></message>
<message><source>Along the line, between neighbouring stations: 60 km in Regulation (EU) 2023/1804, 50 miles in the guidance for NEVI of 2022.</source><translation>Entlang der Linie, zwischen benachbarten Stationen: 60 km in der Verordnung (EU) 2023/1804, 50 Meilen im Leitfaden zu NEVI von 2022.</translation></message>
<message><source>Along the route</source><translation>Entlang der Route</translation></message>
<message><source>Also members without value, and titles of everything.</source><translation>Auch Angaben ohne Wert, und Titel von allem.</translation></message>
<message><source>Also those that do not say</source><translation>Auch solche ohne Angabe</translation></message>
<message><source>Alternating or direct current, by title or id. Empty: both.</source><translation>Wechsel- oder Gleichstrom, als Titel oder ID. Leer: beide.</translation></message>
<message><source>Among them, those that do not state the status, usage, operator, provider or country</source><translation>Darunter solche ohne Angabe von Status, Zugang, Betreiber, Datenanbieter oder Land</translation></message>
<message><source>Amps</source><translation>Ampere</translation></message>
<message><source>An AC connector with the DC current type.</source><translation>Ein Wechselstromanschluss mit Gleichstrom als Stromart.</translation></message>
<message><source>An incomplete result is not a sample: it may lack a whole region.</source><translation>Ein unvollständiges Ergebnis ist keine Stichprobe: Ihm kann eine ganze Region fehlen.</translation></message>
<message><source>An unknown operator is not an independent one.</source><translation>Ein unbekannter Betreiber ist kein unabhängiger.</translation></message>
<message><source>Analyses need Processing, which is switched off: tick it in Plugins ▸ Manage and Install Plugins… ▸ Installed.</source><translation>Auswertungen brauchen die Verarbeitungswerkzeuge (Processing), die ausgeschaltet sind: unter Erweiterungen ▸ Erweiterungen verwalten und installieren … ▸ Installiert anhaken.</translation></message>
<message><source>Analysis</source><translation>Auswertung</translation></message>
<message><source>Andorra</source><translation>Andorra</translation></message>
<message><source>Another program has begun to update {path}. This update has ended.</source><translation>Ein anderes Programm hat begonnen, {path} zu aktualisieren. Diese Aktualisierung ist beendet.</translation></message>
<message><source>Another standard: wireless, battery swap, ChaoJi, obsolete ones, and types newer than this plugin.</source><translation>Eine andere Norm: kabellos, Batteriewechsel, ChaoJi, veraltete und Typen, die neuer sind als diese Erweiterung.</translation></message>
<message><source>Answer</source><translation>Antwort</translation></message>
<message><source>Answer with fewer than half of the stations</source><translation>Antwort mit weniger als der Hälfte der Ladestationen</translation></message>
<message><source>Any</source><translation>Beliebig</translation></message>
<message><source>Any number</source><translation>Beliebig viele</translation></message>
<message><source>Any time</source><translation>Beliebig</translation></message>
<message><source>Any: all stations are asked for</source><translation>Beliebig: Es wird nach allen Ladestationen gefragt</translation></message>
<message><source>Area</source><translation>Fläche</translation></message>
<message><source>Area of the place on the ellipsoid.</source><translation>Fläche des Ortes auf dem Ellipsoid.</translation></message>
<message><source>Area of the places</source><translation>Fläche der Orte</translation></message>
<message><source>Area of the places on the ellipsoid.</source><translation>Fläche der Orte auf dem Ellipsoid.</translation></message>
<message><source>Area of the zone, measured on the ellipsoid.</source><translation>Fläche der Zone, auf dem Ellipsoid gemessen.</translation></message>
<message><source>Area that no station reaches which may be usable.</source><translation>Fläche, die keine Station erreicht, die nutzbar sein könnte.</translation></message>
<message><source>Area that stations reach which may be usable.</source><translation>Fläche, die Stationen erreichen, die nutzbar sein könnten.</translation></message>
<message><source>Area that surely usable stations reach.</source><translation>Fläche, die sicher nutzbare Stationen erreichen.</translation></message>
<message><source>Argentina</source><translation>Argentinien</translation></message>
<message><source>Armenia</source><translation>Armenien</translation></message>
<message><source>Around {latitude}, {longitude}</source><translation>Um {latitude}, {longitude}</translation></message>
<message><source>As Article 3(1) of Regulation (EU) 2023/1804 has it, or another target.</source><translation>Wie in Artikel 3 Absatz 1 der Verordnung (EU) 2023/1804, oder ein anderes Ziel.</translation></message>
<message><source>As JavaScript writes names.</source><translation>Wie JavaScript Namen schreibt.</translation></message>
<message><source>As a plain KML, about {size}: viewers may take minutes. A KMZ opens at once.</source><translation>Als einfache KML etwa {size}: Betrachter können Minuten brauchen. Eine KMZ öffnet sich sofort.</translation></message>
<message><source>As a reload does it: your columns and edits stay, and so do stations elsewhere. Else it is replaced.</source><translation>Wie beim Neuladen: Ihre Spalten und Änderungen bleiben, ebenso Ladestationen anderswo. Sonst wird es ersetzt.</translation></message>
<message><source>As of the search, not of today.</source><translation>Stand der Suche, nicht von heute.</translation></message>
<message><source>As of {date}</source><translation>Vom {date}</translation></message>
<message><source>As the crow flies, on the ellipsoid.</source><translation>Luftlinie, auf dem Ellipsoid.</translation></message>
<message><source>As the crow flies, to the nearest place on the line. Stations farther off are left out.</source><translation>Luftlinie bis zur nächsten Stelle der Linie. Weiter entfernte Stationen bleiben weg.</translation></message>
<message><source>As the crow flies. NULL for areas, and where there is no such station.</source><translation>In Luftlinie. NULL bei Flächen, und wo es keine solche Station gibt.</translation></message>
<message><source>As the records state their country, by name, code or id. Empty: all.</source><translation>Wie die Datensätze ihr Land angeben, als Name, Code oder ID. Leer: alle.</translation></message>
<message><source>As the text about the access says; many stations state no hours and are uncertain</source><translation>Wie es der Text über den Zugang sagt; viele Ladestationen geben keine Zeiten an und sind unsicher</translation></message>
<message><source>As the text about the price says; most stations state none and are uncertain</source><translation>Wie es der Text über den Preis sagt; die meisten Ladestationen geben keinen an und sind unsicher</translation></message>
<message><source>As what the site is drawn, on the map and in every share.</source><translation>Als was der Standort gezeichnet wird, auf der Karte und in jeder Weitergabe.</translation></message>
<message><source>Ask Again</source><translation>Neu abfragen</translation></message>
<message><source>Ask the server also for what is held from earlier searches, or mirrored</source><translation>Server auch nach dem fragen, was von früheren Suchen vorgehalten wird oder gespiegelt ist</translation></message>
<message><source>Asking the server…</source><translation>Der Server wird gefragt…</translation></message>
<message><source>At Open Charge Map</source><translation>Bei Open Charge Map</translation></message>
<message><source>At hand: those that the service gave last, or the built-in ones</source><translation>Vorhandene: die der Dienst zuletzt gegeben hat, sonst die eingebauten</translation></message>
<message><source>At least </source><translation>Mindestens </translation></message>
<message><source>At most</source><translation>Höchstens</translation></message>
<message><source>At most (km)</source><translation>Höchstens (km)</translation></message>
<message><source>At most {number} m from the road.</source><translation>Höchstens {number} m von der Straße entfernt.</translation></message>
<message><source>At most {number} {unit} between pools along the road.</source><translation>Höchstens {number} {unit} zwischen Standorten entlang der Straße.</translation></message>
<message><source>At most, from amps × volts</source><translation>Höchstens, aus Ampere × Volt</translation></message>
<message><source>At the end of each year from 2024 on, public stations offer at least 1.3 kW for each battery electric and 0.80 kW for each plug-in hybrid light-duty vehicle that is registered.</source><translation>Am Ende jedes Jahres ab 2024 bieten öffentliche Ladestationen mindestens 1,3 kW für jedes zugelassene leichte batterieelektrische und 0,80 kW für jedes Plug-in-Hybridfahrzeug.</translation></message>
<message><source>Attribution</source><translation>Quellenangabe</translation></message>
<message><source>Audit of stations</source><translation>Prüfung von Stationen</translation></message>
<message><source>Audit of “{layer}”</source><translation>Prüfung von „{layer}“</translation></message>
<message><source>Australia</source><translation>Australien</translation></message>
<message><source>Austria</source><translation>Österreich</translation></message>
<message><source>Avcon Connector</source><translation>Avcon-Stecker</translation></message>
<message><source>Azerbaijan</source><translation>Aserbaidschan</translation></message>
<message><source>BS1363 3 Pin 13 Amp</source><translation>BS1363 (3-polig mit 13 A)</translation></message>
<message><source>Bahrain</source><translation>Bahrain</translation></message>
<message><source>Battery swap</source><translation>Batteriewechsel</translation></message>
<message><source>Before</source><translation>Vorher</translation></message>
<message><source>Belarus</source><translation>Belarus</translation></message>
<message><source>Belgium</source><translation>Belgien</translation></message>
<message><source>Between</source><translation>Zwischen</translation></message>
<message><source>Blue Commando (2P+E)</source><translation>Blauer CEE-Stecker (2P+E)</translation></message>
<message><source>Bosnia And Herzegovina</source><translation>Bosnien und Herzegowina</translation></message>
<message><source>Both directions</source><translation>Beide Richtungen</translation></message>
<message><source>Brazil</source><translation>Brasilien</translation></message>
<message><source>Bring Back</source><translation>Zurückholen</translation></message>
<message><source>Bring back rows that you deleted</source><translation>Zeilen zurückholen, die Sie gelöscht haben</translation></message>
<message><source>Built in: without operators, no request is sent</source><translation>Eingebaute: ohne Betreiber, keine Anfrage wird gesendet</translation></message>
<message><source>Bulgaria</source><translation>Bulgarien</translation></message>
<message><source>Business at the location</source><translation>Betrieb am Ort</translation></message>
<message><source>By agreement</source><translation>Nach Vereinbarung</translation></message>
<message><source>By creation</source><translation>Nach dem Anlegen</translation></message>
<message><source>By data provider</source><translation>Nach Datenanbieter</translation></message>
<message><source>By number</source><translation>Nach der Nummer</translation></message>
<message><source>By operator</source><translation>Nach Betreiber</translation></message>
<message><source>By the data</source><translation>Nach den Daten</translation></message>
<message><source>By the data (km)</source><translation>Nach den Daten (km)</translation></message>
<message><source>By the data alone, with directions of travel, trucks, hours and ways from the road taken as met wherever nothing else is stated: {verdict}, {sure} km are served.</source><translation>Allein nach den Daten, wobei Fahrtrichtung, Lkw, Öffnungszeiten und Weg von der Straße als erfüllt gelten, wo nichts anderes angegeben ist: {verdict}, {sure} km sind versorgt.</translation></message>
<message><source>By the last change</source><translation>Nach der letzten Änderung</translation></message>
<message><source>By the licence of the provider, not by the flag of the service.</source><translation>Nach der Lizenz des Anbieters, nicht nach der Angabe des Dienstes.</translation></message>
<message><source>By the usage that a record states; those for staff, visitors, customers or on notice are not</source><translation>Nach der Nutzung, die ein Datensatz angibt; solche für Mitarbeiter, Besucher, Kunden oder auf Anfrage sind es nicht</translation></message>
<message><source>By title or id. Empty: all.</source><translation>Als Titel oder ID. Leer: alle.</translation></message>
<message><source>By what Google Earth and others sort the stations.</source><translation>Wonach Google Earth und andere die Ladestationen ordnen.</translation></message>
<message><source>Bytes</source><translation>Bytes</translation></message>
<message><source>CCS</source><translation>CCS</translation></message>
<message><source>CCS (Type 1)</source><translation>CCS (Typ 1)</translation></message>
<message><source>CCS (Type 2)</source><translation>CCS (Typ 2)</translation></message>
<message><source>CCS 1</source><translation>CCS 1</translation></message>
<message><source>CCS 2</source><translation>CCS 2</translation></message>
<message><source>CCS and CHAdeMO counted once</source><translation>CCS und CHAdeMO einmal gezählt</translation></message>
<message><source>CCS, 50 kW and more</source><translation>CCS, ab 50 kW</translation></message>
<message><source>CEE 3 Pin</source><translation>CEE 3-polig</translation></message>
<message><source>CEE 5 Pin</source><translation>CEE 5-polig</translation></message>
<message><source>CEE 7/4 - Schuko - Type F</source><translation>CEE 7/4 – Schuko – Typ F</translation></message>
<message><source>CEE 7/5</source><translation>CEE 7/5</translation></message>
<message><source>CEE and other sockets for high current.</source><translation>CEE und andere Starkstromdosen.</translation></message>
<message><source>CEE+ 7 Pin</source><translation>CEE+ 7-polig</translation></message>
<message><source>CHAdeMO</source><translation>CHAdeMO</translation></message>
<message><source>CSV</source><translation>CSV</translation></message>
<message><source>CSV of Open Charge Map states no operator, data provider, licence, power, current or number of connectors: these are unknown.</source><translation>CSV von Open Charge Map nennt weder Betreiber, Datenanbieter und Lizenz noch Leistung, Stromart und Zahl der Anschlüsse: Diese sind unbekannt.</translation></message>
<message><source>Canada</source><translation>Kanada</translation></message>
<message><source>Cancel</source><translation>Abbrechen</translation></message>
<message><source>Cancelled. Nothing was written.</source><translation>Abgebrochen. Nichts wurde geschrieben.</translation></message>
<message><source>Cancelled: nothing was written.</source><translation>Abgebrochen: Es wurde nichts geschrieben.</translation></message>
<message><source>Cannot tell</source><translation>Nicht entscheidbar</translation></message>
<message><source>Cap</source><translation>Höchstzahl</translation></message>
<message><source>Capped at the number asked for</source><translation>Auf die gewünschte Zahl begrenzt</translation></message>
<message numerus="yes"><source>Capped at {n} station: there may be more</source><extracomment>Capped at {n} stations: there may be more</extracomment><translation><numerusform>Auf {n} Ladestation begrenzt: Es kann mehr geben</numerusform><numerusform>Auf {n} Ladestationen begrenzt: Es kann mehr geben</numerusform></translation></message>
<message><source>Caption</source><translation>Bildunterschrift</translation></message>
<message><source>Carries AC and DC. In Europe, entries of type 27 are Tesla sites with other plugs. NULL when it is known of no connector.</source><translation>Führt AC und DC. In Europa sind Einträge vom Typ 27 Tesla-Standorte mit anderen Steckern. NULL, wenn es von keinem Anschluss bekannt ist.</translation></message>
<message><source>Change</source><translation>Änderung</translation></message>
<message><source>Change &amp;Style</source><translation>Stil ä&amp;ndern</translation></message>
<message><source>Changed fields</source><translation>Geänderte Felder</translation></message>
<message><source>Changed values</source><translation>Geänderte Werte</translation></message>
<message><source>Changes</source><translation>Änderungen</translation></message>
<message><source>Changes of connections, comments and photos are not listed.</source><translation>Änderungen von Anschlüssen, Kommentaren und Fotos sind nicht aufgeführt.</translation></message>
<message><source>ChaoJi</source><translation>ChaoJi</translation></message>
<message><source>Charged Successfully</source><translation>Erfolgreich geladen</translation></message>
<message><source>Charged Successfully (Automated Checkin)</source><translation>Erfolgreich geladen (automatische Rückmeldung)</translation></message>
<message><source>Charging Spot In Use (Non-EV Parked)</source><translation>Ladeplatz belegt (Fahrzeug ohne Elektroantrieb)</translation></message>
<message><source>Charging Spot In Use (Other EV Parked)</source><translation>Ladeplatz belegt (anderes Elektrofahrzeug)</translation></message>
<message><source>Charging Spot Not Accessible (Access locked or site closed)</source><translation>Ladeplatz nicht zugänglich (versperrt oder geschlossen)</translation></message>
<message><source>Charging Spot Not Found (Inadequate or Incorrect Details)</source><translation>Ladeplatz nicht gefunden (Angaben ungenügend oder falsch)</translation></message>
<message><source>Charging Stations (Open Charge Map)</source><translation>Ladestationen (Open Charge Map)</translation></message>
<message><source>Charging levels of the US</source><translation>Ladestufen der USA</translation></message>
<message><source>Charging network</source><translation>Ladenetz</translation></message>
<message><source>Charging network, business at the location, private person or unknown.</source><translation>Ladenetz, Betrieb am Ort, Privatperson oder unbekannt.</translation></message>
<message><source>Charging points</source><translation>Ladepunkte</translation></message>
<message><source>Charging points of the first station, best guess.</source><translation>Ladepunkte der ersten Station, beste Schätzung.</translation></message>
<message><source>Charging points of the second station, best guess.</source><translation>Ladepunkte der zweiten Station, beste Schätzung.</translation></message>
<message><source>Charging points, at least</source><translation>Ladepunkte, mindestens</translation></message>
<message><source>Charging points, at most</source><translation>Ladepunkte, höchstens</translation></message>
<message><source>Charging points, first</source><translation>Ladepunkte, erste</translation></message>
<message><source>Charging points, second</source><translation>Ladepunkte, zweite</translation></message>
<message><source>Charging power</source><translation>Ladeleistung</translation></message>
<message><source>Charging station</source><translation>Ladestation</translation></message>
<message><source>Charging stations</source><translation>Ladestationen</translation></message>
<message><source>Charging stations (or any points)</source><translation>Ladestationen (oder beliebige Punkte)</translation></message>
<message><source>Charging stations in the map view</source><translation>Ladestationen im Kartenausschnitt</translation></message>
<message><source>Charging stations in the rectangle around {place}</source><translation>Ladestationen im Rechteck um {place}</translation></message>
<message><source>Charging stations near “{place}”</source><translation>Ladestationen bei „{place}“</translation></message>
<message><source>Charging stations of Open Charge Map</source><translation>Ladestationen von Open Charge Map</translation></message>
<message><source>Charging stations on the map</source><translation>Ladestationen der Karte</translation></message>
<message><source>Charging stations {area}</source><translation>Ladestationen {area}</translation></message>
<message><source>Check All Shown</source><translation>Alle angezeigten ankreuzen</translation></message>
<message><source>Check before opening.</source><translation>Vor dem Öffnen prüfen.</translation></message>
<message><source>Check it in QGIS’ Options under “Open Charge Map”.</source><translation>Ihn in den Optionen von QGIS unter „Open Charge Map“ prüfen.</translation></message>
<message><source>Check it in the environment variable {variable}.</source><translation>Ihn in der Umgebungsvariablen {variable} prüfen.</translation></message>
<message><source>Check the numbers or remove filters.</source><translation>Die Nummern prüfen oder Filter entfernen.</translation></message>
<message><source>Check the numbers.</source><translation>Die Nummern prüfen.</translation></message>
<message><source>Check-in</source><translation>Rückmeldung</translation></message>
<message><source>Check-in good</source><translation>Rückmeldung gut</translation></message>
<message><source>Check-in id</source><translation>Rückmeldung (Nummer)</translation></message>
<message><source>Check-in type {number}</source><translation>Rückmeldungsart {number}</translation></message>
<message><source>Check-in types</source><translation>Rückmeldungsarten</translation></message>
<message><source>Check-ins</source><translation>Rückmeldungen</translation></message>
<message><source>Checked roads</source><translation>Geprüfte Straßen</translation></message>
<message><source>Checked:</source><translation>Geprüft:</translation></message>
<message><source>Checking the Open Charge Map key</source><translation>Schlüssel von Open Charge Map prüfen</translation></message>
<message><source>Checks roads against a rule on charging stations, such as AFIR or NEVI, in three values.</source><translation>Prüft Straßen an einer Regel für Ladestationen, etwa AFIR oder NEVI, in drei Werten.</translation></message>
<message><source>Checks whether pools of stations that have what a rule asks for stand close enough along roads. A rule pack says what is asked, where that is laid down, and from when to when it holds; packs of your own lie in the folder openchargemap/packs of your profile.

Each stretch, each route and all routes together are fulfilled, not fulfilled or uncertain; the stations on which that hangs are listed, with what would decide it. Open Charge Map does not know which direction of travel a station serves, whether trucks fit, or how long the way from the exit is: fields of yours may say it. The verdict by the data takes these as met wherever nothing else is stated.

The rule itself decides, not this summary of it: see its source in the report.</source><translation>Prüft, ob Standorte von Ladestationen, die haben, was eine Regel verlangt, entlang von Straßen dicht genug stehen. Ein Regelpaket sagt, was verlangt ist, wo das festgelegt ist und von wann bis wann es gilt; eigene Pakete liegen im Ordner openchargemap/packs Ihres Profils.

Für jeden Abschnitt, jede Route und alle Routen zusammen heißt das Ergebnis erfüllt, nicht erfüllt oder nicht zu sagen; die Ladestationen, an denen das hängt, sind aufgelistet, mit dem, was es entscheiden würde. Open Charge Map weiß nicht, welche Fahrtrichtung eine Ladestation bedient, ob Lkw Platz haben oder wie lang der Weg von der Ausfahrt ist: Eigene Felder können es sagen. Das Ergebnis nach den Daten nimmt das als erfüllt an, wo nichts anderes angegeben ist.

Es entscheidet die Regel selbst, nicht diese Zusammenfassung: Ihre Quelle steht im Bericht.</translation></message>
<message><source>Chile</source><translation>Chile</translation></message>
<message><source>China</source><translation>China</translation></message>
<message><source>Choose a search above the last one.</source><translation>Wählen Sie eine Suche über der letzten.</translation></message>
<message><source>Choose a search below the first one.</source><translation>Wählen Sie eine Suche unter der ersten.</translation></message>
<message><source>Choose a search that can be read.</source><translation>Wählen Sie eine lesbare Suche.</translation></message>
<message><source>Choose a search.</source><translation>Wählen Sie eine Suche.</translation></message>
<message><source>Choose from the list</source><translation>Aus der Liste wählen</translation></message>
<message><source>Class of kw_used, 0 unknown, 1 slowest to 6 fastest.</source><translation>Klasse von kw_used, 0 unbekannt, 1 am langsamsten bis 6 am schnellsten.</translation></message>
<message><source>Class of max_kw by the bounds of Regulation (EU) 2023/1804 (AFIR), Annex III: 7.4, 22, 50, 150, 350 kW.</source><translation>Klasse von max_kw nach den Grenzen der Verordnung (EU) 2023/1804 (AFIR), Anhang III: 7,4, 22, 50, 150, 350 kW.</translation></message>
<message><source>Class on the map</source><translation>Klasse auf der Karte</translation></message>
<message><source>Classes without stations</source><translation>Klassen ohne Stationen</translation></message>
<message><source>Clear all filters</source><translation>Alle Filter aufheben</translation></message>
<message><source>Clear the Choice</source><translation>Auswahl aufheben</translation></message>
<message><source>Click the corners on the map. Right click or Enter closes, Backspace takes back, Esc stops.</source><translation>Die Ecken in der Karte anklicken. Rechtsklick oder Eingabe schließt, Rücktaste nimmt zurück, Esc beendet das.</translation></message>
<message><source>Close</source><translation>Schließen</translation></message>
<message><source>Coarse and often old: see days_since_verified.</source><translation>Grob und oft alt: siehe days_since_verified.</translation></message>
<message><source>Coarse classes of power of Open Charge Map, by title or id. Minimum power is more exact.</source><translation>Grobe Leistungsklassen von Open Charge Map, als Titel oder ID. Die Mindestleistung ist genauer.</translation></message>
<message><source>Coarse position</source><translation>Grobe Lage</translation></message>
<message><source>Codes of what looks wrong, joined by semicolons; NULL when nothing does.</source><translation>Codes dessen, was falsch aussieht, durch Semikolons getrennt; NULL, wenn nichts.</translation></message>
<message><source>Colombia</source><translation>Kolumbien</translation></message>
<message><source>Come with the plugin</source><translation>Vom Plugin mitgebracht</translation></message>
<message><source>Comment</source><translation>Kommentar</translation></message>
<message><source>Comment id</source><translation>Kommentar (Nummer)</translation></message>
<message><source>Comment type {number}</source><translation>Kommentarart {number}</translation></message>
<message><source>Comment types</source><translation>Kommentararten</translation></message>
<message><source>Comments</source><translation>Kommentare</translation></message>
<message><source>Comments and photos</source><translation>Kommentare und Fotos</translation></message>
<message><source>Comments and photos are then asked for, which makes answers larger.</source><translation>Kommentare und Fotos werden dann abgefragt, was die Antworten größer macht.</translation></message>
<message><source>Compare two results</source><translation>Zwei Ergebnisse vergleichen</translation></message>
<message><source>Compare type_id or standard.</source><translation>type_id oder standard vergleichen.</translation></message>
<message><source>Compares two results, an older and a newer one, by the number of each station. Each is a layer, or a file as Open Charge Map or its exports write it. In place of an older result, give a time: a GeoPackage or schema that was reloaded knows what it held then, and what changed twice since is one change. The first output has a point for each station that differs: added, gone, status, power, position or other fields changed. The second lists each value that differs, old and new.

A station counts as gone only if the newer result is complete and its search asks for the place. If that search has filters, the station may also be there and match them no longer: it is called so. Stations that one of the results did not ask for are left out, unless you include them. The searches are read from the layers' metadata: without it, nothing is called gone, and neither is what a file does not hold, unless you say that the files hold all stations of the same area. Rows that you deleted from the newer layer look as if they were gone, except if a time is given. Copies as text (CSV, GeoJSON) are compared by value: how numbers, days and yes or no are written is no difference, nor is a position that differs by less than 10 cm.</source><translation>Vergleicht zwei Ergebnisse, ein älteres und ein neueres, nach den Nummern der Ladestationen. Jedes ist ein Layer oder eine Datei, wie Open Charge Map oder dessen Exporte sie schreiben. Statt eines älteren Ergebnisses kann ein Zeitpunkt stehen: Ein GeoPackage oder Schema, das neu geladen wurde, weiß, was es damals enthielt, und was sich seither zweimal geändert hat, ist eine Änderung. Die erste Ausgabe hat einen Punkt für jede Ladestation, die sich unterscheidet: neu, weggefallen, oder Status, Leistung, Lage oder andere Felder geändert. Die zweite führt jeden Wert auf, der sich unterscheidet, alt und neu.

Eine Ladestation gilt nur als weggefallen, wenn das neuere Ergebnis vollständig ist und dessen Suche den Ort abfragt. Hat diese Suche Filter, kann die Ladestation auch da sein und ihnen nicht mehr entsprechen: So heißt sie dann. Ladestationen, die eines der Ergebnisse nicht abgefragt hat, sind weggelassen, wenn Sie sie nicht einschließen. Die Suchen werden aus den Metadaten der Layer gelesen: Ohne sie heißt nichts weggefallen, und auch nicht, was eine Datei nicht enthält, wenn Sie nicht angeben, dass die Dateien alle Ladestationen desselben Gebiets enthalten. Zeilen, die Sie aus dem neueren Layer gelöscht haben, sehen aus wie weggefallen, außer wenn ein Zeitpunkt angegeben ist. Kopien als Text (CSV, GeoJSON) werden nach Werten verglichen: Wie Zahlen, Tage und Ja oder Nein geschrieben sind, ist kein Unterschied, und auch nicht eine Lage, die weniger als 10 cm abweicht.</translation></message>
<message><source>Comparing the stations.</source><translation>Ladestationen werden verglichen.</translation></message>
<message><source>Comparing the tables beside the stations.</source><translation>Tabellen zu den Ladestationen werden verglichen.</translation></message>
<message><source>Complete</source><translation>Vollständig</translation></message>
<message><source>Completeness</source><translation>Vollständigkeit</translation></message>
<message><source>Computed by the server from the power where there is one.</source><translation>Vom Server aus der Leistung berechnet, wo es eine gibt.</translation></message>
<message><source>Computed from change, confirmation and, for new sites, creation: by the server, or here if a file lacks it.</source><translation>Berechnet aus Änderung, Bestätigung und, bei neuen Standorten, Anlage: vom Server oder hier, wenn es einer Datei fehlt.</translation></message>
<message><source>Confirmation</source><translation>Bestätigung</translation></message>
<message><source>Confirmed</source><translation>Bestätigt</translation></message>
<message><source>Confirmed on</source><translation>Bestätigt am</translation></message>
<message><source>Connection id</source><translation>Anschluss (Nummer)</translation></message>
<message><source>Connection type {number}</source><translation>Steckertyp {number}</translation></message>
<message><source>Connection types</source><translation>Steckertypen</translation></message>
<message><source>Connections</source><translation>Anschlüsse</translation></message>
<message><source>Connector</source><translation>Anschluss</translation></message>
<message><source>Connector ({shown} of {number} lines)</source><translation>Anschluss ({shown} von {number} Zeilen)</translation></message>
<message><source>Connector type</source><translation>Steckertyp</translation></message>
<message><source>Connector type id</source><translation>Steckertyp (Nummer)</translation></message>
<message><source>Connector type in the words of Open Charge Map.</source><translation>Steckertyp in den Worten von Open Charge Map.</translation></message>
<message><source>Connector types that this version of the plugin does not know count as “other”: {titles}.</source><translation>Steckertypen, die diese Version der Erweiterung nicht kennt, zählen als „andere“: {titles}.</translation></message>
<message><source>Connectors</source><translation>Anschlüsse</translation></message>
<message><source>Connectors by current and power</source><translation>Anschlüsse nach Stromart und Leistung</translation></message>
<message><source>Connectors by standard</source><translation>Anschlüsse nach Norm</translation></message>
<message><source>Connectors by standard that both have, of all that one of them has.</source><translation>Anschlüsse nach Standard, die beide haben, von allen, die eine davon hat.</translation></message>
<message><source>Connectors from 150 kW</source><translation>Anschlüsse ab 150 kW</translation></message>
<message><source>Connectors from 22 kW</source><translation>Anschlüsse ab 22 kW</translation></message>
<message><source>Connectors from 350 kW</source><translation>Anschlüsse ab 350 kW</translation></message>
<message><source>Connectors from 43 kW</source><translation>Anschlüsse ab 43 kW</translation></message>
<message><source>Connectors from 50 kW</source><translation>Anschlüsse ab 50 kW</translation></message>
<message><source>Connectors of estimated power</source><translation>Anschlüsse mit geschätzter Leistung</translation></message>
<message><source>Connectors of the standard CCS 1.</source><translation>Anschlüsse der Norm CCS 1.</translation></message>
<message><source>Connectors of the standard CCS 2.</source><translation>Anschlüsse der Norm CCS 2.</translation></message>
<message><source>Connectors of the standard CHAdeMO.</source><translation>Anschlüsse der Norm CHAdeMO.</translation></message>
<message><source>Connectors of the standard GB/T AC.</source><translation>Anschlüsse der Norm GB/T AC.</translation></message>
<message><source>Connectors of the standard GB/T DC.</source><translation>Anschlüsse der Norm GB/T DC.</translation></message>
<message><source>Connectors of the standard NACS.</source><translation>Anschlüsse der Norm NACS.</translation></message>
<message><source>Connectors of the standard Type 1 (J1772).</source><translation>Anschlüsse der Norm Typ 1 (J1772).</translation></message>
<message><source>Connectors of the standard Type 2.</source><translation>Anschlüsse der Norm Typ 2.</translation></message>
<message><source>Connectors of the standard Type 3.</source><translation>Anschlüsse der Norm Typ 3.</translation></message>
<message><source>Connectors of unknown current</source><translation>Anschlüsse unbekannter Stromart</translation></message>
<message><source>Connectors of unknown power</source><translation>Anschlüsse unbekannter Leistung</translation></message>
<message><source>Connectors of unknown type</source><translation>Anschlüsse unbekannten Typs</translation></message>
<message><source>Connectors of which no power is known.</source><translation>Anschlüsse, deren Leistung unbekannt ist.</translation></message>
<message><source>Connectors out of operation</source><translation>Anschlüsse außer Betrieb</translation></message>
<message><source>Connectors perhaps from 150 kW</source><translation>Anschlüsse vielleicht ab 150 kW</translation></message>
<message><source>Connectors planned</source><translation>Anschlüsse geplant</translation></message>
<message><source>Connectors that may be usable whose power is a guess of an importer or a formula.</source><translation>Anschlüsse, die nutzbar sein können und deren Leistung ein Import oder eine Formel geschätzt hat.</translation></message>
<message><source>Connectors that may be usable whose power is not known.</source><translation>Anschlüsse, die nutzbar sein können und deren Leistung nicht bekannt ist.</translation></message>
<message><source>Connectors that may or may not reach 150 kW.</source><translation>Anschlüsse, die 150 kW vielleicht erreichen.</translation></message>
<message><source>Connectors unknown</source><translation>Anschlüsse unbekannt</translation></message>
<message><source>Connectors whose current neither data nor type say.</source><translation>Anschlüsse, deren Stromart weder Daten noch Typ sagen.</translation></message>
<message><source>Connectors whose power is a guess within bounds.</source><translation>Anschlüsse, deren Leistung eine Schätzung in Grenzen ist.</translation></message>
<message><source>Connectors whose type is not known.</source><translation>Anschlüsse, deren Typ unbekannt ist.</translation></message>
<message><source>Connectors with a power of 150 kW or more, estimates included.</source><translation>Anschlüsse mit einer Leistung von 150 kW oder mehr, mit Schätzungen.</translation></message>
<message><source>Connectors with a power of 22 kW or more, estimates included.</source><translation>Anschlüsse mit einer Leistung von 22 kW oder mehr, mit Schätzungen.</translation></message>
<message><source>Connectors with a power of 350 kW or more, estimates included.</source><translation>Anschlüsse mit einer Leistung von 350 kW oder mehr, mit Schätzungen.</translation></message>
<message><source>Connectors with a power of 43 kW or more, estimates included.</source><translation>Anschlüsse mit einer Leistung von 43 kW oder mehr, mit Schätzungen.</translation></message>
<message><source>Connectors with a power of 50 kW or more, estimates included.</source><translation>Anschlüsse mit einer Leistung von 50 kW oder mehr, mit Schätzungen.</translation></message>
<message><source>Connectors with estimated power</source><translation>Anschlüsse mit geschätzter Leistung</translation></message>
<message><source>Connectors without power</source><translation>Anschlüsse ohne Leistung</translation></message>
<message><source>Connectors without power are left out.</source><translation>Anschlüsse ohne Leistung sind weggelassen.</translation></message>
<message><source>Connectors without power are left out. Cabinets that share power among posts are unknown to Open Charge Map.</source><translation>Anschlüsse ohne Leistung sind weggelassen. Schränke, die Leistung auf Säulen verteilen, kennt Open Charge Map nicht.</translation></message>
<message><source>Connectors without power are not counted: see n_kw_unknown. NULL when it is known of no connector.</source><translation>Anschlüsse ohne Leistung zählen nicht: siehe n_kw_unknown. NULL, wenn es von keinem Anschluss bekannt ist.</translation></message>
<message><source>Continue</source><translation>Fortsetzen</translation></message>
<message><source>Copy the file to your server and put this where it should appear:</source><translation>Die Datei auf den eigenen Server kopieren und dies dort einfügen, wo sie erscheinen soll:</translation></message>
<message><source>Correct</source><translation>Korrigieren</translation></message>
<message><source>Correct Connections</source><translation>Anschlüsse korrigieren</translation></message>
<message><source>Corrections that Open Charge Map contradicts</source><translation>Korrekturen, denen Open Charge Map widerspricht</translation></message>
<message><source>Corridor check</source><translation>Korridorprüfung</translation></message>
<message><source>Corridor check of a search</source><translation>Prüfung von Straßen mit Suche</translation></message>
<message><source>Cost</source><translation>Kosten</translation></message>
<message><source>Costa Rica</source><translation>Costa Rica</translation></message>
<message><source>Count</source><translation>Anzahl</translation></message>
<message><source>Counting the stations held</source><translation>Vorhandene Ladestationen zählen</translation></message>
<message><source>Counting the stations whose licence is not open…</source><translation>Ladestationen ohne offene Lizenz werden gezählt…</translation></message>
<message><source>Counting the stations…</source><translation>Die Stationen werden gezählt …</translation></message>
<message><source>Countries</source><translation>Länder</translation></message>
<message><source>Countries to add</source><translation>Hinzuzufügende Länder</translation></message>
<message><source>Countries…</source><translation>Länder…</translation></message>
<message><source>Country</source><translation>Land</translation></message>
<message><source>Country code</source><translation>Ländercode</translation></message>
<message><source>Country code (ISO 3166, such as NL)</source><translation>Ländercode (ISO 3166, etwa NL)</translation></message>
<message><source>Country {number}</source><translation>Land {number}</translation></message>
<message><source>Counts a post with CCS and CHAdeMO twice. Connectors without power are left out.</source><translation>Zählt eine Säule mit CCS und CHAdeMO doppelt. Anschlüsse ohne Leistung sind weggelassen.</translation></message>
<message><source>Counts now</source><translation>Zählt jetzt</translation></message>
<message><source>Coverage by distance</source><translation>Abdeckung nach Entfernung</translation></message>
<message><source>Coverage by stations</source><translation>Abdeckung durch Stationen</translation></message>
<message><source>Covered</source><translation>Abgedeckt</translation></message>
<message><source>Covered area, at least</source><translation>Abgedeckte Fläche, mindestens</translation></message>
<message><source>Covered area, at most</source><translation>Abgedeckte Fläche, höchstens</translation></message>
<message><source>Covered people, at least</source><translation>Abgedeckte Menschen, mindestens</translation></message>
<message><source>Covered people, at least (%)</source><translation>Abgedeckte Menschen, mindestens (%)</translation></message>
<message><source>Covered people, at most</source><translation>Abgedeckte Menschen, höchstens</translation></message>
<message><source>Covered people, at most (%)</source><translation>Abgedeckte Menschen, höchstens (%)</translation></message>
<message><source>Covered places, at least</source><translation>Abgedeckte Orte, mindestens</translation></message>
<message><source>Covered places, at most</source><translation>Abgedeckte Orte, höchstens</translation></message>
<message><source>Covered, at least (%)</source><translation>Abgedeckt, mindestens (%)</translation></message>
<message><source>Covered, at most (%)</source><translation>Abgedeckt, höchstens (%)</translation></message>
<message><source>Created since</source><translation>Verzeichnet seit</translation></message>
<message><source>Created since (UTC)</source><translation>Angelegt seit (UTC)</translation></message>
<message><source>Croatia</source><translation>Kroatien</translation></message>
<message><source>Current</source><translation>Stromart</translation></message>
<message><source>Current from</source><translation>Stromart aus</translation></message>
<message><source>Current type id</source><translation>Stromart (Nummer)</translation></message>
<message><source>Current type {number}</source><translation>Stromart {number}</translation></message>
<message><source>Current types</source><translation>Stromarten</translation></message>
<message><source>Current, ampere.</source><translation>Stromstärke, Ampere.</translation></message>
<message><source>Currently Available (Automated Status)</source><translation>Derzeit frei (automatischer Status)</translation></message>
<message><source>Currently In Use (Automated Status)</source><translation>Derzeit belegt (automatischer Status)</translation></message>
<message><source>Cyprus</source><translation>Zypern</translation></message>
<message><source>Czech Republic</source><translation>Tschechien</translation></message>
<message><source>D&amp;own</source><translation>Nach un&amp;ten</translation></message>
<message><source>DC</source><translation>DC</translation></message>
<message><source>DC connector with AC</source><translation>DC-Anschluss mit AC</translation></message>
<message><source>DC connectors</source><translation>DC-Anschlüsse</translation></message>
<message><source>DC connectors.</source><translation>DC-Anschlüsse.</translation></message>
<message><source>DC fast</source><translation>DC schnell</translation></message>
<message><source>DC fast charging</source><translation>DC-Schnellladen</translation></message>
<message><source>DC part of total_kw_est.</source><translation>DC-Anteil von total_kw_est.</translation></message>
<message><source>DC points, at least</source><translation>DC-Ladepunkte, mindestens</translation></message>
<message><source>DC points, at most</source><translation>DC-Ladepunkte, höchstens</translation></message>
<message><source>DC points, likely</source><translation>DC-Ladepunkte, wahrscheinlich</translation></message>
<message><source>DC power, at least</source><translation>DC-Leistung, mindestens</translation></message>
<message><source>DC power, at most</source><translation>DC-Leistung, höchstens</translation></message>
<message><source>DC power, likely</source><translation>DC-Leistung, wahrscheinlich</translation></message>
<message><source>Data</source><translation>Daten</translation></message>
<message><source>Data as of {day}.</source><translation>Stand der Daten: {day}.</translation></message>
<message><source>Data as of {first} to {last}.</source><translation>Stand der Daten: {first} bis {last}.</translation></message>
<message><source>Data as of {time} or later.</source><translation>Datenstand {time} oder später.</translation></message>
<message><source>Data as of {time}.</source><translation>Datenstand {time}.</translation></message>
<message><source>Data from {home} and these data providers, without warranty:</source><translation>Daten von {home} und diesen Datenanbietern, ohne Gewähr:</translation></message>
<message><source>Data provider</source><translation>Datenanbieter</translation></message>
<message><source>Data provider id</source><translation>Datenanbieter (Nummer)</translation></message>
<message><source>Data provider number</source><translation>Nummer des Datenanbieters</translation></message>
<message><source>Data provider {number}</source><translation>Datenanbieter {number}</translation></message>
<message><source>Data provider, first</source><translation>Datenanbieter, erste</translation></message>
<message><source>Data provider, second</source><translation>Datenanbieter, zweite</translation></message>
<message><source>Data providers</source><translation>Datenanbieter</translation></message>
<message><source>Data providers credited.</source><translation>Datenanbieter genannt.</translation></message>
<message><source>Data providers in this project:</source><translation>Datenanbieter in diesem Projekt:</translation></message>
<message><source>Data: {providers}</source><translation>Daten: {providers}</translation></message>
<message><source>Data: {provider} · Licence: {licence}</source><translation>Daten: {provider} · Lizenz: {licence}</translation></message>
<message><source>Data: {provider}, through Open Charge Map. {terms}</source><translation>Daten: {provider}, über Open Charge Map. {terms}</translation></message>
<message><source>Database connection</source><translation>Datenbankverbindung</translation></message>
<message><source>Day for which the site is planned.</source><translation>Tag, für den der Standort geplant ist.</translation></message>
<message><source>Day of the last change.</source><translation>Tag der letzten Änderung.</translation></message>
<message><source>Day of the last confirmation.</source><translation>Tag der letzten Bestätigung.</translation></message>
<message><source>Day the site was added.</source><translation>Tag, an dem der Standort aufgenommen wurde.</translation></message>
<message><source>Days from date_last_verified to the search.</source><translation>Tage von date_last_verified bis zur Suche.</translation></message>
<message><source>Days since verified</source><translation>Tage seit Überprüfung</translation></message>
<message><source>Decided by</source><translation>Entscheidend sind</translation></message>
<message><source>Deciding stations</source><translation>Entscheidende Stationen</translation></message>
<message><source>Decision</source><translation>Entscheidung</translation></message>
<message><source>Decisions are only in the layer of possible duplicates: give it to the next audit.</source><translation>Entscheidungen stehen nur im Layer der möglichen Doppelten: Geben Sie ihn der nächsten Prüfung.</translation></message>
<message><source>Delisted</source><translation>Gestrichen</translation></message>
<message><source>Delisted - Duplicate</source><translation>Gestrichen – doppelt</translation></message>
<message><source>Delisted - No Longer Active/Decommissioned</source><translation>Gestrichen – nicht mehr aktiv/stillgelegt</translation></message>
<message><source>Delisted - Not Public Information/Is Private Residence</source><translation>Gestrichen – nicht öffentlich/privater Wohnsitz</translation></message>
<message><source>Delisted - Removed by Import Data Provider</source><translation>Gestrichen – vom Datenanbieter entfernt</translation></message>
<message><source>Delisted - Superseded by Update</source><translation>Gestrichen – durch Aktualisierung ersetzt</translation></message>
<message><source>Delisted, duplicate</source><translation>Gestrichen, doppelt</translation></message>
<message><source>Delisted, no longer active</source><translation>Gestrichen, nicht mehr aktiv</translation></message>
<message><source>Delisted, private</source><translation>Gestrichen, privat</translation></message>
<message><source>Delisted, removed by the data provider</source><translation>Gestrichen, vom Datenanbieter entfernt</translation></message>
<message><source>Delisted, superseded</source><translation>Gestrichen, ersetzt</translation></message>
<message><source>Demo data (invented)</source><translation>Demodaten (erfunden)</translation></message>
<message><source>Denmark</source><translation>Dänemark</translation></message>
<message><source>Derived</source><translation>Abgeleitet</translation></message>
<message><source>Derived (%)</source><translation>Abgeleitet (%)</translation></message>
<message><source>Derived where an importer or a formula filled it in.</source><translation>Abgeleitet, wo ein Importeur oder eine Formel sie eingesetzt hat.</translation></message>
<message><source>Derived where it follows from the connector type only.</source><translation>Abgeleitet, wo sie nur aus dem Steckertyp folgt.</translation></message>
<message><source>Derived where it is that of the station.</source><translation>Abgeleitet, wo es der der Station ist.</translation></message>
<message><source>Derived where only the connections state one.</source><translation>Abgeleitet, wo nur die Anschlüsse einen angeben.</translation></message>
<message><source>Derived where the number follows from the connectors only.</source><translation>Abgeleitet, wo die Zahl nur aus den Anschlüssen folgt.</translation></message>
<message><source>Describing the stations.</source><translation>Ladestationen werden beschrieben.</translation></message>
<message><source>Deserts</source><translation>Wüsten</translation></message>
<message><source>Details</source><translation>Details</translation></message>
<message><source>Did Not Visit Location</source><translation>Ort nicht besucht</translation></message>
<message><source>Did you mean {titles}?</source><translation>Gemeint ist vielleicht: {titles}.</translation></message>
<message><source>Different stations</source><translation>Verschiedene Stationen</translation></message>
<message><source>Different stations that arrived.</source><translation>Verschiedene Ladestationen, die angekommen sind.</translation></message>
<message><source>Direction of travel</source><translation>Fahrtrichtung</translation></message>
<message><source>Directions</source><translation>Route</translation></message>
<message><source>Distance</source><translation>Entfernung</translation></message>
<message><source>Distance (m)</source><translation>Entfernung (m)</translation></message>
<message><source>Distance (metres)</source><translation>Entfernung (Meter)</translation></message>
<message><source>Distance along lines of a layer</source><translation>Abstand von den Linien eines Layers</translation></message>
<message><source>Distance around a point</source><translation>Abstand von einem Punkt</translation></message>
<message><source>Distance between neighbours (metres)</source><translation>Abstand zwischen Nachbarn (Meter)</translation></message>
<message><source>Distance between stations of a pool (metres)</source><translation>Abstand der Ladestationen eines Standorts (Meter)</translation></message>
<message><source>Distance between the surely usable stations around the stretch: the gap in which it lies if no uncertain station is usable.</source><translation>Abstand der sicher nutzbaren Stationen um den Abschnitt: die Lücke, in der er liegt, wenn keine ungewisse Station nutzbar ist.</translation></message>
<message><source>Distance from that place, as the crow flies, on the ellipsoid.</source><translation>Entfernung von dieser Stelle, Luftlinie auf dem Ellipsoid.</translation></message>
<message><source>Distance from the lines (metres)</source><translation>Abstand von den Linien (Meter)</translation></message>
<message><source>Distance from the point (metres)</source><translation>Abstand vom Punkt (Meter)</translation></message>
<message><source>Distance from the point, or width along the line</source><translation>Entfernung vom Punkt oder Breite entlang der Linie</translation></message>
<message><source>Distance to the nearest station that is surely usable, on the ellipsoid.</source><translation>Entfernung zur nächsten sicher nutzbaren Station, auf dem Ellipsoid.</translation></message>
<message><source>Distance to the nearest station that may be usable, on the ellipsoid.</source><translation>Entfernung zur nächsten Station, die nutzbar sein könnte, auf dem Ellipsoid.</translation></message>
<message><source>Domestic</source><translation>Haushalt</translation></message>
<message><source>Domestic socket</source><translation>Haushaltssteckdose</translation></message>
<message><source>Domestic sockets</source><translation>Haushaltssteckdosen</translation></message>
<message><source>Dominican Republic</source><translation>Dominikanische Republik</translation></message>
<message><source>Download</source><translation>Herunterladen</translation></message>
<message><source>Download answer of the service</source><translation>Antwort des Dienstes herunterladen</translation></message>
<message><source>Drag on the map from corner to corner. Esc stops.</source><translation>In der Karte von Ecke zu Ecke ziehen. Esc beendet das.</translation></message>
<message><source>Drag on the map from the middle to the edge; a click moves only the middle. Esc stops.</source><translation>In der Karte von der Mitte zum Rand ziehen; ein Klick versetzt nur die Mitte. Esc beendet das.</translation></message>
<message><source>Drag the area to another place on the map. Esc stops.</source><translation>Das Gebiet in der Karte an einen anderen Ort ziehen. Esc beendet das.</translation></message>
<message><source>Draw a Circle</source><translation>Kreis zeichnen</translation></message>
<message><source>Draw a Polygon</source><translation>Polygon zeichnen</translation></message>
<message><source>Draw a Rectangle</source><translation>Rechteck zeichnen</translation></message>
<message><source>Dropped</source><translation>Verworfen</translation></message>
<message><source>Duplicates from a score of (%)</source><translation>Doppelte ab einer Wertung von (%)</translation></message>
<message><source>Duplicates within (metres)</source><translation>Doppelte im Umkreis von (Metern)</translation></message>
<message><source>EVMap (kW)</source><translation>EVMap (kW)</translation></message>
<message><source>Each condition may be met by a different connection</source><translation>Jede Bedingung darf ein anderer Anschluss erfüllen</translation></message>
<message><source>Each has ends of its own; a route that should be one line and has several has breaks or junctions.</source><translation>Jede hat eigene Enden; eine Route, die eine Linie sein soll und mehrere hat, hat Unterbrechungen oder Verzweigungen.</translation></message>
<message><source>Each pool of at least {number} kW.</source><translation>Jeder Standort mit mindestens {number} kW.</translation></message>
<message><source>Each route with its length, the longest stretch and how much of it lies in gaps.</source><translation>Jede Route mit ihrer Länge, dem längsten Abschnitt und dem Anteil, der in Lücken liegt.</translation></message>
<message><source>Each value that differs, a line each: field, value before, arrow, value now.</source><translation>Jeder Wert, der sich unterscheidet, in einer Zeile: Feld, Wert vorher, Pfeil, Wert jetzt.</translation></message>
<message><source>Earlier decisions are not known.</source><translation>Frühere Entscheidungen sind nicht bekannt.</translation></message>
<message><source>Earlier review of duplicates</source><translation>Frühere Durchsicht der Doppelten</translation></message>
<message><source>Ecuador</source><translation>Ecuador</translation></message>
<message><source>Edit at Open Charge Map</source><translation>Bei Open Charge Map bearbeiten</translation></message>
<message><source>Edit, first</source><translation>Bearbeiten, erste</translation></message>
<message><source>Edit, second</source><translation>Bearbeiten, zweite</translation></message>
<message><source>Egypt</source><translation>Ägypten</translation></message>
<message><source>End of the search, UTC.</source><translation>Ende der Suche, UTC.</translation></message>
<message><source>Enter one such as {example} in the options.</source><translation>In den Optionen eine wie {example} eingeben.</translation></message>
<message><source>Equipment</source><translation>Ausstattung</translation></message>
<message><source>Equipment &amp; Location Confirmed Correct</source><translation>Ausstattung und Ort als richtig bestätigt</translation></message>
<message><source>Equipment alike (%)</source><translation>Ausstattung gleich (%)</translation></message>
<message><source>Equipment/Location Has Been Decommissioned</source><translation>Ausstattung/Ort stillgelegt</translation></message>
<message><source>Estimated by the importer</source><translation>Vom Import geschätzt</translation></message>
<message><source>Estonia</source><translation>Estland</translation></message>
<message><source>Europlug 2-Pin (CEE 7/16)</source><translation>Eurostecker 2-polig (CEE 7/16)</translation></message>
<message><source>Examples</source><translation>Beispiele</translation></message>
<message><source>Export Searches</source><translation>Suchen exportieren</translation></message>
<message><source>Extent</source><translation>Ausdehnung</translation></message>
<message><source>Extent to add</source><translation>Hinzuzufügende Ausdehnung</translation></message>
<message><source>Fact</source><translation>Angabe</translation></message>
<message><source>Fact, in words</source><translation>Angabe, in Worten</translation></message>
<message><source>Facts</source><translation>Angaben</translation></message>
<message><source>Failed to Charge (Equipment Not Compatible)</source><translation>Laden misslungen (Ausstattung passt nicht)</translation></message>
<message><source>Failed to Charge (Equipment Not Fully Installed)</source><translation>Laden misslungen (Ausstattung nicht fertig eingebaut)</translation></message>
<message><source>Failed to Charge (Equipment Not Operational)</source><translation>Laden misslungen (Ausstattung außer Betrieb)</translation></message>
<message><source>Failed to Charge (Equipment Problem)</source><translation>Laden misslungen (Störung)</translation></message>
<message><source>Failed to Charge (No Charging Equipment Present)</source><translation>Laden misslungen (keine Ladeeinrichtung vorhanden)</translation></message>
<message><source>Failed to Charge (Required Other Access Card/Fob etc.)</source><translation>Laden misslungen (andere Karte o. Ä. nötig)</translation></message>
<message><source>Faroe Islands</source><translation>Färöer</translation></message>
<message><source>Farthest distance (metres)</source><translation>Größte Entfernung (Meter)</translation></message>
<message><source>Farthest distance of stations from the line (metres)</source><translation>Größte Entfernung der Stationen von der Linie (Meter)</translation></message>
<message><source>Farthest from the road (metres)</source><translation>Größte Entfernung von der Straße (Meter)</translation></message>
<message><source>Fast, 50 to 150 kW</source><translation>Schnell, 50 bis 150 kW</translation></message>
<message><source>Fault Report (Notice To Users And Operator)</source><translation>Störungsmeldung (an Nutzer und Betreiber)</translation></message>
<message><source>Features</source><translation>Objekte</translation></message>
<message><source>Fewest vehicles that can charge at once.</source><translation>Mindestzahl der Fahrzeuge, die zugleich laden können.</translation></message>
<message><source>Field</source><translation>Feld</translation></message>
<message><source>Field max_kw of the newer result.</source><translation>Feld max_kw des neueren Ergebnisses.</translation></message>
<message><source>Field max_kw of the older result.</source><translation>Feld max_kw des älteren Ergebnisses.</translation></message>
<message><source>Field status_class of the newer result.</source><translation>Feld status_class des neueren Ergebnisses.</translation></message>
<message><source>Field status_class of the older result.</source><translation>Feld status_class des älteren Ergebnisses.</translation></message>
<message><source>Field that says whether trucks can charge</source><translation>Feld, das sagt, ob Lkw laden können</translation></message>
<message><source>Field with battery electric vehicles</source><translation>Feld mit batterieelektrischen Fahrzeugen</translation></message>
<message><source>Field with inhabitants</source><translation>Feld mit Einwohnern</translation></message>
<message><source>Field with plug-in hybrid vehicles</source><translation>Feld mit Plug-in-Hybriden</translation></message>
<message><source>Field with the direction of travel served</source><translation>Feld mit der bedienten Fahrtrichtung</translation></message>
<message><source>Field with the name of each route</source><translation>Feld mit dem Namen jeder Route</translation></message>
<message><source>Field with the number of the station</source><translation>Feld mit der Nummer der Station</translation></message>
<message><source>Field with the way from the road (metres)</source><translation>Feld mit dem Weg von der Straße (Meter)</translation></message>
<message><source>File {name}</source><translation>Datei {name}</translation></message>
<message><source>File {name} of {date}</source><translation>Datei {name} vom {date}</translation></message>
<message><source>File {name} of {date}, newest record {newest}</source><translation>Datei {name} vom {date}, neuester Datensatz {newest}</translation></message>
<message><source>Files are complete (same area)</source><translation>Dateien vollständig (gleiches Gebiet)</translation></message>
<message><source>Files do not say what they hold; without this, nothing is said to be gone.</source><translation>Dateien sagen nicht, was sie umfassen; ohne dies gilt nichts als verschwunden.</translation></message>
<message><source>Files of Open Charge Map (*.json *.jsonl *.geojson *.csv *.xml *.kml *.gz *.zip);;All files (*)</source><translation>Dateien von Open Charge Map (*.json *.jsonl *.geojson *.csv *.xml *.kml *.gz *.zip);;Alle Dateien (*)</translation></message>
<message><source>Files of searches (*.json)</source><translation>Dateien von Suchen (*.json)</translation></message>
<message><source>Files of searches (*.json);;All files (*)</source><translation>Dateien von Suchen (*.json);;Alle Dateien (*)</translation></message>
<message><source>Filters</source><translation>Filter</translation></message>
<message><source>Find in the filter “{filter}”</source><translation>Im Filter „{filter}“ suchen</translation></message>
<message><source>Finds charging stations in &lt;a href="{home}"&gt;Open Charge Map&lt;/a&gt;, the open registry of charging locations, and loads them as layers. Open Charge Map's own data is licensed CC BY 4.0; imported data keeps the licence of its data provider. See the &lt;a href="{terms}"&gt;terms of Open Charge Map&lt;/a&gt;.</source><translation>Findet Ladestationen in &lt;a href="{home}"&gt;Open Charge Map&lt;/a&gt;, dem offenen Verzeichnis von Ladeorten, und lädt sie als Layer. Die eigenen Daten von Open Charge Map stehen unter CC BY 4.0; übernommene Daten behalten die Lizenz ihres Datenanbieters. Siehe die &lt;a href="{terms}"&gt;Bedingungen von Open Charge Map&lt;/a&gt;.</translation></message>
<message><source>Finds so many usable stations that are nearest to each point, as the crow flies on the ellipsoid, and gives them as lines from the points and as a table. An uncertain station is listed where it is nearer than the last sure one, with the rank that it has if it is usable. So the distance to the nearest usable station is at most that of the sure one of rank 1, and at least that of an uncertain one of rank 1.</source><translation>Findet so viele nutzbare Stationen, wie jedem Punkt am nächsten liegen, in Luftlinie auf dem Ellipsoid, und gibt sie als Linien von den Punkten und als Tabelle. Eine ungewisse Station steht da, wo sie näher ist als die letzte sichere, mit dem Rang, den sie hat, falls sie nutzbar ist. So ist die Entfernung zur nächsten nutzbaren Station höchstens die der sicheren mit Rang 1 und mindestens die einer ungewissen mit Rang 1.</translation></message>
<message><source>Finds the places, people and areas that usable stations reach, surely and possibly.</source><translation>Findet die Orte, Menschen und Flächen, die nutzbare Stationen erreichen, sicher und möglicherweise.</translation></message>
<message><source>Finds the stretches of routes between usable stations that are longer than a limit.</source><translation>Findet die Abschnitte von Routen zwischen nutzbaren Stationen, die länger als eine Grenze sind.</translation></message>
<message><source>Finds the usable stations nearest to each point, surely and possibly.</source><translation>Findet die nutzbaren Stationen, die jedem Punkt am nächsten sind, sicher und möglicherweise.</translation></message>
<message><source>Finds what is missing, wrong, old or listed twice, with links to mend it at Open Charge Map.</source><translation>Findet, was fehlt, falsch, alt oder doppelt aufgeführt ist, mit Links, um es bei Open Charge Map zu beheben.</translation></message>
<message><source>Finished</source><translation>Beendet</translation></message>
<message><source>Finland</source><translation>Finnland</translation></message>
<message><source>First</source><translation>Erste</translation></message>
<message><source>Flagged open data</source><translation>Als offen gekennzeichnet</translation></message>
<message><source>Fleet target</source><translation>Flottenziel</translation></message>
<message><source>Folder of POI Files</source><translation>Ordner mit POI-Dateien</translation></message>
<message><source>Folder {name}</source><translation>Ordner {name}</translation></message>
<message><source>Folder {name} of {date}</source><translation>Ordner {name} vom {date}</translation></message>
<message><source>Folder {name} of {date}, newest record {newest}</source><translation>Ordner {name} vom {date}, neuester Datensatz {newest}</translation></message>
<message><source>Folders by</source><translation>Ordner nach</translation></message>
<message><source>Follow Again</source><translation>Wieder folgen</translation></message>
<message><source>Following the map</source><translation>Der Karte folgen</translation></message>
<message><source>For comparison: too little wherever a row stands for several connectors.</source><translation>Zum Vergleich: zu wenig, wo eine Zeile für mehrere Anschlüsse steht.</translation></message>
<message><source>For comparison: vehicles cannot draw it all at once.</source><translation>Zum Vergleich: Fahrzeuge können nicht alles zugleich abnehmen.</translation></message>
<message><source>For points and power by 1,000 inhabitants.</source><translation>Für Ladepunkte und Leistung je 1.000 Einwohner.</translation></message>
<message><source>For programs that open small files only.</source><translation>Für Programme, die nur kleine Dateien öffnen.</translation></message>
<message><source>For the fleet target. Without one of both fields, the target is never said to be met.</source><translation>Für das Flottenziel. Ohne eines der beiden Felder heißt es nie, das Ziel sei erfüllt.</translation></message>
<message><source>For the time slider of Google Earth.</source><translation>Für den Zeitregler von Google Earth.</translation></message>
<message><source>For three phases, sometimes 230 (phase to neutral), sometimes 400 (between phases).</source><translation>Bei drei Phasen mal 230 (Phase gegen Neutralleiter), mal 400 (zwischen Phasen).</translation></message>
<message><source>For trucks.</source><translation>Für Lkw.</translation></message>
<message><source>For which the row holds, seen along the line.</source><translation>Für welche die Zeile gilt, in Richtung der Linie gesehen.</translation></message>
<message><source>Form of the answer</source><translation>Form der Antwort</translation></message>
<message><source>Formal name</source><translation>Formaler Name</translation></message>
<message><source>France</source><translation>Frankreich</translation></message>
<message><source>Free of charge</source><translation>Kostenlos</translation></message>
<message><source>Free parking is not free charging. NULL when the text does not say.</source><translation>Kostenloses Parken ist kein kostenloses Laden. NULL, wenn der Text es nicht sagt.</translation></message>
<message><source>Free text in any language, missing at most sites.</source><translation>Freier Text in beliebiger Sprache, fehlt an den meisten Standorten.</translation></message>
<message><source>Free text of a user.</source><translation>Freier Text eines Nutzers.</translation></message>
<message><source>Free text.</source><translation>Freier Text.</translation></message>
<message><source>Free text: VIC, Vic and Victoria all occur.</source><translation>Freier Text: VIC, Vic und Victoria kommen alle vor.</translation></message>
<message><source>From</source><translation>Von</translation></message>
<message><source>From (km)</source><translation>Von (km)</translation></message>
<message><source>From amps × volts, one phase</source><translation>Aus Ampere × Volt, eine Phase</translation></message>
<message><source>From amps × volts, phases not known</source><translation>Aus Ampere × Volt, Phasen unbekannt</translation></message>
<message><source>From amps × volts, three phases</source><translation>Aus Ampere × Volt, drei Phasen</translation></message>
<message><source>From the connections</source><translation>Aus den Anschlüssen</translation></message>
<message numerus="yes"><source>From the mirror of {date}, {n} day old.</source><extracomment>From the mirror of {date}, {n} days old.</extracomment><translation><numerusform>Aus dem Spiegel vom {date}, {n} Tag alt.</numerusform><numerusform>Aus dem Spiegel vom {date}, {n} Tage alt.</numerusform></translation></message>
<message><source>From {time} On: {changes}, and Later Ones</source><translation>Ab {time}: {changes}, und spätere</translation></message>
<message><source>Fulfilled</source><translation>Erfüllt</translation></message>
<message><source>Fulfilled by the data</source><translation>Nach den Daten erfüllt</translation></message>
<message><source>Function to be called with it (JSONP)</source><translation>Funktion, die damit aufgerufen wird (JSONP)</translation></message>
<message><source>Further distances for the table (metres)</source><translation>Weitere Entfernungen für die Tabelle (Meter)</translation></message>
<message><source>GB-T AC - GB/T 20234.2 (Socket)</source><translation>GB-T AC – GB/T 20234.2 (Dose)</translation></message>
<message><source>GB-T AC - GB/T 20234.2 (Tethered Cable)</source><translation>GB-T AC – GB/T 20234.2 (festes Kabel)</translation></message>
<message><source>GB-T DC - GB/T 20234.3</source><translation>GB-T DC – GB/T 20234.3</translation></message>
<message><source>GB/T AC</source><translation>GB/T AC</translation></message>
<message><source>GB/T DC</source><translation>GB/T DC</translation></message>
<message><source>Gap</source><translation>Lücke</translation></message>
<message><source>Gap only if it is one even when all uncertain stations are usable, and within the limit only if it is so when none is.</source><translation>Lücke nur, wenn es auch dann eine ist, wenn alle ungewissen Stationen nutzbar sind, und innerhalb der Grenze nur, wenn das auch ohne sie gilt.</translation></message>
<message><source>Gap, at least</source><translation>Lücke, mindestens</translation></message>
<message><source>Gap, at least (km)</source><translation>Lücke, mindestens (km)</translation></message>
<message><source>Gap, at most</source><translation>Lücke, höchstens</translation></message>
<message><source>Gaps</source><translation>Lücken</translation></message>
<message><source>Gaps along routes</source><translation>Lücken entlang von Routen</translation></message>
<message><source>General Comment</source><translation>Allgemeiner Kommentar</translation></message>
<message><source>General comments</source><translation>Allgemeine Bemerkungen</translation></message>
<message><source>GeoJSON</source><translation>GeoJSON</translation></message>
<message><source>GeoJSON of Open Charge Map with “verbose=false” states position, name, the address on one line and the strongest connection only, without power: all else is unknown.</source><translation>GeoJSON von Open Charge Map mit „verbose=false“ nennt nur Position, Namen, die Adresse in einer Zeile und den stärksten Anschluss, ohne Leistung: Alles andere ist unbekannt.</translation></message>
<message><source>GeoPackage</source><translation>GeoPackage</translation></message>
<message><source>GeoPackage (*.gpkg)</source><translation>GeoPackage (*.gpkg)</translation></message>
<message><source>GeoPackage of all tables</source><translation>GeoPackage mit allen Tabellen</translation></message>
<message><source>Georgia</source><translation>Georgien</translation></message>
<message><source>Germany</source><translation>Deutschland</translation></message>
<message><source>Getting the lists of Open Charge Map</source><translation>Listen von Open Charge Map abrufen</translation></message>
<message><source>Gibraltar</source><translation>Gibraltar</translation></message>
<message><source>Give one newer result: a layer or a file.</source><translation>Ein neueres Ergebnis angeben: einen Layer oder eine Datei.</translation></message>
<message><source>Give one older result: a layer, a file, or a time.</source><translation>Ein älteres Ergebnis angeben: einen Layer, eine Datei oder einen Zeitpunkt.</translation></message>
<message><source>Gives the lists of connection types, operators, countries and the rest as tables.</source><translation>Gibt die Listen der Anschlusstypen, Betreiber, Länder und alle anderen als Tabellen aus.</translation></message>
<message><source>Globally unique id of the site.</source><translation>Weltweit eindeutige Kennung des Standorts.</translation></message>
<message><source>Go On</source><translation>Weiter</translation></message>
<message><source>Gone</source><translation>Weggefallen</translation></message>
<message><source>Gone is said only where the newer result is complete, unfiltered and asks for the place.</source><translation>Weggefallen heißt es nur, wo das neuere Ergebnis vollständig und ungefiltert ist und den Ort abfragt.</translation></message>
<message><source>Gone, or matches the filters no longer</source><translation>Weggefallen, oder entspricht den Filtern nicht mehr</translation></message>
<message><source>Google Earth loads so many stations region by region. For other viewers, split the file.</source><translation>Google Earth lädt so viele Stationen Gebiet für Gebiet. Für andere Betrachter die Datei aufteilen.</translation></message>
<message><source>Google Earth, compressed (*.kmz);;Google Earth (*.kml)</source><translation>Google Earth, komprimiert (*.kmz);;Google Earth (*.kml)</translation></message>
<message><source>Greece</source><translation>Griechenland</translation></message>
<message><source>Group</source><translation>Gruppe</translation></message>
<message><source>Group of the connector type.</source><translation>Gruppe des Steckertyps.</translation></message>
<message><source>Grouped by</source><translation>Gruppiert nach</translation></message>
<message><source>Guernsey</source><translation>Guernsey</translation></message>
<message><source>Hangs on</source><translation>Hängt an</translation></message>
<message><source>Has a cable</source><translation>Hat ein Kabel</translation></message>
<message><source>Has check-ins</source><translation>Hat Rückmeldungen</translation></message>
<message><source>Has comments</source><translation>Hat Kommentare</translation></message>
<message><source>Has photos</source><translation>Hat Fotos</translation></message>
<message><source>Held since {time}.</source><translation>Vorgehalten seit {time}.</translation></message>
<message><source>Highest level of the connections.</source><translation>Höchste Ladestufe der Anschlüsse.</translation></message>
<message><source>History</source><translation>Verlauf</translation></message>
<message><source>Holy See (Vatican City State)</source><translation>Vatikanstadt</translation></message>
<message><source>Hong Kong</source><translation>Hongkong</translation></message>
<message><source>Household sockets.</source><translation>Haushaltssteckdosen.</translation></message>
<message><source>How far the station has moved, on the ellipsoid.</source><translation>Wie weit die Ladestation versetzt ist, auf dem Ellipsoid.</translation></message>
<message><source>How far the two are from one another, on the ellipsoid.</source><translation>Wie weit die beiden voneinander entfernt sind, auf dem Ellipsoid.</translation></message>
<message><source>How many is not known; the world has about 300,000 stations.</source><translation>Wie viele, ist nicht bekannt; die Welt hat etwa 300.000 Ladestationen.</translation></message>
<message><source>How many people a place has, for sums of people.</source><translation>Wie viele Menschen ein Ort hat, für Summen von Menschen.</translation></message>
<message><source>How much speaks for the two being the same station: 100 is all.</source><translation>Wie viel dafür spricht, dass beide dieselbe Station sind: 100 ist alles.</translation></message>
<message><source>How sure</source><translation>Gewissheit</translation></message>
<message><source>How the search ended.</source><translation>Wie die Suche endete.</translation></message>
<message><source>How to get there</source><translation>Wie man hinkommt</translation></message>
<message><source>How to get there.</source><translation>Wie man hinkommt.</translation></message>
<message><source>Hulls of pools</source><translation>Hüllen der Standorte</translation></message>
<message><source>Hungary</source><translation>Ungarn</translation></message>
<message><source>IEC 60309 3-pin</source><translation>IEC 60309 (3-polig)</translation></message>
<message><source>IEC 60309 5-pin</source><translation>IEC 60309 (5-polig)</translation></message>
<message><source>ISO 3166 code of the country, two letters.</source><translation>ISO-3166-Code des Landes, zwei Buchstaben.</translation></message>
<message><source>ISO 3166 code of the country.</source><translation>ISO-3166-Code des Landes.</translation></message>
<message><source>Iceland</source><translation>Island</translation></message>
<message><source>Id of the rule pack: the name of its file.</source><translation>Kennung des Regelpakets: der Name seiner Datei.</translation></message>
<message><source>Id of the search in ocm_queries.</source><translation>Kennung der Suche in ocm_queries.</translation></message>
<message><source>Id of the search; the key.</source><translation>Kennung der Suche; der Schlüssel.</translation></message>
<message><source>Ids</source><translation>Nummern</translation></message>
<message><source>Ids in place of titles (“compact”)</source><translation>Nummern anstelle von Bezeichnungen („compact“)</translation></message>
<message><source>Import Searches</source><translation>Suchen importieren</translation></message>
<message><source>Important Notice (For Other Users)</source><translation>Wichtiger Hinweis (für andere Nutzer)</translation></message>
<message><source>Imported and Published</source><translation>Übernommen und veröffentlicht</translation></message>
<message><source>Imported and Under Review</source><translation>Übernommen und in Prüfung</translation></message>
<message><source>Imported and published</source><translation>Übernommen und veröffentlicht</translation></message>
<message><source>Imported and under review</source><translation>Übernommen und in Prüfung</translation></message>
<message><source>In UTC, as Open Charge Map keeps it</source><translation>In UTC, wie bei Open Charge Map</translation></message>
<message><source>In a network, the way to the nearest pool may lead over other lines. Ends where no line goes on are stops.</source><translation>In einem Netz kann der Weg zum nächsten Standort über andere Linien führen. Enden, an denen keine Linie weitergeht, gelten als Halt.</translation></message>
<message><source>In another order than by number, the service gives one answer only.</source><translation>In anderer Reihenfolge als nach Nummer gibt der Dienst nur eine Antwort.</translation></message>
<message><source>In each direction of travel.</source><translation>In jeder Fahrtrichtung.</translation></message>
<message><source>In force since {day}.</source><translation>In Kraft seit {day}.</translation></message>
<message><source>In force until {day}.</source><translation>In Kraft bis {day}.</translation></message>
<message><source>In gaps</source><translation>In Lücken</translation></message>
<message><source>In gaps (km)</source><translation>In Lücken (km)</translation></message>
<message><source>In one number whether the site is drawn as planned, as not operational, or by its power.</source><translation>In einer Zahl, ob der Standort als geplant, als außer Betrieb oder nach seiner Leistung gezeichnet wird.</translation></message>
<message><source>In operation</source><translation>In Betrieb</translation></message>
<message><source>In place of the last result</source><translation>Statt des letzten Ergebnisses</translation></message>
<message><source>In service, all equipment out</source><translation>In Betrieb, alle Anschlüsse außer Betrieb</translation></message>
<message><source>In the database “{name}” you lack rights on the table “{table}”: {rights}. Nothing was changed. Please ask its owner for them.</source><translation>In der Datenbank „{name}“ fehlen Ihnen Rechte an der Tabelle „{table}“: {rights}. Nichts wurde geändert. Bitte bitten Sie ihren Besitzer darum.</translation></message>
<message><source>In the database “{name}” you may not make a schema. Nothing was changed: please choose one that is there, or ask the owner of the database for the right CREATE.</source><translation>In der Datenbank „{name}“ dürfen Sie kein Schema anlegen. Nichts wurde geändert: Bitte wählen Sie ein vorhandenes, oder bitten Sie den Besitzer der Datenbank um das Recht CREATE.</translation></message>
<message><source>In the database “{name}” you may not read these tables. Their owner can allow it: GRANT USAGE ON SCHEMA, and GRANT SELECT ON ALL TABLES IN SCHEMA.</source><translation>In der Datenbank „{name}“ dürfen Sie diese Tabellen nicht lesen. Ihr Besitzer kann es erlauben: GRANT USAGE ON SCHEMA und GRANT SELECT ON ALL TABLES IN SCHEMA.</translation></message>
<message><source>In the database “{name}” you may read only. Nothing was changed.</source><translation>In der Datenbank „{name}“ dürfen Sie nur lesen. Nichts wurde geändert.</translation></message>
<message><source>In the place of what the rule pack says, as the crow flies. Empty: as it says. The way by road is longer.</source><translation>Anstelle dessen, was das Regelpaket sagt, als Luftlinie. Leer: wie dort. Der Weg auf der Straße ist länger.</translation></message>
<message><source>In the place of what the rule pack says. Empty: as it says.</source><translation>Anstelle dessen, was das Regelpaket sagt. Leer: wie dort.</translation></message>
<message><source>In the schema “{schema}” of “{name}” you may not make tables. Nothing was changed: please choose another schema, or ask its owner for the rights USAGE and CREATE.</source><translation>Im Schema „{schema}“ von „{name}“ dürfen Sie keine Tabellen anlegen. Nichts wurde geändert: Bitte wählen Sie ein anderes Schema, oder bitten Sie seinen Besitzer um die Rechte USAGE und CREATE.</translation></message>
<message><source>In the unit below; only with a point or a line.</source><translation>In der Einheit darunter; nur mit einem Punkt oder einer Linie.</translation></message>
<message><source>Include Them</source><translation>Einschließen</translation></message>
<message><source>Include Uncertain</source><translation>Ungewisse einschließen</translation></message>
<message><source>Include comments and photos</source><translation>Kommentare und Fotos einschließen</translation></message>
<message><source>Include stations that one of the results did not ask for</source><translation>Ladestationen einschließen, nach denen eines der Ergebnisse nicht gefragt hat</translation></message>
<message><source>Incomplete. {sentence}</source><translation>Unvollständig. {sentence}</translation></message>
<message><source>Incomplete: no stations had arrived</source><translation>Unvollständig: Keine Ladestationen waren angekommen</translation></message>
<message numerus="yes"><source>Incomplete: only {n} station had arrived</source><extracomment>Incomplete: only {n} stations had arrived</extracomment><translation><numerusform>Unvollständig: Nur {n} Ladestation war angekommen</numerusform><numerusform>Unvollständig: Nur {n} Ladestationen waren angekommen</numerusform></translation></message>
<message numerus="yes"><source>Incomplete: {n} record could not be read and was set aside</source><extracomment>Incomplete: {n} records could not be read and were set aside</extracomment><translation><numerusform>Unvollständig: {n} Datensatz war nicht lesbar und wurde übergangen</numerusform><numerusform>Unvollständig: {n} Datensätze waren nicht lesbar und wurden übergangen</numerusform></translation></message>
<message><source>India</source><translation>Indien</translation></message>
<message><source>Indonesia</source><translation>Indonesien</translation></message>
<message><source>Industrial socket</source><translation>Industriesteckdose</translation></message>
<message><source>Industrial sockets</source><translation>Industriesteckdosen</translation></message>
<message><source>Inferred from the connector</source><translation>Aus dem Anschluss erschlossen</translation></message>
<message><source>Invented data</source><translation>Erfundene Daten</translation></message>
<message><source>Invented demo data, no real places</source><translation>Erfundene Demodaten, keine wirklichen Orte</translation></message>
<message><source>Invented demo data: none of these stations exists.</source><translation>Erfundene Demodaten: Keine dieser Ladestationen gibt es wirklich.</translation></message>
<message><source>Ireland</source><translation>Irland</translation></message>
<message><source>Isle Of Man</source><translation>Isle of Man</translation></message>
<message><source>Israel</source><translation>Israel</translation></message>
<message><source>It has been out of operation for longer than records may be old: it works again, or was removed.</source><translation>Sie ist länger außer Betrieb, als Datensätze alt sein dürfen: Sie geht wieder oder wurde entfernt.</translation></message>
<message><source>It has been “temporarily unavailable” for more than half a year.</source><translation>Sie ist seit mehr als einem halben Jahr „vorübergehend nicht verfügbar“.</translation></message>
<message><source>It has no address.</source><translation>Er hat keine Adresse.</translation></message>
<message><source>It has no valid ID.</source><translation>Er hat keine gültige Nummer.</translation></message>
<message><source>It is made if it is not there.</source><translation>Es wird angelegt, wenn es es nicht gibt.</translation></message>
<message><source>It is nested too deeply.</source><translation>Er ist zu tief verschachtelt.</translation></message>
<message><source>It is not an object.</source><translation>Er ist kein Objekt.</translation></message>
<message><source>It is not stated who may charge, so that no analysis may count it as public.</source><translation>Es ist nicht angegeben, wer laden darf, sodass keine Auswertung sie als öffentlich zählen darf.</translation></message>
<message><source>It is not stated who runs the station, so that nobody knows how to pay.</source><translation>Es ist nicht angegeben, wer die Station betreibt, sodass niemand weiß, wie man bezahlt.</translation></message>
<message><source>Italy</source><translation>Italien</translation></message>
<message><source>Its address is not an object.</source><translation>Seine Adresse ist kein Objekt.</translation></message>
<message><source>Its filters hold where the parameters above are left at their defaults. Its place does not.</source><translation>Ihre Filter gelten, wo die Parameter oben auf ihren Vorgaben bleiben. Ihr Ort gilt nicht.</translation></message>
<message><source>Its latitude is missing.</source><translation>Seine Breite fehlt.</translation></message>
<message><source>Its latitude is not a number.</source><translation>Seine Breite ist keine Zahl.</translation></message>
<message><source>Its latitude {value} is impossible.</source><translation>Seine Breite {value} ist unmöglich.</translation></message>
<message><source>Its layers go when the new ones have come, unless you have edited them.</source><translation>Dessen Layer gehen, wenn die neuen da sind, außer wenn Sie sie bearbeitet haben.</translation></message>
<message><source>Its longitude is missing.</source><translation>Seine Länge fehlt.</translation></message>
<message><source>Its longitude is not a number.</source><translation>Seine Länge ist keine Zahl.</translation></message>
<message><source>Its longitude {value} is impossible.</source><translation>Seine Länge {value} ist unmöglich.</translation></message>
<message><source>Its other areas are up to date.</source><translation>Seine anderen Gebiete sind auf dem neuesten Stand.</translation></message>
<message><source>Its power (kW)</source><translation>Seine Leistung (kW)</translation></message>
<message><source>Its value in the newer result, as text.</source><translation>Sein Wert im neueren Ergebnis, als Text.</translation></message>
<message><source>Its value in the older result, as text.</source><translation>Sein Wert im älteren Ergebnis, als Text.</translation></message>
<message><source>Its {name} are not a list.</source><translation>{name} ist keine Liste.</translation></message>
<message><source>JSON</source><translation>JSON</translation></message>
<message><source>Japan</source><translation>Japan</translation></message>
<message><source>Jersey</source><translation>Jersey</translation></message>
<message><source>Jordan</source><translation>Jordanien</translation></message>
<message><source>Judged by the first {arrived}, about {expected} stations may come. The search waits.</source><translation>Nach den ersten {arrived} zu urteilen, kommen etwa {expected} Ladestationen. Die Suche wartet.</translation></message>
<message><source>KML</source><translation>KML</translation></message>
<message><source>KML file</source><translation>KML-Datei</translation></message>
<message><source>KML for one file, KMZ for a packed one with icons.</source><translation>KML für eine Datei, KMZ für eine gepackte mit Symbolen.</translation></message>
<message><source>KML of Open Charge Map states position, name, status, usage and data provider only: all else is unknown.</source><translation>KML von Open Charge Map nennt nur Lage, Name, Status, Zugang und Datenanbieter: Alles andere ist unbekannt.</translation></message>
<message><source>KMZ file</source><translation>KMZ-Datei</translation></message>
<message><source>Kazakhstan</source><translation>Kasachstan</translation></message>
<message><source>Keep Mine</source><translation>Meine behalten</translation></message>
<message><source>Keep Them in Memory</source><translation>Temporär lassen</translation></message>
<message><source>Keep What Is There</source><translation>Vorhandenes behalten</translation></message>
<message><source>Keep mine, and report them</source><translation>Meine behalten und melden</translation></message>
<message><source>Keep stations that may match (data incomplete)</source><translation>Ungewisse Ladestationen behalten (Daten unvollständig)</translation></message>
<message><source>Keep stations whose licence is not open</source><translation>Ladestationen ohne offene Lizenz behalten</translation></message>
<message><source>Keep uncertain stations</source><translation>Ungewisse Ladestationen behalten</translation></message>
<message><source>Keeping decisions</source><translation>Entscheidungen werden aufbewahrt</translation></message>
<message><source>Kenya</source><translation>Kenia</translation></message>
<message><source>Kept as you edited them:</source><translation>Mit eigenen Bearbeitungen behalten:</translation></message>
<message><source>Kilometre</source><translation>Kilometer</translation></message>
<message><source>Kilometres</source><translation>Kilometer</translation></message>
<message><source>Kilometres or miles.</source><translation>Kilometer oder Meilen.</translation></message>
<message><source>Kilowatts for each battery electric and each plug-in hybrid vehicle of the zone.</source><translation>Kilowatt für jedes batterieelektrische und jedes Plug-in-Hybrid-Fahrzeug der Zone.</translation></message>
<message><source>Kind</source><translation>Art</translation></message>
<message><source>Kind id</source><translation>Art (Nummer)</translation></message>
<message><source>Kind of comment.</source><translation>Art des Kommentars.</translation></message>
<message><source>Kind of operator</source><translation>Art des Betreibers</translation></message>
<message><source>Known (%)</source><translation>Bekannt (%)</translation></message>
<message><source>Known when the search runs: the area has very many corners.</source><translation>Bekannt, wenn die Suche läuft: Das Gebiet hat sehr viele Ecken.</translation></message>
<message><source>Korea, Republic Of</source><translation>Südkorea</translation></message>
<message><source>Kosovo</source><translation>Kosovo</translation></message>
<message><source>Kuwait</source><translation>Kuwait</translation></message>
<message><source>LP Inductive</source><translation>LP induktiv</translation></message>
<message><source>Larger: 4 points and more, 10 and more</source><translation>Größer: ab 4 und ab 10 Ladepunkten</translation></message>
<message><source>Largest spacing along the road (metres)</source><translation>Größter Abstand entlang der Straße (Meter)</translation></message>
<message><source>Last Reload, {time}: {changes}</source><translation>Letztes Neuladen, {time}: {changes}</translation></message>
<message><source>Last check-in good</source><translation>Letzte Rückmeldung gut</translation></message>
<message><source>Last searches</source><translation>Letzte Suchen</translation></message>
<message><source>Last verified</source><translation>Zuletzt überprüft</translation></message>
<message><source>Last verified today ({date})</source><translation>Zuletzt überprüft: heute ({date})</translation></message>
<message><source>Last verified yesterday ({date})</source><translation>Zuletzt überprüft: gestern ({date})</translation></message>
<message><source>Last verified {date}</source><translation>Zuletzt überprüft: {date}</translation></message>
<message numerus="yes"><source>Last verified {days} day ago ({date})</source><extracomment>Last verified {days} days ago ({date})</extracomment><translation><numerusform>Zuletzt überprüft: vor {days} Tag ({date})</numerusform><numerusform>Zuletzt überprüft: vor {days} Tagen ({date})</numerusform></translation></message>
<message numerus="yes"><source>Last verified {years} year ago ({date})</source><extracomment>Last verified {years} years ago ({date})</extracomment><translation><numerusform>Zuletzt überprüft: vor {years} Jahr ({date})</numerusform><numerusform>Zuletzt überprüft: vor {years} Jahren ({date})</numerusform></translation></message>
<message><source>Latest day on which a user or an import confirmed the site.</source><translation>Letzter Tag, an dem ein Nutzer oder Import den Standort bestätigt hat.</translation></message>
<message><source>Latitude</source><translation>Breite</translation></message>
<message><source>Latitude and longitude are both 0, off the coast of Africa.</source><translation>Breite und Länge sind beide 0, vor der Küste Afrikas.</translation></message>
<message><source>Latitude and longitude have two decimals or fewer, so that the place is uncertain by up to 1 km.</source><translation>Breite und Länge haben höchstens zwei Nachkommastellen, sodass die Lage auf bis zu 1 km ungewiss ist.</translation></message>
<message><source>Latitude of that place, WGS 84.</source><translation>Breite dieser Stelle, WGS 84.</translation></message>
<message><source>Latitude on the route</source><translation>Breite auf der Route</translation></message>
<message><source>Latitude, WGS 84, as received.</source><translation>Breite, WGS 84, wie empfangen.</translation></message>
<message><source>Latvia</source><translation>Lettland</translation></message>
<message><source>Layer of stations</source><translation>Layer mit Ladestationen</translation></message>
<message><source>Layers of the format {format} cannot be reloaded: their rows have no lasting numbers. Save “{layer}” as a GeoPackage, and reload that.</source><translation>Layer im Format {format} können nicht neu geladen werden: Ihre Zeilen haben keine bleibenden Nummern. „{layer}“ als GeoPackage speichern und dieses neu laden.</translation></message>
<message><source>Lebanon</source><translation>Libanon</translation></message>
<message><source>Left</source><translation>Links</translation></message>
<message numerus="yes"><source>Left out because it only may match the search (data incomplete): {n} station.</source><extracomment>Left out because they only may match the search (data incomplete): {n} stations.</extracomment><translation><numerusform>Weggelassen, weil sie nur vielleicht zur Suche passt (Daten unvollständig): {n} Station.</numerusform><numerusform>Weggelassen, weil sie nur vielleicht zur Suche passen (Daten unvollständig): {n} Stationen.</numerusform></translation></message>
<message><source>Left out because of their licence</source><translation>Wegen ihrer Lizenz weggelassen</translation></message>
<message><source>Left out, state nothing</source><translation>Weggelassen, ohne Angabe</translation></message>
<message><source>Legend</source><translation>Legende</translation></message>
<message><source>Length</source><translation>Länge</translation></message>
<message><source>Length (km)</source><translation>Länge (km)</translation></message>
<message><source>Length of all lines of the route, measured on the ellipsoid.</source><translation>Länge aller Linien der Route, auf dem Ellipsoid gemessen.</translation></message>
<message><source>Length of all that lies in gaps or not, as uncertain stations turn out.</source><translation>Länge all dessen, was je nach den ungewissen Stationen in Lücken liegt oder nicht.</translation></message>
<message><source>Length of all that surely lies in gaps.</source><translation>Länge all dessen, was sicher in Lücken liegt.</translation></message>
<message><source>Length of all that surely lies in no gap.</source><translation>Länge all dessen, was sicher in keiner Lücke liegt.</translation></message>
<message><source>Length of the stretch, measured on the ellipsoid.</source><translation>Länge des Abschnitts, auf dem Ellipsoid gemessen.</translation></message>
<message><source>Length of the stretch, on the ellipsoid.</source><translation>Länge des Abschnitts, auf dem Ellipsoid.</translation></message>
<message><source>Length of the stretches that are surely served; the lesser one of both directions.</source><translation>Länge der Abschnitte, die sicher versorgt sind; die kleinere beider Richtungen.</translation></message>
<message><source>Length of the stretches that may be served; the lesser one of both directions.</source><translation>Länge der Abschnitte, die versorgt sein können; die kleinere beider Richtungen.</translation></message>
<message><source>Length, at most</source><translation>Länge, höchstens</translation></message>
<message><source>Less power</source><translation>Weniger Leistung</translation></message>
<message><source>Level</source><translation>Ladestufe</translation></message>
<message><source>Level 1</source><translation>Stufe 1</translation></message>
<message><source>Level 1 : Low (Under 2kW)</source><translation>Stufe 1: niedrig (unter 2 kW)</translation></message>
<message><source>Level 1: low (under 2 kW)</source><translation>Stufe 1: niedrig (unter 2 kW)</translation></message>
<message><source>Level 2</source><translation>Stufe 2</translation></message>
<message><source>Level 2 : Medium (Over 2kW)</source><translation>Stufe 2: mittel (über 2 kW)</translation></message>
<message><source>Level 2: medium (over 2 kW)</source><translation>Stufe 2: mittel (über 2 kW)</translation></message>
<message><source>Level 3 means 40 kW and more.</source><translation>Stufe 3 heißt 40 kW und mehr.</translation></message>
<message><source>Level 3: High (Over 40kW)</source><translation>Stufe 3: hoch (über 40 kW)</translation></message>
<message><source>Level 3: high (over 40 kW)</source><translation>Stufe 3: hoch (über 40 kW)</translation></message>
<message><source>Level of detail (above 1, stations are thinned out)</source><translation>Detailstufe (über 1 werden Ladestationen ausgedünnt)</translation></message>
<message><source>Level of power.</source><translation>Stufe der Leistung.</translation></message>
<message><source>Level {number}</source><translation>Stufe {number}</translation></message>
<message><source>Levels</source><translation>Ladestufen</translation></message>
<message><source>Licence</source><translation>Lizenz</translation></message>
<message><source>Licence class</source><translation>Lizenzklasse</translation></message>
<message><source>Licence in the provider's words.</source><translation>Lizenz in den Worten des Anbieters.</translation></message>
<message><source>Licence not stated</source><translation>Lizenz nicht angegeben</translation></message>
<message><source>Licence of the data provider.</source><translation>Lizenz des Datenanbieters.</translation></message>
<message><source>Licence of {name}</source><translation>Lizenz von {name}</translation></message>
<message><source>Licence on the web</source><translation>Lizenz im Web</translation></message>
<message><source>Liechtenstein</source><translation>Liechtenstein</translation></message>
<message><source>Likely connectors: with CCS and CHAdeMO of one post both.</source><translation>Wahrscheinliche Anschlüsse: CCS und CHAdeMO einer Säule zählen beide.</translation></message>
<message><source>Likely power of all connectors, also where CCS and CHAdeMO share a post.</source><translation>Wahrscheinliche Leistung aller Anschlüsse, auch wo CCS und CHAdeMO sich eine Säule teilen.</translation></message>
<message><source>Likely power with one connector for each row of equipment, as many scripts add it up.</source><translation>Wahrscheinliche Leistung mit einem Anschluss je Zeile der Ausstattung, wie viele Skripte summieren.</translation></message>
<message><source>Likely power: {once} MW with CCS and CHAdeMO of one post once, {all} MW of all connectors. Rows added up without quantities would say {rows} MW.</source><translation>Wahrscheinliche Leistung: {once} MW, CCS und CHAdeMO einer Säule einmal gezählt; {all} MW aller Anschlüsse. Ohne Anzahlen summierte Zeilen ergäben {rows} MW.</translation></message>
<message><source>Lines</source><translation>Linien</translation></message>
<message><source>Lines of any coordinate system, such as motorways; also with several parts.</source><translation>Linien in beliebigem Koordinatensystem, etwa Autobahnen; auch mit mehreren Teilen.</translation></message>
<message><source>Lines of any coordinate system, such as routes. Only the selected features, if you say so.</source><translation>Linien in einem beliebigen Koordinatensystem, etwa Routen. Auf Wunsch nur die gewählten Objekte.</translation></message>
<message><source>Lines of equipment that may be usable and do not state how many connectors there are.</source><translation>Zeilen der Ausstattung, die nutzbar sein können und nicht angeben, wie viele Anschlüsse es sind.</translation></message>
<message><source>Lines of one route are joined where two of them meet; measures run on from one to the next.</source><translation>Linien einer Route werden verbunden, wo zwei von ihnen sich treffen; die Kilometer laufen von einer zur nächsten weiter.</translation></message>
<message><source>Lines to the nearest stations</source><translation>Linien zu den nächsten Stationen</translation></message>
<message><source>Lines with the same value are one route, measured from the start of its first line on. Empty: each feature is a route.</source><translation>Linien mit demselben Wert sind eine Route, gemessen vom Anfang ihrer ersten Linie an. Leer: Jedes Objekt ist eine Route.</translation></message>
<message><source>Lines without quantity</source><translation>Zeilen ohne Anzahl</translation></message>
<message><source>Link</source><translation>Link</translation></message>
<message><source>Links</source><translation>Links</translation></message>
<message><source>List all stations again after so many days</source><translation>Alle Ladestationen nach so vielen Tagen neu auflisten</translation></message>
<message><source>Listed on</source><translation>Aufgenommen am</translation></message>
<message><source>Listed, not opened.</source><translation>Aufgeführt, nicht eröffnet.</translation></message>
<message><source>Listing changes</source><translation>Änderungen werden aufgelistet</translation></message>
<message><source>Lists of</source><translation>Listen</translation></message>
<message><source>Lists take titles, ids and usual names, separated by commas or semicolons. Connection types, current types, levels and power are judged on the same connection. Stations that may match (data incomplete) are kept, and marked in the field “match”, unless you say otherwise. Stations that do not state a status, usage, operator, provider or country asked for are left out and counted, unless you include them. The result says whether it is complete; its layer carries the attribution that Open Charge Map asks for.

The key and the address of the server come from Options ▸ Open Charge Map, or from the environment variables OCM_API_KEY and OCM_API_URL.</source><translation>Listen nehmen Titel, Nummern und übliche Namen an, durch Kommas oder Semikolons getrennt. Steckertyp, Stromart, Ladestufe und Leistung werden am selben Anschluss beurteilt. Ungewisse Ladestationen (Daten unvollständig) werden behalten und im Feld „match“ gekennzeichnet, wenn nichts anderes gewählt ist. Ladestationen ohne Angabe von Status, Zugang, Betreiber, Datenanbieter oder Land, nach denen gefragt ist, werden weggelassen und gezählt, wenn sie nicht eingeschlossen werden. Das Ergebnis sagt, ob es vollständig ist; sein Layer trägt die Quellenangabe, die Open Charge Map verlangt.

Schlüssel und Adresse des Servers kommen aus Optionen ▸ Open Charge Map oder aus den Umgebungsvariablen OCM_API_KEY und OCM_API_URL.</translation></message>
<message><source>Lithuania</source><translation>Litauen</translation></message>
<message><source>Load All</source><translation>Alle laden</translation></message>
<message><source>Load What Arrived</source><translation>Angekommene laden</translation></message>
<message><source>Load comments and the addresses of photos into tables of their own; answers become larger</source><translation>Kommentare und Adressen von Fotos in eigene Tabellen laden; die Antworten werden größer</translation></message>
<message><source>Load the stations of what the map shows, as it moves</source><translation>Die Stationen dessen laden, was die Karte zeigt, während sie sich bewegt</translation></message>
<message><source>Loaded</source><translation>Geladen</translation></message>
<message><source>Loaded at</source><translation>Geladen am</translation></message>
<message><source>Loading stations.</source><translation>Ladestationen werden geladen.</translation></message>
<message><source>Loads some hundred invented stations. It takes neither key nor internet.</source><translation>Lädt einige hundert erfundene Stationen. Dazu braucht es weder Schlüssel noch Internet.</translation></message>
<message><source>Loads the charging stations inside an extent, such as that of the map.</source><translation>Lädt die Ladestationen in einer Ausdehnung, etwa dem Kartenausschnitt.</translation></message>
<message><source>Loads the charging stations inside the polygons of a layer, holes and parts respected, edges included.</source><translation>Lädt die Ladestationen in den Polygonen eines Layers; Löcher und Teile werden beachtet, Ränder gehören dazu.</translation></message>
<message><source>Loads the charging stations of a search that was saved with its place.</source><translation>Lädt die Ladestationen einer Suche, die mit ihrem Ort gespeichert wurde.</translation></message>
<message><source>Loads the charging stations of one or several countries, as the stations' records state their country.</source><translation>Lädt die Ladestationen eines Landes oder mehrerer Länder, wie es die Datensätze angeben.</translation></message>
<message><source>Loads the charging stations with the given Open Charge Map numbers.</source><translation>Lädt die Ladestationen mit den angegebenen Nummern von Open Charge Map.</translation></message>
<message><source>Loads the charging stations within a distance of a point, measured on the ellipsoid, in metres.</source><translation>Lädt die Ladestationen in einem Abstand von einem Punkt, auf dem Ellipsoid gemessen, in Metern.</translation></message>
<message><source>Loads the charging stations within a distance of the lines of a layer, such as a route, and says where along it each lies, how far off and on which side. The distance is measured on the ellipsoid, in metres.</source><translation>Lädt die Ladestationen innerhalb einer Entfernung von den Linien eines Layers, etwa einer Route, und sagt, wo entlang der Route, wie weit daneben und auf welcher Seite jede liegt. Die Entfernung wird auf dem Ellipsoid gemessen, in Metern.</translation></message>
<message><source>Loads the stations along roads from Open Charge Map and checks the roads against a rule: fulfilled, not fulfilled or cannot tell, with the stations on which that hangs and a report.</source><translation>Lädt die Stationen entlang von Straßen von Open Charge Map und prüft die Straßen an einer Vorschrift: erfüllt, nicht erfüllt oder nicht zu sagen, mit den Stationen, von denen das abhängt, und einem Bericht.</translation></message>
<message><source>Loads the stations in municipalities, or any other polygons, from Open Charge Map, and adds up for each of them how many are usable, with how many points and how much power: at least, likely and at most.</source><translation>Lädt die Stationen in Gemeinden oder anderen Polygonen von Open Charge Map und zählt für jede zusammen, wie viele nutzbar sind, mit wie vielen Ladepunkten und wie viel Leistung: mindestens, wahrscheinlich und höchstens.</translation></message>
<message><source>Loads two layers around the demo stations, to try the analyses on.</source><translation>Lädt zwei Layer rund um die Demo-Stationen, um Auswertungen auszuprobieren.</translation></message>
<message><source>Location Is A Duplicate</source><translation>Ort ist doppelt erfasst</translation></message>
<message><source>Long values are cut; the table of changed values has them in full.</source><translation>Lange Werte sind gekürzt; die Tabelle der geänderten Werte hat sie ganz.</translation></message>
<message><source>Longest allowed</source><translation>Längste erlaubte</translation></message>
<message><source>Longest gap (km)</source><translation>Längste Lücke (km)</translation></message>
<message><source>Longest gap, at least</source><translation>Längste Lücke, mindestens</translation></message>
<message><source>Longest gap, at most</source><translation>Längste Lücke, höchstens</translation></message>
<message><source>Longest stretch (km)</source><translation>Längster Abschnitt (km)</translation></message>
<message><source>Longest stretch without a station (metres)</source><translation>Längster Abschnitt ohne Station (Meter)</translation></message>
<message><source>Longest stretch, at least</source><translation>Längster Abschnitt, mindestens</translation></message>
<message><source>Longest stretch, at most</source><translation>Längster Abschnitt, höchstens</translation></message>
<message><source>Longitude</source><translation>Länge</translation></message>
<message><source>Longitude of that place, WGS 84.</source><translation>Länge dieser Stelle in Grad, WGS 84.</translation></message>
<message><source>Longitude on the route</source><translation>Geographische Länge auf der Route</translation></message>
<message><source>Longitude, WGS 84, as received.</source><translation>Länge, WGS 84, wie empfangen.</translation></message>
<message><source>Look on the map</source><translation>Aussehen auf der Karte</translation></message>
<message><source>Look whether it is the right file, or replace the stations.</source><translation>Sehen Sie nach, ob es die richtige Datei ist, oder ersetzen Sie die Ladestationen.</translation></message>
<message><source>Look-up lists</source><translation>Nachschlagelisten</translation></message>
<message><source>Looked for: stretches of more than {limit} km between usable stations that are no farther than {reach} m from the line, and between them and its ends.</source><translation>Gesucht: Abschnitte von mehr als {limit} km zwischen nutzbaren Stationen, die höchstens {reach} m von der Linie entfernt sind, und zwischen ihnen und ihren Enden.</translation></message>
<message><source>Looking for a place</source><translation>Ort suchen</translation></message>
<message><source>Looking for “{place}”…</source><translation>„{place}“ wird gesucht…</translation></message>
<message><source>Looks at the records themselves, whether or not a station is usable.

Problems: a point for each thing that is wrong, missing or old, with the rule, the values on which it was judged, and the web page on which signed-in users mend it. Records of importers are better mended at their source.

Completeness: for each fact, how many records state it and of how many it is only derived, of all stations and of each data provider and operator.

Possible duplicates: pairs scored by distance, name, operator, equipment and the provider's own number. Nothing is ever removed. Note your decisions in the column “decision”, and save the edits: the GeoPackage or schema of PostGIS that holds the stations keeps them for the next audit, in the table ocm_decisions. Of other stations, give that layer to the next audit as earlier review.</source><translation>Betrachtet die Datensätze selbst, ob eine Station nutzbar ist oder nicht.

Mängel: ein Punkt für alles, was falsch ist, fehlt oder alt ist, mit der Regel, den Werten, nach denen sie beurteilt wurde, und der Webseite, auf der angemeldete Nutzer es beheben. Datensätze von Importeuren werden besser an ihrer Quelle behoben.

Vollständigkeit: für jede Angabe, wie viele Datensätze sie nennen und bei wie vielen sie nur abgeleitet ist, über alle Stationen und je Datenanbieter und Betreiber.

Mögliche Doppelte: Paare, gewertet nach Entfernung, Name, Betreiber, Ausstattung und der eigenen Nummer des Anbieters. Nichts wird je entfernt. Vermerken Sie Ihre Entscheidungen in der Spalte „decision“ und speichern Sie die Änderungen: Das GeoPackage oder PostGIS-Schema, in dem die Stationen liegen, behält sie für die nächste Prüfung in der Tabelle ocm_decisions. Bei anderen Stationen geben Sie diesen Layer der nächsten Prüfung als frühere Durchsicht.</translation></message>
<message><source>Lower bound of the power.</source><translation>Untere Grenze der Leistung.</translation></message>
<message><source>Lower finds more pairs, and more of them are different stations.</source><translation>Weniger findet mehr Paare, von denen mehr verschiedene Stationen sind.</translation></message>
<message><source>Luxembourg</source><translation>Luxemburg</translation></message>
<message><source>Macedonia</source><translation>Nordmazedonien</translation></message>
<message><source>Made with Open Charge Map for QGIS {version}.</source><translation>Erstellt mit Open Charge Map für QGIS {version}.</translation></message>
<message><source>Makes a local copy of all stations of an area, or brings it up to date.</source><translation>Legt eine lokale Kopie aller Ladestationen eines Gebiets an oder bringt sie auf den neuesten Stand.</translation></message>
<message><source>Malaysia</source><translation>Malaysia</translation></message>
<message><source>Malta</source><translation>Malta</translation></message>
<message><source>Map</source><translation>Karte</translation></message>
<message><source>Map View</source><translation>Kartenausschnitt</translation></message>
<message><source>Map extent</source><translation>Kartenausschnitt</translation></message>
<message><source>Map of the stations; the table lists the same stations</source><translation>Karte der Ladestationen; die Tabelle führt dieselben Ladestationen auf</translation></message>
<message><source>Map tips are on: let the mouse rest on a station.</source><translation>Kartenhinweise sind an: Lassen Sie die Maus auf einer Station ruhen.</translation></message>
<message><source>Match</source><translation>Passen</translation></message>
<message><source>Matched</source><translation>Passend</translation></message>
<message><source>Maximum number of stations (0 = all)</source><translation>Höchstzahl der Ladestationen (0 = alle)</translation></message>
<message><source>Maximum power</source><translation>Maximalleistung</translation></message>
<message><source>Maximum power before</source><translation>Höchste Leistung vorher</translation></message>
<message><source>Maximum power now</source><translation>Höchste Leistung jetzt</translation></message>
<message><source>Maximum power of a connection (kW)</source><translation>Maximalleistung eines Anschlusses (kW)</translation></message>
<message><source>May be a guess of an importer or computed by the server: see kw_basis.</source><translation>Kann von einem Import geschätzt oder vom Server berechnet sein: siehe kw_basis.</translation></message>
<message><source>May match</source><translation>Ungewiss</translation></message>
<message><source>May match (data incomplete)</source><translation>Ungewiss (Daten unvollständig)</translation></message>
<message><source>May match the search (data incomplete)</source><translation>Ungewiss, ob sie der Suche entspricht (Daten unvollständig)</translation></message>
<message><source>May match: {folder}</source><translation>Ungewiss: {folder}</translation></message>
<message><source>Measure of the end of the stretch.</source><translation>Kilometer am Ende des Abschnitts.</translation></message>
<message><source>Measure of the start of the stretch.</source><translation>Kilometer am Anfang des Abschnitts.</translation></message>
<message><source>Measured on the ellipsoid, in metres, whatever the units of the project.</source><translation>Auf dem Ellipsoid gemessen, in Metern, unabhängig von den Einheiten des Projekts.</translation></message>
<message><source>Meets the search</source><translation>Entspricht der Suche</translation></message>
<message><source>Merge into the GeoPackage of all tables, if it exists</source><translation>Mit dem GeoPackage aller Tabellen zusammenführen, wenn es schon da ist</translation></message>
<message><source>Merge the result into it, as a reload does? Your columns and edits stay, and so do the stations of other places. Or replace the whole file?</source><translation>Das Ergebnis damit zusammenführen, wie beim Neuladen? Ihre Spalten und Änderungen bleiben, ebenso die Ladestationen anderer Orte. Oder die ganze Datei ersetzen?</translation></message>
<message><source>Met</source><translation>Erfüllt</translation></message>
<message><source>Met by several connectors</source><translation>Mehrere Anschlüsse zusammen</translation></message>
<message><source>Metres, separated by semicolons, such as “500; 2000”: the table of coverage by distance has a row for each.</source><translation>Meter, durch Semikolons getrennt, etwa „500; 2000“: Die Tabelle der Abdeckung nach Entfernung hat für jede eine Zeile.</translation></message>
<message><source>Mexico</source><translation>Mexiko</translation></message>
<message><source>Miles</source><translation>Meilen</translation></message>
<message><source>Minimum number of matching connectors</source><translation>Mindestzahl passender Anschlüsse</translation></message>
<message><source>Minimum number of such points</source><translation>Mindestzahl solcher Ladepunkte</translation></message>
<message><source>Minimum power of a connection (kW)</source><translation>Mindestleistung eines Anschlusses (kW)</translation></message>
<message><source>Mirror</source><translation>Spiegel</translation></message>
<message><source>Mirror (for the source “mirror”; empty: that of the options)</source><translation>Spiegel (für die Quelle „mirror“; leer: der in den Optionen)</translation></message>
<message><source>Mirror in PostGIS</source><translation>Spiegel in PostGIS</translation></message>
<message><source>Mirror {name}</source><translation>Spiegel {name}</translation></message>
<message numerus="yes"><source>Mirror {name} of {date} ({n} day old)</source><extracomment>Mirror {name} of {date} ({n} days old)</extracomment><translation><numerusform>Spiegel {name} vom {date} ({n} Tag alt)</numerusform><numerusform>Spiegel {name} vom {date} ({n} Tage alt)</numerusform></translation></message>
<message><source>Mirror, new or to be updated</source><translation>Spiegel, neu oder zu aktualisieren</translation></message>
<message><source>Mirror: {name}</source><translation>Spiegel: {name}</translation></message>
<message><source>Missing</source><translation>Fehlt</translation></message>
<message><source>Modified on</source><translation>Geändert am</translation></message>
<message><source>Modified since</source><translation>Geändert seit</translation></message>
<message><source>Modified since (UTC)</source><translation>Geändert seit (UTC)</translation></message>
<message><source>Moldova, Republic Of</source><translation>Moldau</translation></message>
<message><source>Monaco</source><translation>Monaco</translation></message>
<message><source>Montenegro</source><translation>Montenegro</translation></message>
<message><source>More</source><translation>Mehr</translation></message>
<message><source>More filters</source><translation>Weitere Filter</translation></message>
<message><source>More power</source><translation>Mehr Leistung</translation></message>
<message><source>More than 1,000 kW, of DC or unknown current: perhaps watts, perhaps a megawatt system.</source><translation>Mehr als 1.000 kW, Gleichstrom oder unbekannte Stromart: vielleicht Watt, vielleicht ein Megawatt-System.</translation></message>
<message><source>More than 50,000 stations have arrived. As temporary layers they need much memory, a GeoPackage needs little. The search goes on meanwhile.</source><translation>Mehr als 50.000 Ladestationen sind angekommen. Als temporäre Layer brauchen sie viel Arbeitsspeicher, ein GeoPackage braucht wenig. Die Suche läuft derweil weiter.</translation></message>
<message><source>More than 60 kW of AC.</source><translation>Mehr als 60 kW Wechselstrom.</translation></message>
<message><source>More than the vehicles that can charge at once. NULL when no equipment is listed.</source><translation>Mehr als die Fahrzeuge, die zugleich laden können. NULL, wenn keine Ausstattung aufgeführt ist.</translation></message>
<message><source>Morocco</source><translation>Marokko</translation></message>
<message><source>Most vehicles that can charge at once.</source><translation>Höchstzahl der Fahrzeuge, die zugleich laden können.</translation></message>
<message><source>Motorways (invented)</source><translation>Autobahnen (erfunden)</translation></message>
<message><source>Moved</source><translation>Versetzt</translation></message>
<message><source>Moved by {metres} m</source><translation>Um {metres} m versetzt</translation></message>
<message><source>Municipalities</source><translation>Gemeinden</translation></message>
<message><source>Municipalities (invented)</source><translation>Gemeinden (erfunden)</translation></message>
<message><source>Municipalities and motorways (invented)</source><translation>Gemeinden und Autobahnen (erfunden)</translation></message>
<message><source>Municipalities with stations</source><translation>Gemeinden mit Stationen</translation></message>
<message><source>My own style (QML file)…</source><translation>Eigener Stil (QML-Datei)…</translation></message>
<message><source>NACS</source><translation>NACS</translation></message>
<message><source>NACS / Tesla Supercharger</source><translation>NACS / Tesla Supercharger</translation></message>
<message><source>NEMA 14-30</source><translation>NEMA 14-30</translation></message>
<message><source>NEMA 14-50</source><translation>NEMA 14-50</translation></message>
<message><source>NEMA 5-15R</source><translation>NEMA 5-15R</translation></message>
<message><source>NEMA 5-20R</source><translation>NEMA 5-20R</translation></message>
<message><source>NEMA 6-15</source><translation>NEMA 6-15</translation></message>
<message><source>NEMA 6-20</source><translation>NEMA 6-20</translation></message>
<message><source>NEMA TT-30R</source><translation>NEMA TT-30R</translation></message>
<message><source>NEVI with spacing left to the States</source><translation>NEVI, Abstand den Bundesstaaten überlassen</translation></message>
<message><source>NEVI with the spacing of the 2022 guidance</source><translation>NEVI mit dem Abstand der Richtlinie von 2022</translation></message>
<message><source>NULL and 0 both occur for “not stated”.</source><translation>NULL und 0 kommen beide für „nicht angegeben“ vor.</translation></message>
<message><source>NULL at the end of a line.</source><translation>NULL am Ende einer Linie.</translation></message>
<message><source>NULL for all stations, and for those whose provider or operator is unknown.</source><translation>NULL bei allen Stationen und bei denen, deren Anbieter oder Betreiber unbekannt ist.</translation></message>
<message><source>NULL for plain “Public”: not stated.</source><translation>NULL bei bloßem „Öffentlich“: nicht angegeben.</translation></message>
<message><source>NULL for points.</source><translation>NULL bei Punkten.</translation></message>
<message><source>NULL for unknown and temporarily unavailable, though Open Charge Map marks the latter operational.</source><translation>NULL bei unbekannt und vorübergehend nicht verfügbar, obwohl Open Charge Map letzteres als in Betrieb kennzeichnet.</translation></message>
<message><source>NULL when comments were not asked for.</source><translation>NULL, wenn nicht nach Kommentaren gefragt wurde.</translation></message>
<message><source>NULL when it is known of no connector.</source><translation>NULL, wenn es von keinem Anschluss bekannt ist.</translation></message>
<message><source>NULL when it is not stated who may charge.</source><translation>NULL, wenn nicht angegeben ist, wer laden darf.</translation></message>
<message><source>NULL when no field is given, or it says nothing of the place.</source><translation>NULL, wenn kein Feld angegeben ist oder es über den Ort nichts sagt.</translation></message>
<message><source>NULL when no power is known. See kw_basis: it may be an estimate.</source><translation>NULL, wenn keine Leistung bekannt ist. Siehe kw_basis: Sie kann geschätzt sein.</translation></message>
<message><source>NULL when no stop is reached.</source><translation>NULL, wenn kein Halt zu erreichen ist.</translation></message>
<message><source>NULL when no type is known.</source><translation>NULL, wenn kein Typ bekannt ist.</translation></message>
<message><source>NULL when no vehicles are given; at least so much where one of both numbers is not known.</source><translation>NULL, wenn keine Fahrzeuge angegeben sind; mindestens so viel, wo eine der beiden Zahlen nicht bekannt ist.</translation></message>
<message><source>NULL when nothing bounds it.</source><translation>NULL, wenn nichts es begrenzt.</translation></message>
<message><source>NULL when nothing bounds it: an unknown power or number, or a station that lists no equipment.</source><translation>NULL, wenn nichts es begrenzt: eine unbekannte Leistung oder Anzahl, oder eine Station ohne Angaben zur Ausstattung.</translation></message>
<message><source>NULL when one has no name.</source><translation>NULL, wenn eine keinen Namen hat.</translation></message>
<message><source>NULL when one is unknown, a private person or a business at the location.</source><translation>NULL, wenn einer unbekannt, eine Privatperson oder ein Betrieb am Ort ist.</translation></message>
<message><source>NULL when one lists no equipment.</source><translation>NULL, wenn eine keine Ausstattung aufführt.</translation></message>
<message><source>NULL when photos were not asked for.</source><translation>NULL, wenn nicht nach Fotos gefragt wurde.</translation></message>
<message><source>NULL when the current is unknown.</source><translation>NULL, wenn die Stromart unbekannt ist.</translation></message>
<message><source>NULL when the data are incomplete, as with powers estimated by an importer.</source><translation>NULL, wenn die Daten unvollständig sind, wie bei vom Import geschätzten Leistungen.</translation></message>
<message><source>NULL when the type leaves it open.</source><translation>NULL, wenn der Typ es offenlässt.</translation></message>
<message><source>NULL when there is no upper bound.</source><translation>NULL, wenn es keine obere Grenze gibt.</translation></message>
<message><source>NULL when there is none, or comments were not asked for.</source><translation>NULL, wenn es keine gibt oder nicht nach Kommentaren gefragt wurde.</translation></message>
<message><source>NULL when they are of different providers, or one has no such number.</source><translation>NULL, wenn sie von verschiedenen Anbietern sind oder eine keine solche Nummer hat.</translation></message>
<message><source>NULL when unknown.</source><translation>NULL, wenn unbekannt.</translation></message>
<message><source>NULL where the pack does not ask for each direction, or the stations do not state theirs.</source><translation>NULL, wo das Paket nicht jede Richtung verlangt oder die Ladestationen ihre nicht angeben.</translation></message>
<message><source>NULL without a visit.</source><translation>NULL ohne Besuch.</translation></message>
<message><source>NULL: no cap.</source><translation>NULL: keine Höchstzahl.</translation></message>
<message><source>NULL: the table built into the plugin.</source><translation>NULL: die eingebaute Tabelle der Erweiterung.</translation></message>
<message><source>Name</source><translation>Name</translation></message>
<message><source>Name at the end</source><translation>Name am Ende</translation></message>
<message><source>Name at the start</source><translation>Name am Anfang</translation></message>
<message><source>Name it: photos are CC BY-SA 4.0.</source><translation>Zu nennen: Fotos stehen unter CC BY-SA 4.0.</translation></message>
<message><source>Name of the country.</source><translation>Name des Landes.</translation></message>
<message><source>Name of the data provider or the operator.</source><translation>Name des Datenanbieters oder des Betreibers.</translation></message>
<message><source>Name of the data provider.</source><translation>Name des Datenanbieters.</translation></message>
<message><source>Name of the field that differs; geometry for the position.</source><translation>Name des Feldes, das sich unterscheidet; geometry für die Lage.</translation></message>
<message><source>Name of the first station.</source><translation>Name der ersten Station.</translation></message>
<message><source>Name of the operator.</source><translation>Name des Betreibers.</translation></message>
<message><source>Name of the route. One without is called by its place in the layer, in the user's language: Route 1.</source><translation>Name der Route. Eine ohne Namen heißt nach ihrer Stelle im Layer, in der Sprache des Nutzers: Route 1.</translation></message>
<message><source>Name of the second station.</source><translation>Name der zweiten Station.</translation></message>
<message><source>Name of the station at the end of the stretch.</source><translation>Name der Station am Ende des Abschnitts.</translation></message>
<message><source>Name of the station at the start of the stretch.</source><translation>Name der Station am Anfang des Abschnitts.</translation></message>
<message><source>Name of the station with that number.</source><translation>Name der Station mit dieser Nummer.</translation></message>
<message><source>Name of the station, in the newer result if it is there.</source><translation>Name der Ladestation, im neueren Ergebnis, wenn sie dort ist.</translation></message>
<message><source>Name of the station.</source><translation>Name der Station.</translation></message>
<message><source>Name of the technical standard.</source><translation>Name der technischen Norm.</translation></message>
<message><source>Name of the user.</source><translation>Name des Nutzers.</translation></message>
<message><source>Name or address</source><translation>Name oder Adresse</translation></message>
<message><source>Name, first</source><translation>Name, erste</translation></message>
<message><source>Name, second</source><translation>Name, zweite</translation></message>
<message><source>Name, town or address</source><translation>Name, Ort oder Adresse</translation></message>
<message><source>Names alike (%)</source><translation>Namen gleich (%)</translation></message>
<message><source>Names in lower camel case (“camelcase”)</source><translation>Namen mit kleinem Anfangsbuchstaben („camelcase“)</translation></message>
<message><source>Names or ISO codes, separated by commas or semicolons, such as “NL, Belgium”.</source><translation>Namen oder ISO-Codes, getrennt durch Kommas oder Semikolons, etwa „NL, Belgien“.</translation></message>
<message><source>Narrowed down in QGIS by the filter: {filter}</source><translation>In QGIS eingeschränkt durch den Filter: {filter}</translation></message>
<message><source>Narrowed down in QGIS to selected features.</source><translation>In QGIS auf gewählte Objekte eingeschränkt.</translation></message>
<message><source>Nearest stations</source><translation>Nächste Stationen</translation></message>
<message><source>Nearest, perhaps usable</source><translation>Nächste, vielleicht nutzbare</translation></message>
<message><source>Nearest, surely usable</source><translation>Nächste, sicher nutzbare</translation></message>
<message><source>Needs a key</source><translation>Braucht einen Schlüssel</translation></message>
<message><source>Needs membership</source><translation>Braucht Mitgliedschaft</translation></message>
<message><source>Neither the station nor its connections state whether it works.</source><translation>Weder die Station noch ihre Anschlüsse geben an, ob sie in Betrieb ist.</translation></message>
<message><source>Nepal</source><translation>Nepal</translation></message>
<message><source>Netherlands</source><translation>Niederlande</translation></message>
<message><source>Networks are renamed: compare operator_id.</source><translation>Netze werden umbenannt: operator_id vergleichen.</translation></message>
<message><source>Never</source><translation>Nie</translation></message>
<message><source>New Since the Last Search</source><translation>Neu seit der letzten Suche</translation></message>
<message><source>New Zealand</source><translation>Neuseeland</translation></message>
<message><source>New name</source><translation>Neuer Name</translation></message>
<message><source>Newer result: layer</source><translation>Neueres Ergebnis: Layer</translation></message>
<message><source>Next</source><translation>Weiter</translation></message>
<message><source>Nine of ten connections have no status of their own.</source><translation>Neun von zehn Anschlüssen haben keinen eigenen Status.</translation></message>
<message><source>No</source><translation>Nein</translation></message>
<message><source>No POI file is chosen.</source><translation>Keine POI-Datei ist gewählt.</translation></message>
<message><source>No address</source><translation>Keine Adresse</translation></message>
<message><source>No also where no power is known: see power_class_code.</source><translation>Nein auch dort, wo keine Leistung bekannt ist: siehe power_class_code.</translation></message>
<message><source>No comments are known.</source><translation>Es sind keine Kommentare bekannt.</translation></message>
<message><source>No connection to {server}: it is down, or a proxy or firewall refuses. Check the network, the proxy in QGIS’ Options, and the address of the server.</source><translation>Keine Verbindung zu {server}: Der Server antwortet nicht, oder ein Proxy oder eine Firewall verweigert sie. Das Netz, den Proxy in den Optionen von QGIS und die Adresse des Servers prüfen.</translation></message>
<message><source>No connectors are known.</source><translation>Keine Anschlüsse bekannt.</translation></message>
<message><source>No country</source><translation>Kein Land</translation></message>
<message><source>No country is chosen.</source><translation>Kein Land ist gewählt.</translation></message>
<message><source>No entry matches.</source><translation>Kein Eintrag passt.</translation></message>
<message><source>No equipment</source><translation>Keine Ausstattung</translation></message>
<message><source>No equipment is listed.</source><translation>Es ist keine Ausstattung aufgeführt.</translation></message>
<message><source>No extent is given. Draw one on the map.</source><translation>Es ist keine Ausdehnung angegeben. Eine in die Karte zeichnen.</translation></message>
<message><source>No feature of the layer “{layer}” is selected.</source><translation>Kein Objekt des Layers „{layer}“ ist gewählt.</translation></message>
<message><source>No feature of “{layer}” has coordinates: there is nothing to share.</source><translation>Kein Objekt von „{layer}“ hat Koordinaten: Es gibt nichts weiterzugeben.</translation></message>
<message><source>No folders</source><translation>Keine Ordner</translation></message>
<message><source>No invented station surely matches, {uncertain} may</source><translation>Keine erfundene Ladestation passt sicher, {uncertain} ungewiss</translation></message>
<message><source>No invented stations: {changes}.</source><translation>Keine erfundenen Ladestationen: {changes}.</translation></message>
<message><source>No key is stored.</source><translation>Kein Schlüssel gespeichert.</translation></message>
<message><source>No layer is chosen. Add a layer with the area to the project, and choose it.</source><translation>Kein Layer ist gewählt. Dem Projekt einen Layer mit dem Gebiet hinzufügen und ihn wählen.</translation></message>
<message><source>No look-up list has these titles, so what they name is unknown: {titles}.</source><translation>Diese Bezeichnungen stehen in keiner Liste, was sie benennen, ist daher unbekannt: {titles}.</translation></message>
<message><source>No mirror is chosen.</source><translation>Es ist kein Spiegel gewählt.</translation></message>
<message><source>No name</source><translation>Kein Name</translation></message>
<message><source>No photos are known.</source><translation>Es sind keine Fotos bekannt.</translation></message>
<message><source>No place is called “{place}”. Check how it is written, or give coordinates.</source><translation>Kein Ort heißt „{place}“. Die Schreibweise prüfen oder Koordinaten angeben.</translation></message>
<message><source>No position</source><translation>Keine Lage</translation></message>
<message><source>No proof: see license_class.</source><translation>Kein Beweis: siehe license_class.</translation></message>
<message><source>No proof: some flagged providers forbid commercial use. See license_class. NULL is not open.</source><translation>Kein Beweis: Manche so gekennzeichnete Anbieter verbieten gewerbliche Nutzung. Siehe license_class. NULL heißt nicht offen.</translation></message>
<message><source>No reload has changed this layer.</source><translation>Kein Neuladen hat diesen Layer geändert.</translation></message>
<message><source>No request was sent yet.</source><translation>Es wurde noch keine Anfrage gesendet.</translation></message>
<message><source>No safe connection to {server}: its certificate, or that of a proxy, was not accepted. Check the date of this computer, and the certificates in QGIS’ Options under “Authentication”.</source><translation>Keine sichere Verbindung zu {server}: Das Zertifikat des Servers oder eines Proxys wurde nicht angenommen. Das Datum dieses Rechners und die Zertifikate in den Optionen von QGIS unter „Authentifizierung“ prüfen.</translation></message>
<message><source>No search is saved as “{name}”.</source><translation>Als „{name}“ ist keine Suche gespeichert.</translation></message>
<message><source>No search is saved as “{name}”. Did you mean “{near}”?</source><translation>Als „{name}“ ist keine Suche gespeichert. Meinten Sie „{near}“?</translation></message>
<message><source>No search is saved yet.</source><translation>Noch ist keine Suche gespeichert.</translation></message>
<message><source>No search is saved yet. “Save This Search…” in the search panel saves one.</source><translation>Noch ist keine Suche gespeichert. „Diese Suche speichern…“ im Suchbereich speichert eine.</translation></message>
<message><source>No station at all has arrived for “{stations}”, so the mirror does not count them as held. If there are none, update it again and allow the replacement.</source><translation>Für „{stations}“ ist keine einzige Ladestation angekommen; der Spiegel zählt sie daher nicht als vorhanden. Wenn es dort keine gibt, aktualisieren Sie ihn erneut und erlauben Sie die Ersetzung.</translation></message>
<message><source>No station matches this search.</source><translation>Keine Ladestation entspricht dieser Suche.</translation></message>
<message><source>No station may be shared: the licence of none of them is open. You can keep them all the same.</source><translation>Keine Ladestation darf weitergegeben werden: Keine hat eine offene Lizenz. Sie können trotzdem behalten werden.</translation></message>
<message><source>No station meets these filters.</source><translation>Keine Ladestation entspricht diesen Filtern.</translation></message>
<message><source>No station number is given.</source><translation>Keine Nummer einer Ladestation ist angegeben.</translation></message>
<message><source>No station of “{layer}” differs from before in its own values.</source><translation>Keine Ladestation in „{layer}“ unterscheidet sich in ihren eigenen Werten von vorher.</translation></message>
<message><source>No station surely matches, {uncertain} may</source><translation>Keine Ladestation passt sicher, {uncertain} ungewiss</translation></message>
<message><source>No station that surely matches the search may be shared. You can share the uncertain ones too.</source><translation>Keine Station, die sicher zur Suche passt, darf weitergegeben werden. Sie können auch die unsicheren weitergeben.</translation></message>
<message numerus="yes"><source>No station was loaded: {n} record could not be read.</source><extracomment>No station was loaded: {n} records could not be read.</extracomment><translation><numerusform>Keine Ladestation wurde geladen: {n} Datensatz war nicht lesbar.</numerusform><numerusform>Keine Ladestation wurde geladen: {n} Datensätze waren nicht lesbar.</numerusform></translation></message>
<message><source>No stations from {source}, received {time}.</source><translation>Keine Ladestationen aus {source}, abgerufen {time}.</translation></message>
<message><source>No stations from {source}.</source><translation>Keine Ladestationen aus {source}.</translation></message>
<message><source>No stations had arrived.</source><translation>Keine Ladestationen waren angekommen.</translation></message>
<message><source>No stations received</source><translation>Keine Ladestationen empfangen</translation></message>
<message><source>No stations shared.</source><translation>Keine Ladestationen weitergegeben.</translation></message>
<message><source>No stations: {changes}.</source><translation>Keine Ladestationen: {changes}.</translation></message>
<message><source>No style</source><translation>Kein Stil</translation></message>
<message><source>No style file (*.qml) is chosen.</source><translation>Keine Stildatei (*.qml) ist gewählt.</translation></message>
<message><source>No web address</source><translation>Keine Webadresse</translation></message>
<message><source>Nobody has confirmed or changed the record for longer than records may be old.</source><translation>Niemand hat den Datensatz bestätigt oder geändert, seit länger, als Datensätze alt sein dürfen.</translation></message>
<message><source>None was found.</source><translation>Es wurde keiner gefunden.</translation></message>
<message><source>None.</source><translation>Keine.</translation></message>
<message><source>Normal, 7.4 to 22 kW</source><translation>Normal, 7,4 bis 22 kW</translation></message>
<message><source>Norway</source><translation>Norwegen</translation></message>
<message><source>Not Operational</source><translation>Außer Betrieb</translation></message>
<message><source>Not asked for before</source><translation>Vorher nicht abgefragt</translation></message>
<message><source>Not asked for now</source><translation>Jetzt nicht abgefragt</translation></message>
<message><source>Not checked, as Open Charge Map does not know it:</source><translation>Nicht geprüft, weil Open Charge Map es nicht weiß:</translation></message>
<message><source>Not covered</source><translation>Nicht abgedeckt</translation></message>
<message><source>Not covered is said only where uncertain stations do not reach it either.</source><translation>Nicht abgedeckt heißt es nur, wo auch ungewisse Stationen ihn nicht erreichen.</translation></message>
<message><source>Not decided</source><translation>Nicht entschieden</translation></message>
<message><source>Not for commercial use</source><translation>Nicht für gewerbliche Nutzung</translation></message>
<message><source>Not free of charge</source><translation>Nicht kostenlos</translation></message>
<message><source>Not fulfilled</source><translation>Nicht erfüllt</translation></message>
<message><source>Not in n_connectors, unless the whole site is out or planned.</source><translation>Nicht in n_connectors, außer wenn der ganze Standort außer Betrieb oder geplant ist.</translation></message>
<message><source>Not in operation</source><translation>Nicht in Betrieb</translation></message>
<message><source>Not in the look-up lists, so shown by number: {list}.</source><translation>Nicht in den Listen und daher mit Nummer angezeigt: {list}.</translation></message>
<message><source>Not judged, because the layer lacks their columns: {names}.</source><translation>Nicht beurteilt, weil dem Layer die Spalten dafür fehlen: {names}.</translation></message>
<message><source>Not met</source><translation>Nicht erfüllt</translation></message>
<message><source>Not open 24 hours</source><translation>Nicht rund um die Uhr offen</translation></message>
<message><source>Not open to the public</source><translation>Nicht öffentlich</translation></message>
<message><source>Not operational</source><translation>Außer Betrieb</translation></message>
<message numerus="yes"><source>Not shown, for lack of coordinates: {n} feature.</source><extracomment>Not shown, for lack of coordinates: {n} features.</extracomment><translation><numerusform>Ohne Koordinaten nicht gezeigt: {n} Objekt.</numerusform><numerusform>Ohne Koordinaten nicht gezeigt: {n} Objekte.</numerusform></translation></message>
<message><source>Not stated</source><translation>Nicht angegeben</translation></message>
<message><source>Not the carriageway that it serves: Open Charge Map does not know that.</source><translation>Nicht die Fahrbahn, die sie bedient: Das weiß Open Charge Map nicht.</translation></message>
<message><source>Not the larger one where a stretch goes over the start of a closed line.</source><translation>Nicht der größere Wert, wo ein Abschnitt über den Anfang einer geschlossenen Linie geht.</translation></message>
<message><source>Not verified for long</source><translation>Lange nicht geprüft</translation></message>
<message><source>Notes:</source><translation>Anmerkungen:</translation></message>
<message><source>Nothing is drawn yet. Press Draw, and click the corners on the map.</source><translation>Noch ist nichts gezeichnet. „Zeichnen“ drücken und die Ecken in der Karte anklicken.</translation></message>
<message><source>Nothing is sent.</source><translation>Nichts wird gesendet.</translation></message>
<message><source>Nothing looks wrong</source><translation>Nichts auffällig</translation></message>
<message><source>Nothing was changed.</source><translation>Nichts wurde geändert.</translation></message>
<message><source>Now</source><translation>Jetzt</translation></message>
<message><source>Number</source><translation>Wie viele</translation></message>
<message><source>Number of comments, check-ins included.</source><translation>Zahl der Kommentare, mit Rückmeldungen.</translation></message>
<message><source>Number of enabled photos and videos.</source><translation>Zahl der freigegebenen Fotos und Videos.</translation></message>
<message><source>Number of entries</source><translation>Anzahl der Einträge</translation></message>
<message><source>Number of features</source><translation>Anzahl der Objekte</translation></message>
<message><source>Number of gaps</source><translation>Anzahl der Lücken</translation></message>
<message><source>Number of lines without a break.</source><translation>Anzahl der Linien ohne Unterbrechung.</translation></message>
<message><source>Number of places</source><translation>Zahl der Orte</translation></message>
<message><source>Number of points implausible</source><translation>Zahl der Ladepunkte unplausibel</translation></message>
<message><source>Number of points, as received</source><translation>Zahl der Ladepunkte, wie empfangen</translation></message>
<message><source>Number of pools</source><translation>Anzahl der Standorte</translation></message>
<message><source>Number of possible duplicates</source><translation>Zahl möglicher Doppelter</translation></message>
<message><source>Number of problems</source><translation>Zahl der Mängel</translation></message>
<message><source>Number of routes</source><translation>Anzahl der Routen</translation></message>
<message><source>Number of rows</source><translation>Anzahl der Zeilen</translation></message>
<message><source>Number of stations</source><translation>Anzahl der Ladestationen</translation></message>
<message><source>Number of stations for each point</source><translation>Anzahl der Stationen je Punkt</translation></message>
<message><source>Number of stations or bays as entered.</source><translation>Zahl der Säulen oder Plätze, wie eingegeben.</translation></message>
<message><source>Number of such connectors as received.</source><translation>Zahl solcher Anschlüsse, wie empfangen.</translation></message>
<message><source>Number of such connectors used in all sums.</source><translation>Zahl solcher Anschlüsse, wie in allen Summen verwendet.</translation></message>
<message><source>Number of the check-in status.</source><translation>Nummer des Rückmeldungsstatus.</translation></message>
<message><source>Number of the comment; the key.</source><translation>Nummer des Kommentars; der Schlüssel.</translation></message>
<message><source>Number of the connection's own status.</source><translation>Nummer des eigenen Status des Anschlusses.</translation></message>
<message><source>Number of the connector type.</source><translation>Nummer des Steckertyps.</translation></message>
<message><source>Number of the current type.</source><translation>Nummer der Stromart.</translation></message>
<message><source>Number of the data provider or the operator.</source><translation>Nummer des Datenanbieters oder des Betreibers.</translation></message>
<message><source>Number of the data provider.</source><translation>Nummer des Datenanbieters.</translation></message>
<message><source>Number of the data provider; the key.</source><translation>Nummer des Datenanbieters; der Schlüssel.</translation></message>
<message><source>Number of the first station.</source><translation>Nummer der ersten Station.</translation></message>
<message><source>Number of the group</source><translation>Nummer der Gruppe</translation></message>
<message><source>Number of the kind of comment.</source><translation>Nummer der Kommentarart.</translation></message>
<message><source>Number of the line of equipment; the key.</source><translation>Nummer der Ausstattungszeile; der Schlüssel.</translation></message>
<message><source>Number of the operational status.</source><translation>Nummer des Betriebsstatus.</translation></message>
<message><source>Number of the operator.</source><translation>Nummer des Betreibers.</translation></message>
<message><source>Number of the photo or video; the key.</source><translation>Nummer des Fotos oder Videos; der Schlüssel.</translation></message>
<message><source>Number of the publication status.</source><translation>Nummer des Veröffentlichungsstatus.</translation></message>
<message><source>Number of the second station.</source><translation>Nummer der zweiten Station.</translation></message>
<message><source>Number of the site at Open Charge Map; the key.</source><translation>Nummer des Standorts bei Open Charge Map; der Schlüssel.</translation></message>
<message><source>Number of the site it belongs to.</source><translation>Nummer des Standorts, zu dem es gehört.</translation></message>
<message><source>Number of the station in Open Charge Map, or of a pool: the lowest of its stations.</source><translation>Nummer der Station in Open Charge Map oder eines Standorts: die niedrigste seiner Stationen.</translation></message>
<message><source>Number of the station in Open Charge Map.</source><translation>Nummer der Ladestation in Open Charge Map.</translation></message>
<message><source>Number of the station, or of the pool, at the end of the stretch.</source><translation>Nummer der Station oder des Standorts am Ende des Abschnitts.</translation></message>
<message><source>Number of the station, or of the pool, at the start of the stretch.</source><translation>Nummer der Station oder des Standorts am Anfang des Abschnitts.</translation></message>
<message><source>Number of the usage type.</source><translation>Nummer der Zugangsart.</translation></message>
<message><source>Number of uncertain stations, or pools, that decide whether the stretch lies in a gap.</source><translation>Anzahl der ungewissen Stationen oder Standorte, die entscheiden, ob der Abschnitt in einer Lücke liegt.</translation></message>
<message><source>Number of uncertain stretches</source><translation>Anzahl der ungewissen Abschnitte</translation></message>
<message><source>Number of zones</source><translation>Anzahl der Zonen</translation></message>
<message><source>Numbers of Open Charge Map, such as “297772, OCM-298001”.</source><translation>Nummern von Open Charge Map, etwa „297772, OCM-298001“.</translation></message>
<message><source>Numbers of the pool's stations, separated by commas.</source><translation>Nummern der Stationen des Standorts, durch Kommas getrennt.</translation></message>
<message><source>Numbers of the pools that decide the verdict where it is uncertain, separated by commas.</source><translation>Nummern der Standorte, die das Ergebnis entscheiden, wo es nicht zu sagen ist, durch Kommas getrennt.</translation></message>
<message><source>Numbers of the pools there that may qualify, separated by commas.</source><translation>Nummern der Standorte dort, die genügen können, durch Kommas getrennt.</translation></message>
<message><source>OCM UUID</source><translation>OCM-UUID</translation></message>
<message><source>OCM id</source><translation>OCM-Nummer</translation></message>
<message><source>OCM level</source><translation>OCM-Ladestufe</translation></message>
<message><source>OCM number</source><translation>OCM-Nummer</translation></message>
<message><source>OCM number, first</source><translation>OCM-Nummer, erste</translation></message>
<message><source>OCM number, second</source><translation>OCM-Nummer, zweite</translation></message>
<message><source>OCM-{number}, {field}: {yours}; Open Charge Map: {theirs}</source><translation>OCM-{number}, {field}: {yours}; Open Charge Map: {theirs}</translation></message>
<message><source>OCM-{number}: no longer found</source><translation>OCM-{number}: nicht mehr gefunden</translation></message>
<message><source>Of an area, its share of the people: they are taken to be spread evenly over it.</source><translation>Bei einer Fläche ihr Anteil der Menschen: Sie gelten als gleichmäßig darüber verteilt.</translation></message>
<message><source>Of more than 50, those that are nearest to the stretch.</source><translation>Von mehr als 50 die, die dem Abschnitt am nächsten sind.</translation></message>
<message><source>Of one connection, in kilowatts.</source><translation>Eines Anschlusses, in Kilowatt.</translation></message>
<message><source>Of one connection, in kilowatts. Where the power is unknown or estimated, the station is uncertain.</source><translation>Eines Anschlusses, in Kilowatt. Wo die Leistung unbekannt oder geschätzt ist, ist die Ladestation unsicher.</translation></message>
<message><source>Of stations from a file: the date of the file or, if that is older, of its newest record.</source><translation>Bei Ladestationen aus einer Datei: das Datum der Datei oder, wenn älter, ihres neuesten Datensatzes.</translation></message>
<message><source>Of the people of these places.</source><translation>Von den Menschen dieser Orte.</translation></message>
<message><source>Of the route, on the ellipsoid.</source><translation>Der Route, auf dem Ellipsoid.</translation></message>
<message><source>Of the same operator only</source><translation>Nur vom selben Betreiber</translation></message>
<message><source>Of the stations: metres of driving from the exit, or nothing where it is not known.</source><translation>Der Ladestationen: Fahrmeter von der Ausfahrt, oder nichts, wo es nicht bekannt ist.</translation></message>
<message><source>Of the stations: yes or no, or nothing where it is not known.</source><translation>Der Ladestationen: yes oder no, oder nichts, wo es nicht bekannt ist.</translation></message>
<message><source>Of the stations: “both”, “with” or “against” the line, or nothing where it is not known.</source><translation>Der Ladestationen: “both” (beide), “with” (mit) oder “against” (gegen die Linie), oder nichts, wo es nicht bekannt ist.</translation></message>
<message><source>Of them, {counts} (data incomplete).</source><translation>Davon {counts} (Daten unvollständig).</translation></message>
<message><source>Of those that are surely usable; at most as many uncertain ones are added where nearer.</source><translation>Von den sicher nutzbaren; höchstens so viele ungewisse kommen dazu, wo sie näher sind.</translation></message>
<message><source>Of {all} km² {lo} are covered at least, {hi} at most.</source><translation>Von {all} km² sind mindestens {lo} abgedeckt, höchstens {hi}.</translation></message>
<message><source>Of {all} people {lo} are covered at least, {hi} at most.</source><translation>Von {all} Menschen sind mindestens {lo} abgedeckt, höchstens {hi}.</translation></message>
<message><source>Of {length} km, {sure} km are surely served and {no} km surely not; {open} km are uncertain.</source><translation>Von {length} km sind {sure} km sicher versorgt und {no} km sicher nicht; bei {open} km ist es nicht zu sagen.</translation></message>
<message><source>Of {whole} km, {surely} km surely lie in gaps, and {possibly} km may.</source><translation>Von {whole} km liegen {surely} km sicher in Lücken und {possibly} km vielleicht.</translation></message>
<message><source>Off the route</source><translation>Neben der Route</translation></message>
<message><source>Off: only the filters are saved, and apply wherever you are.</source><translation>Aus: Nur die Filter werden gespeichert und gelten, wo immer Sie sind.</translation></message>
<message><source>Off: type, current, level and power are met by one and the same connector.
On: each condition may be met by another connector of the station, as Open Charge Map itself judges.</source><translation>Aus: Typ, Stromart, Ladestufe und Leistung erfüllt ein und derselbe Anschluss.
Ein: Jede Bedingung darf ein anderer Anschluss der Ladestation erfüllen, wie Open Charge Map selbst urteilt.</translation></message>
<message><source>Often bays or posts; may contradict the connectors.</source><translation>Oft Plätze oder Säulen; kann den Anschlüssen widersprechen.</translation></message>
<message><source>Old</source><translation>Alt</translation></message>
<message><source>Old after so many days</source><translation>Alt nach so vielen Tagen</translation></message>
<message><source>Older result of this search</source><translation>Älteres Ergebnis dieser Suche</translation></message>
<message><source>Older result: layer</source><translation>Älteres Ergebnis: Layer</translation></message>
<message><source>Oman</source><translation>Oman</translation></message>
<message><source>On at least {number} % of the length.</source><translation>Auf mindestens {number} % der Länge.</translation></message>
<message><source>On notice</source><translation>Nach Anmeldung</translation></message>
<message><source>On the line</source><translation>Auf der Linie</translation></message>
<message><source>On the map a label names the data providers of the visible layers; it is part of saved map images and of print layouts. In a layout, the expression &lt;code&gt;{expression}&lt;/code&gt;, with the id of the map, gives the credit as text.</source><translation>Auf der Karte nennt eine Beschriftung die Datenanbieter der sichtbaren Layer; sie gehört auch zu gespeicherten Kartenbildern und Drucklayouts. In einem Layout gibt der Ausdruck &lt;code&gt;{expression}&lt;/code&gt;, mit der ID der Karte, die Quellenangabe als Text.</translation></message>
<message><source>One country by its two letters.</source><translation>Ein Land mit seinen zwei Buchstaben.</translation></message>
<message><source>One field may hold two numbers. A leading + is a formula to spreadsheets.</source><translation>Ein Feld kann zwei Nummern enthalten. Ein + am Anfang ist für Tabellenprogramme eine Formel.</translation></message>
<message><source>One file that needs nothing else.</source><translation>Eine Datei, die nichts anderes braucht.</translation></message>
<message><source>One of its {name} is not an object.</source><translation>Ein Eintrag von {name} ist kein Objekt.</translation></message>
<message><source>One polygon or one line; of a polygon, the convex hull is searched.</source><translation>Ein Polygon oder eine Linie; von einem Polygon wird die konvexe Hülle durchsucht.</translation></message>
<message><source>One row for each comment or check-in, where comments and photos are included.</source><translation>Eine Zeile je Kommentar oder Rückmeldung, wo Kommentare und Fotos eingeschlossen sind.</translation></message>
<message><source>One row for each line of equipment, joined by ocm_id.</source><translation>Eine Zeile je Anschlusszeile, verknüpft über ocm_id.</translation></message>
<message><source>One row for each photo, by its address, where comments and photos are included. The photos are not loaded.</source><translation>Eine Zeile je Foto, mit seiner Adresse, wo Kommentare und Fotos eingeschlossen sind. Die Fotos selbst werden nicht geladen.</translation></message>
<message><source>One row for each station that has changed.</source><translation>Eine Zeile je geänderter Ladestation.</translation></message>
<message><source>One row for each value that has changed, old and new.</source><translation>Eine Zeile je geändertem Wert, alt und neu.</translation></message>
<message><source>Only layers of charging stations of Open Charge Map can be shared as web page.</source><translation>Nur Layer mit Ladestationen von Open Charge Map können als Webseite weitergegeben werden.</translation></message>
<message><source>Only other licences</source><translation>Nur andere Lizenzen</translation></message>
<message><source>Only so is noticed which stations are gone.</source><translation>Nur so fällt auf, welche Ladestationen es nicht mehr gibt.</translation></message>
<message><source>Only stations with higher numbers than</source><translation>Nur Ladestationen mit höheren Nummern als</translation></message>
<message><source>Only the features that are selected in the layer.</source><translation>Nur die im Layer gewählten Objekte.</translation></message>
<message><source>Only the rest is asked for.</source><translation>Nur der Rest wird angefragt.</translation></message>
<message><source>Open</source><translation>Offen</translation></message>
<message><source>Open 24 hours</source><translation>Rund um die Uhr offen</translation></message>
<message><source>Open Charge Map</source><translation>Open Charge Map</translation></message>
<message><source>Open Charge Map and its data providers</source><translation>Open Charge Map und seine Datenanbieter</translation></message>
<message><source>Open Charge Map flags data as not open whose licence this plugin takes for open: {providers}. Their stations are marked as uncertain.</source><translation>Open Charge Map kennzeichnet Daten als nicht offen, deren Lizenz diese Erweiterung für offen hält: {providers}. Deren Ladestationen sind als ungewiss gekennzeichnet.</translation></message>
<message><source>Open Charge Map for QGIS {version}</source><translation>Open Charge Map für QGIS {version}</translation></message>
<message><source>Open Charge Map knows the levels 1, 2 and 3, not “{level}”.</source><translation>Open Charge Map kennt die Ladestufen 1, 2 und 3, nicht „{level}“.</translation></message>
<message><source>Open Charge Map often lists one site several times: by operator, by row of bays, by importer. This takes usable stations together that lie within a distance of one another, measured on the ellipsoid. A pool grows from neighbour to neighbour, so that in dense towns it may be wider than the distance: see its spread.

Points and power are given three times: at least, likely and at most. What is not known is never taken for zero: see the columns of unknown numbers. Stations that are surely not usable are left out.</source><translation>Open Charge Map führt einen Ort oft mehrfach: nach Betreiber, nach Reihe von Stellplätzen, nach Import. Hier werden nutzbare Stationen zusammengefasst, die nicht weiter als ein Abstand voneinander liegen, gemessen auf dem Ellipsoid. Ein Standort wächst von Nachbar zu Nachbar und kann in dichten Städten weiter sein als der Abstand: siehe seine Ausdehnung.

Ladepunkte und Leistung stehen dreifach da: mindestens, wahrscheinlich und höchstens. Was nicht bekannt ist, gilt nie als null: siehe die Spalten der unbekannten Zahlen. Stationen, die sicher nicht nutzbar sind, bleiben weg.</translation></message>
<message><source>Open Charge Map states operators, connection types, countries and the like by number. This gives what the numbers stand for, as tables without geometry: number, title, the title in your language, usual other names, and what else the list says of each entry. Choose the tables that you need; the others are left out.

The service is asked only if you say so, with one request, and not again within a week.</source><translation>Open Charge Map gibt Betreiber, Anschlusstypen, Länder und Ähnliches als Nummern an. Hier steht, wofür die Nummern stehen, als Tabellen ohne Geometrie: Nummer, Titel, Titel in Ihrer Sprache, übliche andere Namen und was die Liste sonst über jeden Eintrag sagt. Wählen Sie die Tabellen, die Sie brauchen; die anderen entfallen.

Der Dienst wird nur gefragt, wenn Sie es so wählen, mit einer Anfrage und nicht öfter als einmal in der Woche.</translation></message>
<message><source>Open Charge Map's own entry “unknown operator” is missing.</source><translation>Der Eintrag „unbekannter Betreiber“ von Open Charge Map gilt als fehlend.</translation></message>
<message><source>Open Charge Map's own flag for the provider.</source><translation>Open Charge Maps eigenes Kennzeichen für den Anbieter.</translation></message>
<message><source>Open Charge Map's own flag.</source><translation>Open Charge Maps eigenes Kennzeichen.</translation></message>
<message><source>Open File</source><translation>Datei öffnen</translation></message>
<message><source>Open Folder</source><translation>Ordner öffnen</translation></message>
<message><source>Open Table</source><translation>Tabelle</translation></message>
<message><source>Open at all hours.</source><translation>Jederzeit geöffnet.</translation></message>
<message><source>Open data</source><translation>Offene Daten</translation></message>
<message><source>Open data only</source><translation>Nur offene Daten</translation></message>
<message><source>Open licences only</source><translation>Nur offene Lizenzen</translation></message>
<message><source>Open the Search Panel</source><translation>Suchfenster öffnen</translation></message>
<message><source>Open to the public</source><translation>Öffentlich</translation></message>
<message><source>Open to the public.</source><translation>Öffentlich zugänglich.</translation></message>
<message><source>Open, share alike</source><translation>Offen, Weitergabe unter gleichen Bedingungen</translation></message>
<message><source>OpenStreetMap base map (the page then loads it from the internet)</source><translation>Grundkarte von OpenStreetMap (die Seite lädt sie dann aus dem Internet)</translation></message>
<message><source>Operational</source><translation>In Betrieb</translation></message>
<message><source>Operational status in the words of Open Charge Map.</source><translation>Betriebsstatus in den Worten von Open Charge Map.</translation></message>
<message><source>Operational status of the connection, of the site where it has none of its own.</source><translation>Betriebsstatus des Anschlusses oder, wo er keinen eigenen hat, des Standorts.</translation></message>
<message><source>Operational status, by number.</source><translation>Betriebsstatus, nach Nummer.</translation></message>
<message><source>Operator</source><translation>Betreiber</translation></message>
<message><source>Operator id</source><translation>Betreiber (Nummer)</translation></message>
<message><source>Operator known</source><translation>Betreiber bekannt</translation></message>
<message><source>Operator of the first station.</source><translation>Betreiber der ersten Station.</translation></message>
<message><source>Operator of the second station.</source><translation>Betreiber der zweiten Station.</translation></message>
<message><source>Operator of the station.</source><translation>Betreiber der Station.</translation></message>
<message><source>Operator of the station; those of a pool are separated by semicolons.</source><translation>Betreiber der Station; die eines Standorts sind durch Strichpunkte getrennt.</translation></message>
<message><source>Operator unknown</source><translation>Betreiber unbekannt</translation></message>
<message><source>Operator {number}</source><translation>Betreiber {number}</translation></message>
<message><source>Operator's reference</source><translation>Referenz des Betreibers</translation></message>
<message><source>Operator's web site</source><translation>Website des Betreibers</translation></message>
<message><source>Operator, first</source><translation>Betreiber, erste</translation></message>
<message><source>Operator, in the newer result if the station is there.</source><translation>Betreiber, im neueren Ergebnis, wenn die Ladestation dort ist.</translation></message>
<message><source>Operator, second</source><translation>Betreiber, zweite</translation></message>
<message><source>Operators</source><translation>Betreiber</translation></message>
<message><source>Options…</source><translation>Optionen…</translation></message>
<message><source>Or database for the mirror</source><translation>Oder Datenbank für den Spiegel</translation></message>
<message><source>Or database with the mirror</source><translation>Oder Datenbank mit dem Spiegel</translation></message>
<message><source>Or newer result: file</source><translation>Oder neueres Ergebnis: Datei</translation></message>
<message><source>Or older result: file</source><translation>Oder älteres Ergebnis: Datei</translation></message>
<message><source>Or the newer layer at a time (UTC)</source><translation>Oder der neuere Layer, wann (UTC)</translation></message>
<message><source>Order</source><translation>Reihenfolge</translation></message>
<message><source>Other</source><translation>Andere</translation></message>
<message><source>Other (Negative/Bad)</source><translation>Anderes (schlecht)</translation></message>
<message><source>Other (Positive/Good)</source><translation>Anderes (gut)</translation></message>
<message><source>Other change</source><translation>Andere Änderung</translation></message>
<message><source>Other connectors</source><translation>Andere Anschlüsse</translation></message>
<message><source>Other entries than published ones, by title or id.</source><translation>Andere als veröffentlichte Einträge, als Titel oder ID.</translation></message>
<message><source>Other standards</source><translation>Andere Standards</translation></message>
<message><source>Out of operation for long</source><translation>Lange außer Betrieb</translation></message>
<message><source>Out of service if all its connections are, in spite of its status; “partly” without one if some of them work.</source><translation>Außer Betrieb, wenn alle seine Anschlüsse es sind, trotz seines Status; „teilweise“ ohne Status, wenn einige gehen.</translation></message>
<message><source>Outcome</source><translation>Ausgang</translation></message>
<message><source>Outlines: Natural Earth</source><translation>Umrisse: Natural Earth</translation></message>
<message><source>Overlaps n_ge150, which goes by the best guess: do not add the two.</source><translation>Überschneidet sich mit n_ge150, das nach bester Schätzung zählt: nicht addieren.</translation></message>
<message><source>Overview</source><translation>Überblick</translation></message>
<message><source>Own value…</source><translation>Eigener Wert …</translation></message>
<message><source>POI file</source><translation>POI-Datei</translation></message>
<message><source>POI file, zip or folder (for the source “file”)</source><translation>POI-Datei, Zip oder Ordner (für die Quelle „file“)</translation></message>
<message><source>POI file, zip or folder to fill the mirror from, instead of the server</source><translation>POI-Datei, ZIP oder Ordner, woraus statt vom Server der Spiegel gefüllt wird</translation></message>
<message><source>Page {page} of {pages}</source><translation>Seite {page} von {pages}</translation></message>
<message><source>Pairs of letters that the names share, of all.</source><translation>Buchstabenpaare, die die Namen gemeinsam haben, von allen.</translation></message>
<message><source>Panama</source><translation>Panama</translation></message>
<message><source>Part of n_dropped. Counted of those that arrived: asked for an operator, servers send none without one.</source><translation>Teil von n_dropped. Von den angekommenen gezählt: Nach einem Betreiber gefragt, senden Server keine ohne Betreiber.</translation></message>
<message><source>Partly Operational (Mixed)</source><translation>Teilweise in Betrieb</translation></message>
<message><source>Partly covered</source><translation>Teilweise abgedeckt</translation></message>
<message numerus="yes"><source>Partly from the mirror of {date}, {n} day old.</source><extracomment>Partly from the mirror of {date}, {n} days old.</extracomment><translation><numerusform>Teils aus dem Spiegel vom {date}, {n} Tag alt.</numerusform><numerusform>Teils aus dem Spiegel vom {date}, {n} Tage alt.</numerusform></translation></message>
<message><source>Partly held since {time}.</source><translation>Teils vorgehalten seit {time}.</translation></message>
<message><source>Partly operational</source><translation>Teilweise in Betrieb</translation></message>
<message><source>Pay at the site</source><translation>Bezahlung vor Ort</translation></message>
<message><source>Payment, prices, availability of data and the other duties of operators.</source><translation>Bezahlung, Preise, Verfügbarkeit der Daten und die übrigen Pflichten der Betreiber.</translation></message>
<message><source>People</source><translation>Menschen</translation></message>
<message><source>People of the place.</source><translation>Menschen des Ortes.</translation></message>
<message><source>People of these places.</source><translation>Menschen dieser Orte.</translation></message>
<message><source>People whom no station reaches which may be usable.</source><translation>Menschen, die keine Station erreicht, die nutzbar sein könnte.</translation></message>
<message><source>People whom stations reach which may be usable.</source><translation>Menschen, die Stationen erreichen, die nutzbar sein könnten.</translation></message>
<message><source>People whom surely usable stations reach.</source><translation>Menschen, die sicher nutzbare Stationen erreichen.</translation></message>
<message><source>Percent of the records that state it.</source><translation>Prozent der Datensätze, die es angeben.</translation></message>
<message><source>Personal data: do not publish needlessly.</source><translation>Personenbezogen: nicht ohne Not veröffentlichen.</translation></message>
<message><source>Peru</source><translation>Peru</translation></message>
<message><source>Philippines</source><translation>Philippinen</translation></message>
<message><source>Photo</source><translation>Foto</translation></message>
<message><source>Photo by</source><translation>Foto von</translation></message>
<message><source>Photo id</source><translation>Foto (Nummer)</translation></message>
<message><source>Photo: CC BY-SA 4.0</source><translation>Foto: CC BY-SA 4.0</translation></message>
<message><source>Photo: {name}, CC BY-SA 4.0</source><translation>Foto: {name}, CC BY-SA 4.0</translation></message>
<message><source>Photos</source><translation>Fotos</translation></message>
<message><source>Photos and comments come only when they are asked for.</source><translation>Fotos und Kommentare kommen nur, wenn nach ihnen gefragt wird.</translation></message>
<message><source>Photos are CC BY-SA 4.0: name the photographer. NULL when photos were not asked for.</source><translation>Fotos stehen unter CC BY-SA 4.0: den Fotografen nennen. NULL, wenn nicht nach Fotos gefragt wurde.</translation></message>
<message><source>Place, plug and power: austin ccs 150</source><translation>Ort, Stecker und Leistung: köln ccs 150</translation></message>
<message><source>Places</source><translation>Orte</translation></message>
<message><source>Places in the zone; an area lies where a point on it does.</source><translation>Orte in der Zone; eine Fläche liegt, wo ein Punkt auf ihr liegt.</translation></message>
<message><source>Places of unknown people</source><translation>Orte mit unbekannter Zahl von Menschen</translation></message>
<message><source>Places or areas</source><translation>Orte oder Flächen</translation></message>
<message><source>Places that are wholly covered for sure.</source><translation>Orte, die sicher ganz abgedeckt sind.</translation></message>
<message><source>Places that do not say how many people they have.</source><translation>Orte, die nicht sagen, wie viele Menschen sie haben.</translation></message>
<message><source>Places that may be wholly covered.</source><translation>Orte, die vielleicht ganz abgedeckt sind.</translation></message>
<message><source>Places wholly covered, at least</source><translation>Ganz abgedeckte Orte, mindestens</translation></message>
<message><source>Places wholly covered, at most</source><translation>Ganz abgedeckte Orte, höchstens</translation></message>
<message><source>Places with coverage</source><translation>Orte mit Abdeckung</translation></message>
<message><source>Plain markers</source><translation>Einfache Symbole</translation></message>
<message><source>Planned</source><translation>Geplant</translation></message>
<message><source>Planned (status stated: {status})</source><translation>Geplant (angegebener Status: {status})</translation></message>
<message><source>Planned For Future Date</source><translation>Für die Zukunft geplant</translation></message>
<message><source>Planned and in operation</source><translation>Geplant und in Betrieb</translation></message>
<message><source>Planned for</source><translation>Geplant für</translation></message>
<message><source>Planned for a day that is over</source><translation>Geplant für vergangenen Tag</translation></message>
<message><source>Planned for a later day, yet marked as operating.</source><translation>Für einen späteren Tag geplant und doch als in Betrieb gekennzeichnet.</translation></message>
<message><source>Planned stations are not in operation; whether those are that are temporarily unavailable is unknown</source><translation>Geplante Ladestationen sind nicht in Betrieb; ob es vorübergehend nicht verfügbare sind, ist unbekannt</translation></message>
<message><source>Please choose at least one table.</source><translation>Bitte mindestens eine Tabelle wählen.</translation></message>
<message><source>Please choose the POI file.</source><translation>Bitte die POI-Datei wählen.</translation></message>
<message><source>Please choose the mirror, here or in the options.</source><translation>Bitte den Spiegel wählen, hier oder in den Optionen.</translation></message>
<message><source>Please choose the mirror: a file, or a database and a schema.</source><translation>Bitte wählen Sie den Spiegel: eine Datei oder eine Datenbank und ein Schema.</translation></message>
<message><source>Please choose where the stations go: an output or a GeoPackage of all tables.</source><translation>Bitte wählen Sie, wohin die Ladestationen kommen: in eine Ausgabe oder in ein GeoPackage mit allen Tabellen.</translation></message>
<message><source>Please give one place only: an extent, a polygon or line, or a point.</source><translation>Bitte geben Sie nur einen Ort an: eine Ausdehnung, ein Polygon oder eine Linie, oder einen Punkt.</translation></message>
<message><source>Please give the mirror as a file or in a database, not both.</source><translation>Bitte geben Sie den Spiegel als Datei oder in einer Datenbank an, nicht beides.</translation></message>
<message><source>Please give the search a name.</source><translation>Bitte geben Sie der Suche einen Namen.</translation></message>
<message><source>Please give the spacing and the distance from the corridor that the plan of the State has.</source><translation>Bitte geben Sie den Abstand und die Entfernung vom Korridor nach dem Plan des Bundesstaats an.</translation></message>
<message><source>Please name the GeoPackage to write to.</source><translation>Bitte das GeoPackage nennen, in das geschrieben wird.</translation></message>
<message><source>Please name the schema of the mirror.</source><translation>Bitte nennen Sie das Schema des Spiegels.</translation></message>
<message><source>Please name the schema.</source><translation>Bitte das Schema benennen.</translation></message>
<message><source>Plugin version</source><translation>Version der Erweiterung</translation></message>
<message><source>Plugs and sockets that are not operational, of their own or with the whole site.</source><translation>Stecker und Dosen, die außer Betrieb sind, einzeln oder mit dem ganzen Standort.</translation></message>
<message><source>Plugs and sockets that are planned, of their own or with the whole site.</source><translation>Stecker und Dosen, die geplant sind, einzeln oder mit dem ganzen Standort.</translation></message>
<message><source>Plugs and sockets together.</source><translation>Stecker und Dosen zusammen.</translation></message>
<message><source>Point</source><translation>Punkt</translation></message>
<message><source>Points</source><translation>Ladepunkte</translation></message>
<message><source>Points from</source><translation>Ladepunkte aus</translation></message>
<message><source>Points needed</source><translation>Benötigte Ladepunkte</translation></message>
<message><source>Points of any coordinate system, such as addresses; their own fields stay.</source><translation>Punkte in einem beliebigen Koordinatensystem, etwa Adressen; ihre eigenen Felder bleiben.</translation></message>
<message><source>Points of at least {kw} kW with {plugs}: {number}.</source><translation>Ladepunkte mit mindestens {kw} kW und {plugs}: {number}.</translation></message>
<message><source>Points of at least {kw} kW: {number}.</source><translation>Ladepunkte mit mindestens {kw} kW: {number}.</translation></message>
<message><source>Points of its pool</source><translation>Ladepunkte ihres Standorts</translation></message>
<message><source>Points per 1,000 inhabitants, at least</source><translation>Ladepunkte je 1.000 Einwohner, mindestens</translation></message>
<message><source>Points per 1,000 inhabitants, at most</source><translation>Ladepunkte je 1.000 Einwohner, höchstens</translation></message>
<message><source>Points per 1,000 inhabitants, likely</source><translation>Ladepunkte je 1.000 Einwohner, wahrscheinlich</translation></message>
<message><source>Points per 100 km², at least</source><translation>Ladepunkte je 100 km², mindestens</translation></message>
<message><source>Points per 100 km², at most</source><translation>Ladepunkte je 100 km², höchstens</translation></message>
<message><source>Points per 100 km², likely</source><translation>Ladepunkte je 100 km², wahrscheinlich</translation></message>
<message><source>Points that the pool needs, of the power and plug of the rule.</source><translation>Ladepunkte, die der Standort braucht, mit Leistung und Stecker der Regel.</translation></message>
<message><source>Points with {plugs}: {number}.</source><translation>Ladepunkte mit {plugs}: {number}.</translation></message>
<message><source>Points without a usable station</source><translation>Punkte ohne nutzbare Station</translation></message>
<message><source>Points, at least</source><translation>Ladepunkte, mindestens</translation></message>
<message><source>Points, at most</source><translation>Ladepunkte, höchstens</translation></message>
<message><source>Points, likely</source><translation>Ladepunkte, wahrscheinlich</translation></message>
<message><source>Points, or parts of areas, that no station reaches which may be usable.</source><translation>Punkte oder Teile von Flächen, die keine Station erreicht, die nutzbar sein könnte.</translation></message>
<message><source>Points, such as addresses, or polygons, such as cells of a census, of any coordinate system; their own fields stay.</source><translation>Punkte, etwa Adressen, oder Polygone, etwa Zellen eines Zensus, in beliebigem Koordinatensystem; ihre eigenen Felder bleiben.</translation></message>
<message><source>Points: {number}.</source><translation>Ladepunkte: {number}.</translation></message>
<message><source>Poland</source><translation>Polen</translation></message>
<message><source>Polygon or line</source><translation>Polygon oder Linie</translation></message>
<message><source>Polygons</source><translation>Polygone</translation></message>
<message><source>Polygons by which places, people and areas are added up, such as municipalities.</source><translation>Polygone, nach denen Orte, Menschen und Flächen summiert werden, etwa Gemeinden.</translation></message>
<message><source>Polygons of a Layer…</source><translation>Polygone eines Layers…</translation></message>
<message><source>Polygons of a layer</source><translation>Polygone eines Layers</translation></message>
<message><source>Polygons of any coordinate system, such as municipalities; their own fields stay.</source><translation>Polygone in einem beliebigen Koordinatensystem, etwa Gemeinden; ihre eigenen Felder bleiben.</translation></message>
<message><source>Polygons of any coordinate system; holes are left out. Only the selected features, if you say so.</source><translation>Polygone in einem beliebigen Koordinatensystem; Löcher sind ausgespart. Auf Wunsch nur die gewählten Objekte.</translation></message>
<message><source>Polygons of what each station serves, such as what can be driven in ten minutes: they count instead of the distance, those of usable stations only.</source><translation>Polygone dessen, was jede Station versorgt, etwa was in zehn Minuten Fahrt erreichbar ist: Sie zählen an Stelle der Entfernung, nur die nutzbarer Stationen.</translation></message>
<message><source>Pool number</source><translation>Nummer des Standorts</translation></message>
<message><source>Pools</source><translation>Standorte</translation></message>
<message><source>Pools along the route that may qualify, in one direction at least.</source><translation>Standorte an der Route, die genügen können, in mindestens einer Richtung.</translation></message>
<message><source>Pools along the route that surely qualify, in one direction at least.</source><translation>Standorte an der Route, die sicher genügen, in mindestens einer Richtung.</translation></message>
<message><source>Pools at its end</source><translation>Standorte am Ende</translation></message>
<message><source>Pools at its start</source><translation>Standorte am Anfang</translation></message>
<message><source>Pools of stations</source><translation>Standorte aus Stationen</translation></message>
<message><source>Pools that surely have not are left out.</source><translation>Standorte, die es sicher nicht haben, bleiben weg.</translation></message>
<message><source>Pools, at least</source><translation>Standorte, mindestens</translation></message>
<message><source>Pools, at most</source><translation>Standorte, höchstens</translation></message>
<message><source>Portugal</source><translation>Portugal</translation></message>
<message><source>Position</source><translation>Lage</translation></message>
<message><source>Position 0, 0</source><translation>Lage 0, 0</translation></message>
<message><source>Possible duplicates</source><translation>Mögliche Doppelte</translation></message>
<message><source>Postcode</source><translation>Postleitzahl</translation></message>
<message><source>Postcode.</source><translation>Postleitzahl.</translation></message>
<message><source>Postcodes without letters, by commas</source><translation>Postleitzahlen ohne Buchstaben, durch Kommas getrennt</translation></message>
<message><source>Posts that share one cabinet may give less together; Open Charge Map does not know.</source><translation>Säulen an einem gemeinsamen Schaltschrank geben zusammen vielleicht weniger ab; Open Charge Map weiß es nicht.</translation></message>
<message><source>Power</source><translation>Leistung</translation></message>
<message><source>Power (kW)</source><translation>Leistung (kW)</translation></message>
<message><source>Power and points are derived: the fields “kw_basis” and “points_basis” say from what. Empty values are unknown, never zero.</source><translation>Leistung und Ladepunkte sind abgeleitet: Die Felder „kw_basis“ und „points_basis“ sagen, woraus. Leere Werte sind unbekannt, nie null.</translation></message>
<message><source>Power as received.</source><translation>Leistung, wie empfangen.</translation></message>
<message><source>Power by quantities</source><translation>Leistung nach Anzahlen</translation></message>
<message><source>Power by rows only</source><translation>Leistung nur nach Zeilen</translation></message>
<message><source>Power class</source><translation>Leistungsklasse</translation></message>
<message><source>Power class, number</source><translation>Leistungsklasse, Nummer</translation></message>
<message><source>Power classes of the EU (AFIR)</source><translation>Leistungsklassen der EU (AFIR)</translation></message>
<message><source>Power classes of the EU, for dark maps</source><translation>Leistungsklassen der EU, für dunkle Karten</translation></message>
<message><source>Power classes of the EU, for prints in grey</source><translation>Leistungsklassen der EU, für Drucke in Grau</translation></message>
<message><source>Power classes of the app EVMap</source><translation>Leistungsklassen der App EVMap</translation></message>
<message><source>Power differs from amps × volts</source><translation>Leistung weicht von Ampere × Volt ab</translation></message>
<message><source>Power estimated</source><translation>Leistung geschätzt</translation></message>
<message><source>Power for each battery electric vehicle (kW)</source><translation>Leistung je batterieelektrisches Fahrzeug (kW)</translation></message>
<message><source>Power for each plug-in hybrid vehicle (kW)</source><translation>Leistung je Plug-in-Hybrid (kW)</translation></message>
<message><source>Power from</source><translation>Leistung aus</translation></message>
<message><source>Power if only the connectors of the strongest type are used at once.</source><translation>Leistung, wenn nur die Anschlüsse des stärksten Typs zugleich benutzt werden.</translation></message>
<message><source>Power implausible</source><translation>Leistung unplausibel</translation></message>
<message><source>Power is that of the strongest connector. “Stated” is what the record says, “computed” follows from amps and volts, “estimated” was filled in by an importer or a formula. Where nothing is known, that is said: unknown is never counted as slow. A point is a place where one vehicle charges; a post with two kinds of plug is one point.</source><translation>Die Leistung ist die des stärksten Anschlusses. „Angegeben“ steht im Datensatz, „berechnet“ folgt aus Ampere und Volt, „geschätzt“ hat ein Import oder eine Formel ergänzt. Wo nichts bekannt ist, wird das gesagt: Unbekanntes zählt nie als langsam. Ein Ladepunkt ist ein Platz, an dem ein Fahrzeug lädt; eine Säule mit zwei Steckertypen ist ein Ladepunkt.</translation></message>
<message><source>Power needed</source><translation>Benötigte Leistung</translation></message>
<message><source>Power of all connectors at their upper bounds.</source><translation>Leistung aller Anschlüsse an ihrer oberen Grenze.</translation></message>
<message><source>Power of all connectors together.</source><translation>Leistung aller Anschlüsse zusammen.</translation></message>
<message><source>Power of one connector type of each station, at its lower bound.</source><translation>Leistung eines Anschlusstyps je Station, an seiner unteren Grenze.</translation></message>
<message><source>Power of one connector, best guess.</source><translation>Leistung eines Anschlusses, beste Schätzung.</translation></message>
<message><source>Power of one phase</source><translation>Leistung einer Phase</translation></message>
<message><source>Power of the site, best guess.</source><translation>Leistung des Standorts, beste Schätzung.</translation></message>
<message><source>Power of the strongest AC connector.</source><translation>Leistung des stärksten AC-Anschlusses.</translation></message>
<message><source>Power of the strongest DC connector.</source><translation>Leistung des stärksten DC-Anschlusses.</translation></message>
<message><source>Power of the strongest connector of the first station.</source><translation>Leistung des stärksten Anschlusses der ersten Station.</translation></message>
<message><source>Power of the strongest connector of the second station.</source><translation>Leistung des stärksten Anschlusses der zweiten Station.</translation></message>
<message><source>Power of the strongest connector, best guess.</source><translation>Leistung des stärksten Anschlusses, beste Schätzung.</translation></message>
<message><source>Power of usable AC connectors.</source><translation>Leistung nutzbarer AC-Anschlüsse.</translation></message>
<message><source>Power of usable DC connectors, CCS and CHAdeMO of one post once.</source><translation>Leistung nutzbarer DC-Anschlüsse, CCS und CHAdeMO einer Säule einmal.</translation></message>
<message><source>Power of usable DC connectors.</source><translation>Leistung nutzbarer DC-Anschlüsse.</translation></message>
<message><source>Power per 1,000 inhabitants, at least</source><translation>Leistung je 1.000 Einwohner, mindestens</translation></message>
<message><source>Power per 1,000 inhabitants, at most</source><translation>Leistung je 1.000 Einwohner, höchstens</translation></message>
<message><source>Power per 1,000 inhabitants, likely</source><translation>Leistung je 1.000 Einwohner, wahrscheinlich</translation></message>
<message><source>Power that it may have.</source><translation>Leistung, die er haben kann.</translation></message>
<message><source>Power that the fleet needs</source><translation>Leistungsbedarf der Flotte</translation></message>
<message><source>Power that the pool has at least, by the data.</source><translation>Leistung, die der Standort nach den Daten mindestens hat.</translation></message>
<message><source>Power that the pool needs.</source><translation>Leistung, die der Standort braucht.</translation></message>
<message><source>Power unknown</source><translation>Leistung unbekannt</translation></message>
<message><source>Power with quantities, CCS and CHAdeMO of one post once.</source><translation>Leistung mit Anzahlen, CCS und CHAdeMO einer Säule einmal.</translation></message>
<message><source>Power, AC (kW)</source><translation>Leistung, AC (kW)</translation></message>
<message><source>Power, DC (kW)</source><translation>Leistung, DC (kW)</translation></message>
<message><source>Power, as received (kW)</source><translation>Leistung, wie empfangen (kW)</translation></message>
<message><source>Power, at least</source><translation>Leistung, mindestens</translation></message>
<message><source>Power, at least (kW)</source><translation>Leistung, mindestens (kW)</translation></message>
<message><source>Power, at most</source><translation>Leistung, höchstens</translation></message>
<message><source>Power, at most (kW)</source><translation>Leistung, höchstens (kW)</translation></message>
<message><source>Power, first (kW)</source><translation>Leistung, erste (kW)</translation></message>
<message><source>Power, likely</source><translation>Leistung, wahrscheinlich</translation></message>
<message><source>Power, second (kW)</source><translation>Leistung, zweite (kW)</translation></message>
<message><source>Press Enter or Search: “{place}” is found first.</source><translation>Enter oder Suchen drücken: Zuerst wird „{place}“ gesucht.</translation></message>
<message><source>Previous</source><translation>Zurück</translation></message>
<message><source>Price as contributors wrote it, at most 200 characters.</source><translation>Preis, wie Beitragende ihn schrieben, höchstens 200 Zeichen.</translation></message>
<message><source>Print</source><translation>Drucken</translation></message>
<message><source>Private - For Staff, Visitors or Customers</source><translation>Privat – für Personal, Besucher oder Kunden</translation></message>
<message><source>Private - Restricted Access</source><translation>Privat – Zugang beschränkt</translation></message>
<message><source>Private person</source><translation>Privatperson</translation></message>
<message><source>Privately Owned - Notice Required</source><translation>In Privatbesitz – Anmeldung nötig</translation></message>
<message><source>Problem</source><translation>Mangel</translation></message>
<message><source>Problems</source><translation>Mängel</translation></message>
<message><source>Provider unknown</source><translation>Anbieter unbekannt</translation></message>
<message><source>Provider's reference</source><translation>Referenz des Anbieters</translation></message>
<message><source>Provider's web page</source><translation>Webseite des Anbieters</translation></message>
<message><source>Provider's web site</source><translation>Website des Anbieters</translation></message>
<message><source>Public</source><translation>Öffentlich</translation></message>
<message><source>Public - Membership Required</source><translation>Öffentlich – Mitgliedschaft nötig</translation></message>
<message><source>Public - Notice Required</source><translation>Öffentlich – Anmeldung nötig</translation></message>
<message><source>Public - Pay At Location</source><translation>Öffentlich – Bezahlung vor Ort</translation></message>
<message><source>Publication status</source><translation>Veröffentlichungsstatus</translation></message>
<message><source>Publication status (by default, published stations only)</source><translation>Veröffentlichungsstatus (sonst nur veröffentlichte Ladestationen)</translation></message>
<message><source>Publication statuses</source><translation>Veröffentlichungsstatus</translation></message>
<message><source>Puerto Rico</source><translation>Puerto Rico</translation></message>
<message><source>Put Them into a File…</source><translation>In Datei schreiben …</translation></message>
<message><source>Put the Stations into a File</source><translation>Ladestationen in eine Datei schreiben</translation></message>
<message><source>Puts the usable stations within a distance of each line in their order along it, and finds the stretches between neighbours, and between the first and the last one and the ends of the line, that are longer than the limit. Lines with the same value of the field of routes are one route, and are joined where two of them meet; a closed line has no ends. Lengths are measured along the line, on the ellipsoid.

A stretch is a gap if it is too long even when all uncertain stations are usable, and within the limit if it is not when none is. Else it is uncertain, and the stations that decide it are named. What lies beyond the ends of a line is not known: they count as stations. For networks of many short lines, give a field of routes.</source><translation>Bringt die nutzbaren Stationen innerhalb einer Entfernung von jeder Linie in ihre Reihenfolge entlang der Linie und findet die Abschnitte zwischen Nachbarn sowie zwischen der ersten und der letzten und den Enden der Linie, die länger als die Grenze sind. Linien mit demselben Wert im Feld der Routen sind eine Route und werden verbunden, wo zwei von ihnen sich treffen; eine geschlossene Linie hat keine Enden. Längen werden entlang der Linie auf dem Ellipsoid gemessen.

Ein Abschnitt ist eine Lücke, wenn er auch dann zu lang ist, wenn alle ungewissen Stationen nutzbar sind, und innerhalb der Grenze, wenn er es auch ohne sie ist. Sonst ist er ungewiss, und die Stationen, die das entscheiden, werden genannt. Was jenseits der Enden einer Linie liegt, ist nicht bekannt: Sie zählen als Stationen. Für Netze aus vielen kurzen Linien geben Sie ein Feld der Routen an.</translation></message>
<message><source>Puts these filters into the search panel.</source><translation>Setzt diese Filter in das Suchfenster.</translation></message>
<message><source>Python's module psycopg2, which QGIS brings with it, is missing. PostGIS needs it.</source><translation>Das Python-Modul psycopg2, das mit QGIS kommt, fehlt. PostGIS braucht es.</translation></message>
<message><source>QGIS could not store the changes, perhaps for lack of memory.</source><translation>QGIS konnte die Änderungen nicht speichern, vielleicht aus Mangel an Speicher.</translation></message>
<message><source>QGIS could not store the stations, perhaps for lack of memory. Please search a smaller area.</source><translation>QGIS konnte die Ladestationen nicht speichern, vielleicht fehlt Arbeitsspeicher. Bitte in einem kleineren Gebiet suchen.</translation></message>
<message><source>QGIS has no connection to a PostgreSQL database yet: add one in its browser, then come back.</source><translation>QGIS hat noch keine Verbindung zu einer PostgreSQL-Datenbank: Legen Sie im Browser von QGIS eine an, und kommen Sie dann wieder.</translation></message>
<message numerus="yes"><source>QGIS itself gives up after {n} second: Options, Network, “Timeout for network requests”.</source><extracomment>QGIS itself gives up after {n} seconds: Options, Network, “Timeout for network requests”.</extracomment><translation><numerusform>QGIS selbst gibt nach {n} Sekunde auf: Optionen, Netzwerk, „Zeitüberschreitung bei Netzwerkanfragen“.</numerusform><numerusform>QGIS selbst gibt nach {n} Sekunden auf: Optionen, Netzwerk, „Zeitüberschreitung bei Netzwerkanfragen“.</numerusform></translation></message>
<message><source>QGIS knows no PostgreSQL connection “{name}”. Please make it in QGIS' browser, or choose another one.</source><translation>QGIS kennt keine PostgreSQL-Verbindung „{name}“. Bitte legen Sie sie im Browser von QGIS an, oder wählen Sie eine andere.</translation></message>
<message><source>QGIS layer style file (*.qml)</source><translation>QGIS-Layerstildatei (*.qml)</translation></message>
<message><source>Qatar</source><translation>Katar</translation></message>
<message><source>Quality</source><translation>Qualität</translation></message>
<message><source>Quality flags</source><translation>Qualitätshinweise</translation></message>
<message><source>Quantity</source><translation>Anzahl</translation></message>
<message><source>Quantity implausible</source><translation>Anzahl unplausibel</translation></message>
<message><source>Quantity missing</source><translation>Anzahl fehlt</translation></message>
<message><source>Quantity, as received</source><translation>Anzahl, wie empfangen</translation></message>
<message><source>Rank</source><translation>Rang</translation></message>
<message><source>Rating</source><translation>Bewertung</translation></message>
<message><source>Reading the file.</source><translation>Die Datei wird gelesen.</translation></message>
<message><source>Reading the list of changes</source><translation>Liste der Änderungen wird gelesen</translation></message>
<message><source>Reading the list of changes.</source><translation>Die Liste der Änderungen wird gelesen.</translation></message>
<message><source>Reading the shapes of the layer was cancelled.</source><translation>Das Lesen der Formen des Layers wurde abgebrochen.</translation></message>
<message><source>Reading the shapes of the layer {name}</source><translation>Formen des Layers {name} lesen</translation></message>
<message><source>Reading what the layers say of themselves</source><translation>Lesen, was die Layer über sich sagen</translation></message>
<message><source>Reason</source><translation>Grund</translation></message>
<message><source>Received</source><translation>Empfangen</translation></message>
<message><source>Recently verified</source><translation>Kürzlich überprüft</translation></message>
<message><source>Records</source><translation>Datensätze</translation></message>
<message><source>Records of importers are mended at the source: the next import may undo an edit.</source><translation>Datensätze von Importeuren werden an der Quelle behoben: Der nächste Import kann eine Änderung rückgängig machen.</translation></message>
<message><source>Records of which it is known only because the server, an importer or this plugin worked it out.</source><translation>Datensätze, von denen es nur bekannt ist, weil der Server, ein Importeur oder diese Erweiterung es errechnet hat.</translation></message>
<message><source>Records of which it is not known.</source><translation>Datensätze, von denen es nicht bekannt ist.</translation></message>
<message><source>Records that could not be read.</source><translation>Datensätze, die nicht lesbar waren.</translation></message>
<message><source>Records that nobody has confirmed or changed for longer are listed as old.</source><translation>Datensätze, die niemand in dieser Zeit bestätigt oder geändert hat, gelten als alt.</translation></message>
<message><source>Records that state it or of which it is derived, of all.</source><translation>Datensätze, die es angeben oder bei denen es abgeleitet ist, von allen.</translation></message>
<message><source>Records that state it, of all.</source><translation>Datensätze, die es angeben, von allen.</translation></message>
<message><source>Records that state it.</source><translation>Datensätze, die es angeben.</translation></message>
<message><source>Reference</source><translation>Referenz</translation></message>
<message><source>Reference data of</source><translation>Referenzlisten vom</translation></message>
<message><source>Refuse: nothing is changed</source><translation>Ablehnen: nichts wird geändert</translation></message>
<message><source>Related web page</source><translation>Zugehörige Webseite</translation></message>
<message><source>Reload</source><translation>Neu laden</translation></message>
<message><source>Reload Now</source><translation>Jetzt neu laden</translation></message>
<message><source>Reloading charging stations</source><translation>Ladestationen neu laden</translation></message>
<message><source>Remark</source><translation>Bemerkung</translation></message>
<message><source>Remarks</source><translation>Bemerkungen</translation></message>
<message><source>Remarks.</source><translation>Bemerkungen.</translation></message>
<message><source>Remove It</source><translation>Entfernen</translation></message>
<message><source>Remove filters.</source><translation>Filter entfernen.</translation></message>
<message><source>Removed</source><translation>Entfernt</translation></message>
<message><source>Removed (Decommissioned)</source><translation>Entfernt (stillgelegt)</translation></message>
<message><source>Removed (Duplicate Listing)</source><translation>Entfernt (doppelt erfasst)</translation></message>
<message><source>Rename Search</source><translation>Suche umbenennen</translation></message>
<message><source>Replace</source><translation>Ersetzen</translation></message>
<message><source>Replace it with the result of this search?</source><translation>Durch das Ergebnis dieser Suche ersetzen?</translation></message>
<message><source>Replace tables that are there</source><translation>Vorhandene Tabellen ersetzen</translation></message>
<message><source>Replace the stations</source><translation>Ladestationen ersetzen</translation></message>
<message><source>Report</source><translation>Bericht</translation></message>
<message><source>Report a problem</source><translation>Problem melden</translation></message>
<message><source>Report or comment</source><translation>Melden oder kommentieren</translation></message>
<message><source>Requests</source><translation>Anfragen</translation></message>
<message><source>Requests sent to the server.</source><translation>An den Server gesendete Anfragen.</translation></message>
<message><source>Restricted</source><translation>Beschränkt</translation></message>
<message><source>Result of the visit.</source><translation>Ergebnis des Besuchs.</translation></message>
<message><source>Right</source><translation>Rechts</translation></message>
<message><source>Roads</source><translation>Straßen</translation></message>
<message><source>Romania</source><translation>Rumänien</translation></message>
<message><source>Route</source><translation>Route</translation></message>
<message><source>Route {number}</source><translation>Route {number}</translation></message>
<message><source>Routes</source><translation>Routen</translation></message>
<message><source>Routes with their gaps</source><translation>Routen mit ihren Lücken</translation></message>
<message><source>Routes: each line by itself, its ends are stops</source><translation>Routen: jede Linie für sich, ihre Enden gelten als Halt</translation></message>
<message><source>Rows in the table of connections.</source><translation>Zeilen in der Tabelle der Anschlüsse.</translation></message>
<message><source>Rows of equipment</source><translation>Zeilen der Ausstattung</translation></message>
<message><source>Rule</source><translation>Regel</translation></message>
<message><source>Rule pack</source><translation>Regelpaket</translation></message>
<message><source>Rule pack: {pack}.</source><translation>Regelpaket: {pack}.</translation></message>
<message><source>Runs the search of a layer again and merges what comes, as “Reload” does.</source><translation>Führt die Suche eines Layers noch einmal aus und führt das Ergebnis mit ihm zusammen, wie „Neu laden“.</translation></message>
<message><source>Runs the search that a layer came from again, and merges what comes into the same layer and its tables of connections, comments and photos: only differences are written. Your own columns and rows stay, rows that you deleted stay deleted, and so do your corrections. Where Open Charge Map contradicts a correction, you choose beforehand who is right.

A station is removed only if it lies in the area of the search, the answer is complete and does not have it. An answer with no station, or with fewer than half of those held, is refused unless you choose otherwise: a server in trouble answers so.

The first output has a point for each station that has changed, the second lists each value, old and new. A GeoPackage or a schema of PostGIS keeps a list of its changes as well. There is no undo: in a script, copy the file or the schema first.</source><translation>Führt die Suche, aus der ein Layer stammt, noch einmal aus und führt das Ergebnis mit demselben Layer und seinen Tabellen der Anschlüsse, Kommentare und Fotos zusammen: Nur Unterschiede werden geschrieben. Ihre eigenen Spalten und Zeilen bleiben, Zeilen, die Sie gelöscht haben, bleiben gelöscht, und auch Ihre Korrekturen bleiben. Wo Open Charge Map einer Korrektur widerspricht, wählen Sie vorher, wer recht hat.

Eine Ladestation wird nur entfernt, wenn sie im Gebiet der Suche liegt, die Antwort vollständig ist und sie nicht enthält. Eine Antwort ohne Ladestationen oder mit weniger als der Hälfte der vorhandenen wird abgelehnt, wenn Sie nichts anderes wählen: So antwortet ein Server mit Störung.

Die erste Ausgabe hat einen Punkt für jede Ladestation, die sich geändert hat, die zweite führt jeden Wert auf, alt und neu. Ein GeoPackage oder ein Schema in PostGIS führt auch selbst eine Liste seiner Änderungen. Es gibt kein Rückgängig: In einem Skript vorher die Datei oder das Schema kopieren.</translation></message>
<message><source>Runs this search.</source><translation>Führt diese Suche aus.</translation></message>
<message><source>Russian Federation</source><translation>Russland</translation></message>
<message><source>SCAME Type 3A (Low Power)</source><translation>SCAME Typ 3A (geringe Leistung)</translation></message>
<message><source>SCAME Type 3C (Schneider-Legrand)</source><translation>SCAME Typ 3C (Schneider-Legrand)</translation></message>
<message><source>SP Inductive</source><translation>SP induktiv</translation></message>
<message><source>Said to be in service, but every connection is out or planned; the connections count.</source><translation>Angeblich in Betrieb, doch jeder Anschluss ist außer Betrieb oder geplant; es zählen die Anschlüsse.</translation></message>
<message><source>Same operator</source><translation>Gleicher Betreiber</translation></message>
<message><source>Same reference</source><translation>Gleiche Kennung</translation></message>
<message><source>San Marino</source><translation>San Marino</translation></message>
<message><source>Saudi Arabia</source><translation>Saudi-Arabien</translation></message>
<message><source>Save Permanently</source><translation>Dauerhaft speichern</translation></message>
<message><source>Save Permanently (&amp;GeoPackage with Styles)…</source><translation>Dauerhaft speichern (&amp;GeoPackage mit Stilen)…</translation></message>
<message><source>Save Search</source><translation>Suche speichern</translation></message>
<message><source>Save to &amp;PostGIS…</source><translation>In &amp;PostGIS speichern…</translation></message>
<message><source>Save to PostGIS</source><translation>In PostGIS speichern</translation></message>
<message><source>Saved</source><translation>Gespeichert</translation></message>
<message><source>Saved Searches</source><translation>Gespeicherte Suchen</translation></message>
<message><source>Saved and last searches</source><translation>Gespeicherte und letzte Suchen</translation></message>
<message><source>Saved as {name}.</source><translation>Als {name} gespeichert.</translation></message>
<message><source>Saved search</source><translation>Gespeicherte Suche</translation></message>
<message><source>Saved search: a name, JSON or the path of a .json file</source><translation>Gespeicherte Suche: Name, JSON oder Pfad einer .json-Datei</translation></message>
<message><source>Saved search: its name, JSON or the path of a .json file</source><translation>Gespeicherte Suche: ihr Name, JSON oder der Pfad einer .json-Datei</translation></message>
<message><source>Saved searches</source><translation>Gespeicherte Suchen</translation></message>
<message><source>Saves a layer of charging stations in a schema of a PostgreSQL database with PostGIS, and with it the tables that belong to it: connections, comments, photos, data providers and searches. Tables, columns and types are those of a GeoPackage; columns of your own are saved too. The database is one of the PostgreSQL connections of QGIS' browser.

All is written at once: if anything fails, the database is as it was. A schema that is not there is made. Tables that are there are replaced only if you say so, and a mirror never is.</source><translation>Speichert einen Layer von Ladestationen in einem Schema einer PostgreSQL-Datenbank mit PostGIS, und mit ihm die Tabellen, die zu ihm gehören: Anschlüsse, Kommentare, Fotos, Datenanbieter und Suchen. Tabellen, Spalten und Typen sind die eines GeoPackage; eigene Spalten werden mitgespeichert. Die Datenbank ist eine der PostgreSQL-Verbindungen des QGIS-Browsers.

Alles wird auf einmal geschrieben: Wenn etwas misslingt, ist die Datenbank wie zuvor. Ein Schema, das es nicht gibt, wird angelegt. Vorhandene Tabellen werden nur ersetzt, wenn Sie es sagen, ein Spiegel nie.</translation></message>
<message><source>Saves stations with all their tables in a PostgreSQL database.</source><translation>Speichert Stationen mit allen ihren Tabellen in einer PostgreSQL-Datenbank.</translation></message>
<message><source>Saves what Open Charge Map itself answers to a search, as JSON, GeoJSON, CSV, XML or KML.</source><translation>Speichert, was Open Charge Map selbst auf eine Suche antwortet, als JSON, GeoJSON, CSV, XML oder KML.</translation></message>
<message><source>Saves what Open Charge Map itself answers to a search, as it comes: nothing is judged or changed here. The service's own filters are coarser than those of the other algorithms: an extent is larger than drawn, conditions on connections may be met by different ones, and stations that do not state what is asked for are left out.

All stations are asked for page by page and joined into one file. Around a point, and in another order than by number, the service gives one answer only: the output COMPLETE says whether that is all. A file can be opened again as source “file” of a search.

Give one place at most: extent, polygon (its convex hull is searched) or line, or point. Lists take titles, ids and usual names, separated by commas or semicolons. JSON with a callback is no JSON: the service writes the call behind it. Only JSON and GeoJSON state power.

The data keep the licences of their providers, who must be named where they are passed on.</source><translation>Speichert, was Open Charge Map selbst auf eine Suche antwortet, so wie es kommt: Hier wird nichts beurteilt oder verändert. Die Filter des Dienstes sind gröber als die der anderen Algorithmen: Eine Ausdehnung ist größer als gezeichnet, Bedingungen an Anschlüsse dürfen von verschiedenen erfüllt werden, und Ladestationen, die das Gefragte nicht angeben, fehlen.

Nach allen Ladestationen wird Seite für Seite gefragt, und die Seiten werden zu einer Datei verbunden. Um einen Punkt und in einer anderen Reihenfolge als nach der Nummer gibt der Dienst nur eine Antwort: Die Ausgabe COMPLETE sagt, ob das alles ist. Eine Datei kann als Quelle „file“ einer Suche wieder geöffnet werden.

Geben Sie höchstens einen Ort an: Ausdehnung, Polygon (gesucht wird in seiner konvexen Hülle) oder Linie, oder Punkt. Listen nehmen Titel, Nummern und übliche Namen, getrennt durch Kommas oder Semikolons. JSON mit Callback ist kein JSON: Der Dienst schreibt den Aufruf dahinter. Nur JSON und GeoJSON nennen die Leistung.

Die Daten behalten die Lizenzen ihrer Datenanbieter, die bei einer Weitergabe genannt werden müssen.</translation></message>
<message><source>Save…</source><translation>Speichern…</translation></message>
<message><source>Saving stations.</source><translation>Die Ladestationen werden gespeichert.</translation></message>
<message><source>Saving {layer}</source><translation>{layer} speichern</translation></message>
<message><source>Says nothing of the price.</source><translation>Sagt nichts über den Preis.</translation></message>
<message><source>Says of each place whether a usable station lies within a distance of it, as the crow flies on the ellipsoid; of each area, how much of it. With service areas, such as what is driven from each station in ten minutes, those count instead of the distance. People of an area are taken to be spread evenly over it.

Each amount is given at least, by stations that are surely usable, and at most, by all that may be. Not covered is said only of what uncertain stations do not reach either: such deserts are an output of their own. With zones, places, people and areas are added up by zone.</source><translation>Sagt von jedem Ort, ob eine nutzbare Station in einer Entfernung von ihm liegt, in Luftlinie auf dem Ellipsoid; von jeder Fläche, wie viel von ihr. Mit Einzugsgebieten, etwa dem, was von jeder Station in zehn Minuten Fahrt erreicht wird, zählen diese an Stelle der Entfernung. Menschen einer Fläche gelten als gleichmäßig darüber verteilt.

Jede Menge ist angegeben als mindestens, durch sicher nutzbare Stationen, und höchstens, durch alle, die es sein könnten. Nicht abgedeckt heißt nur, was auch ungewisse Stationen nicht erreichen: Solche Wüsten sind eine eigene Ausgabe. Mit Zonen werden Orte, Menschen und Flächen je Zone summiert.</translation></message>
<message><source>Schema</source><translation>Schema</translation></message>
<message><source>Schema of the mirror</source><translation>Schema des Spiegels</translation></message>
<message><source>Schema of the mirror, new or to be updated</source><translation>Schema des Spiegels, neu oder zu aktualisieren</translation></message>
<message><source>Score (%)</source><translation>Wertung (%)</translation></message>
<message><source>Search</source><translation>Suchen</translation></message>
<message><source>Search Afterwards</source><translation>Danach suchen</translation></message>
<message><source>Search All the Same</source><translation>Trotzdem suchen</translation></message>
<message><source>Search Charging Stations</source><translation>Ladestationen suchen</translation></message>
<message><source>Search as JSON</source><translation>Suche als JSON</translation></message>
<message><source>Search for &amp;New Stations</source><translation>Nach &amp;neuen Ladestationen suchen</translation></message>
<message><source>Search id</source><translation>Suche (Kennung)</translation></message>
<message><source>Search into a File</source><translation>In eine Datei suchen</translation></message>
<message><source>Search into a File…</source><translation>In eine Datei suchen …</translation></message>
<message><source>Search stations so far from the roads (metres)</source><translation>Stationen so weit von den Straßen suchen (Meter)</translation></message>
<message><source>Search without a name</source><translation>Suche ohne Namen</translation></message>
<message><source>Searches</source><translation>Suchen</translation></message>
<message><source>Searches again, by a saved search, and compares what is found with an older result: which stations came, went, moved, or changed their power or status.</source><translation>Sucht mit einer gespeicherten Suche noch einmal und vergleicht das Gefundene mit einem älteren Ergebnis: welche Stationen dazukamen, verschwanden, ihren Ort, ihre Leistung oder ihren Status änderten.</translation></message>
<message><source>Searching charging stations</source><translation>Ladestationen suchen</translation></message>
<message><source>Second</source><translation>Zweite</translation></message>
<message><source>See docs/analysis.md for what each of them means.</source><translation>Was jedes davon bedeutet, steht in docs/analysis.md.</translation></message>
<message><source>See n_current_unknown.</source><translation>Siehe n_current_unknown.</translation></message>
<message><source>See points_basis.</source><translation>Siehe points_basis.</translation></message>
<message><source>Selected features only</source><translation>Nur gewählte Objekte</translation></message>
<message><source>Semi-fast, 22 to 50 kW</source><translation>Mittelschnell, 22 bis 50 kW</translation></message>
<message><source>Serbia</source><translation>Serbien</translation></message>
<message><source>Served (km)</source><translation>Versorgt (km)</translation></message>
<message><source>Served by the data</source><translation>Nach den Daten versorgt</translation></message>
<message><source>Served, at least</source><translation>Versorgt, mindestens</translation></message>
<message><source>Served, at most</source><translation>Versorgt, höchstens</translation></message>
<message><source>Server and importers fill in power that is not stated.</source><translation>Server und Importe ergänzen Leistung, die nicht angegeben ist.</translation></message>
<message><source>Server error. Retrying ({attempt} of {all}) in {seconds} s.</source><translation>Fehler des Servers. Neuer Versuch ({attempt} von {all}) in {seconds} s.</translation></message>
<message><source>Server or file the data came from.</source><translation>Server oder Datei, woher die Daten kamen.</translation></message>
<message><source>Service areas</source><translation>Einzugsgebiete</translation></message>
<message><source>Service areas have no distances: please leave out the further distances.</source><translation>Einzugsgebiete haben keine Entfernungen: Bitte lassen Sie die weiteren Entfernungen weg.</translation></message>
<message><source>Set aside</source><translation>Übergangen</translation></message>
<message><source>Set the environment variable {variable} to one such as {example}.</source><translation>Die Umgebungsvariable {variable} auf eine wie {example} setzen.</translation></message>
<message><source>Several sites share a name.</source><translation>Mehrere Standorte haben denselben Namen.</translation></message>
<message><source>Several stations, with their number</source><translation>Mehrere Ladestationen, mit ihrer Anzahl</translation></message>
<message><source>Share</source><translation>Weitergabe</translation></message>
<message><source>Share as &amp;KML/KMZ…</source><translation>Als &amp;KML/KMZ weitergeben…</translation></message>
<message><source>Share as &amp;Web Page…</source><translation>Als &amp;Webseite weitergeben…</translation></message>
<message><source>Share as KML</source><translation>Als KML weitergeben</translation></message>
<message><source>Share as KML/KMZ</source><translation>Als KML/KMZ weitergeben</translation></message>
<message><source>Share as KML…</source><translation>Als KML…</translation></message>
<message><source>Share as Web Page</source><translation>Als Webseite weitergeben</translation></message>
<message><source>Share as web page</source><translation>Als Webseite weitergeben</translation></message>
<message><source>Share needed</source><translation>Benötigter Anteil</translation></message>
<message><source>Share of the length that is surely served.</source><translation>Anteil der Länge, der sicher versorgt ist.</translation></message>
<message><source>Share of the length that may be served.</source><translation>Anteil der Länge, der versorgt sein kann.</translation></message>
<message><source>Share of the length that the rule asks for.</source><translation>Anteil der Länge, den die Regel verlangt.</translation></message>
<message><source>Share of the place that stations reach which may be usable.</source><translation>Anteil des Ortes, den Stationen erreichen, die nutzbar sein könnten.</translation></message>
<message><source>Share of the place that surely usable stations reach; of a point 0 or 100.</source><translation>Anteil des Ortes, den sicher nutzbare Stationen erreichen; bei einem Punkt 0 oder 100.</translation></message>
<message><source>Share served, at least</source><translation>Versorgter Anteil, mindestens</translation></message>
<message><source>Share served, at most</source><translation>Versorgter Anteil, höchstens</translation></message>
<message><source>Sharing</source><translation>Weitergabe</translation></message>
<message><source>Sharing {layer}</source><translation>{layer} weitergeben</translation></message>
<message><source>Short name of what a record may state; for life.</source><translation>Kurzer Name dessen, was ein Datensatz angeben kann; bleibt für immer.</translation></message>
<message><source>Show &amp;Changes</source><translation>&amp;Änderungen anzeigen</translation></message>
<message><source>Show Changes</source><translation>Änderungen</translation></message>
<message><source>Show Progress</source><translation>Fortschritt zeigen</translation></message>
<message><source>Show in the Search Panel</source><translation>Im Suchbereich zeigen</translation></message>
<message><source>Show on the map</source><translation>In der Karte zeigen</translation></message>
<message><source>Show the place on the map</source><translation>Den Ort in der Karte zeigen</translation></message>
<message><source>Show this page inside your own site</source><translation>Diese Seite in der eigenen Website zeigen</translation></message>
<message><source>Showing it is a duty under the terms of Open Charge Map.</source><translation>Sie zu zeigen ist nach den Bedingungen von Open Charge Map Pflicht.</translation></message>
<message><source>Showing the area of the search</source><translation>Gebiet der Suche anzeigen</translation></message>
<message><source>Side</source><translation>Seite</translation></message>
<message><source>Side of the line on which the station lies, seen in the direction of the line.</source><translation>Seite der Linie, auf der die Station liegt, in Richtung der Linie gesehen.</translation></message>
<message><source>Signs</source><translation>Zeichen</translation></message>
<message><source>Singapore</source><translation>Singapur</translation></message>
<message><source>Six months before the server's answer, not before today.</source><translation>Sechs Monate vor der Antwort des Servers, nicht vor heute.</translation></message>
<message><source>Size of the answers, unpacked.</source><translation>Größe der Antworten, entpackt.</translation></message>
<message><source>Skip to the table of stations</source><translation>Zur Tabelle der Ladestationen springen</translation></message>
<message><source>Slovakia</source><translation>Slowakei</translation></message>
<message><source>Slovenia</source><translation>Slowenien</translation></message>
<message><source>Slow, under 7.4 kW</source><translation>Langsam, unter 7,4 kW</translation></message>
<message><source>Small picture</source><translation>Kleines Bild</translation></message>
<message><source>So many connectors that meet the conditions of this page together</source><translation>So viele Anschlüsse, die zusammen die Bedingungen dieser Seite erfüllen</translation></message>
<message><source>So many points of the whole pool that have such a connector of such power; pools that surely have fewer are left out. 0: any number.</source><translation>So viele Ladepunkte des ganzen Standorts mit einem solchen Anschluss solcher Leistung; Standorte mit sicher weniger bleiben weg. 0: beliebig viele.</translation></message>
<message><source>So many points that have such a connector of such power. 0: any number.</source><translation>So viele Ladepunkte mit einem solchen Anschluss solcher Leistung. 0: beliebig viele.</translation></message>
<message><source>So no station can be called added or gone that is in one of the two only.</source><translation>Daher kann keine Ladestation neu oder weggefallen genannt werden, die nur in einem der beiden steht.</translation></message>
<message><source>So no station can be called gone: those missing were perhaps not asked for.</source><translation>Daher gilt keine Ladestation als weggefallen: Nach den fehlenden wurde vielleicht nicht gefragt.</translation></message>
<message><source>Some connections are not operational; the figures of the site are of the others.</source><translation>Einige Anschlüsse sind außer Betrieb; die Zahlen der Station sind die der anderen.</translation></message>
<message><source>Some connections are planned; the figures of the site are of the others.</source><translation>Einige Anschlüsse sind geplant; die Zahlen der Station sind die der anderen.</translation></message>
<message><source>Source</source><translation>Quelle</translation></message>
<message><source>South Africa</source><translation>Südafrika</translation></message>
<message><source>Spain</source><translation>Spanien</translation></message>
<message><source>Speed bands of the UK</source><translation>Geschwindigkeitsklassen Großbritanniens</translation></message>
<message><source>Split for My Maps (5 MB and 2,000 stations a file)</source><translation>Für My Maps aufteilen (5 MB und 2.000 Ladestationen je Datei)</translation></message>
<message><source>Spread</source><translation>Ausdehnung</translation></message>
<message><source>Sri Lanka</source><translation>Sri Lanka</translation></message>
<message><source>Staff, visitors or customers</source><translation>Personal, Besucher oder Kunden</translation></message>
<message><source>Standard</source><translation>Norm</translation></message>
<message><source>Standards</source><translation>Normen</translation></message>
<message><source>Stands above the page.</source><translation>Steht über der Seite.</translation></message>
<message><source>Start of the search, UTC.</source><translation>Beginn der Suche, UTC.</translation></message>
<message><source>Started</source><translation>Begonnen</translation></message>
<message><source>Starting.</source><translation>Beginnt.</translation></message>
<message><source>State on the map</source><translation>Zustand auf der Karte</translation></message>
<message><source>State or province</source><translation>Bundesland oder Provinz</translation></message>
<message><source>State or province as received.</source><translation>Bundesland oder Provinz, wie empfangen.</translation></message>
<message><source>Stated</source><translation>Angegeben</translation></message>
<message><source>Stated (%)</source><translation>Angegeben (%)</translation></message>
<message><source>Stated if a user or an import has confirmed the record; derived from its last change or its creation.</source><translation>Angegeben, wenn ein Nutzer oder ein Import den Datensatz bestätigt hat; abgeleitet aus der letzten Änderung oder der Anlage.</translation></message>
<message><source>Stated if at least one line of equipment is listed.</source><translation>Angegeben, wenn mindestens eine Zeile Ausstattung aufgeführt ist.</translation></message>
<message><source>Stated if it is not empty.</source><translation>Angegeben, wenn es nicht leer ist.</translation></message>
<message><source>Stated if the type is not unknown.</source><translation>Angegeben, wenn der Typ nicht unbekannt ist.</translation></message>
<message><source>Stated if the usage type says who may charge.</source><translation>Angegeben, wenn die Nutzungsart sagt, wer laden darf.</translation></message>
<message><source>Stated if there is one; of stations whose comments were not asked for, nothing is said.</source><translation>Angegeben, wenn es einen gibt; von Stationen, nach deren Kommentaren nicht gefragt wurde, wird nichts gesagt.</translation></message>
<message><source>Stated if there is one; of stations whose photos were not asked for, nothing is said.</source><translation>Angegeben, wenn es eines gibt; von Stationen, nach deren Fotos nicht gefragt wurde, wird nichts gesagt.</translation></message>
<message><source>Stated is what the record says itself; derived is what was worked out of other values.</source><translation>Angegeben ist, was der Datensatz selbst sagt; abgeleitet ist, was aus anderen Werten errechnet wurde.</translation></message>
<message><source>Stated or computed (amps × volts)</source><translation>Angegeben oder berechnet (Ampere × Volt)</translation></message>
<message><source>Station</source><translation>Ladestation</translation></message>
<message><source>Station Numbers…</source><translation>Nummern von Ladestationen…</translation></message>
<message><source>Station OCM-{number}</source><translation>Station OCM-{number}</translation></message>
<message><source>Station at the end</source><translation>Station am Ende</translation></message>
<message><source>Station at the start</source><translation>Station am Anfang</translation></message>
<message><source>Station numbers, by commas</source><translation>Nummern von Ladestationen, durch Kommas getrennt</translation></message>
<message><source>Stations</source><translation>Ladestationen</translation></message>
<message><source>Stations added</source><translation>Neue Ladestationen</translation></message>
<message><source>Stations added, or that match the filters now</source><translation>Ladestationen, die neu sind oder jetzt den Filtern entsprechen</translation></message>
<message><source>Stations along lines</source><translation>Ladestationen entlang von Linien</translation></message>
<message><source>Stations along the routes</source><translation>Stationen entlang der Routen</translation></message>
<message><source>Stations are being written to the layer “{layer}”. Please save it when that has ended.</source><translation>In den Layer „{layer}“ werden gerade Ladestationen geschrieben. Bitte speichern Sie ihn, wenn das beendet ist.</translation></message>
<message><source>Stations are being written to “{layer}”. Try again when that has ended.</source><translation>In „{layer}“ werden gerade Ladestationen geschrieben. Versuchen Sie es noch einmal, wenn das beendet ist.</translation></message>
<message><source>Stations around point</source><translation>Ladestationen um einen Punkt</translation></message>
<message><source>Stations by number</source><translation>Ladestationen nach Nummer</translation></message>
<message><source>Stations changed</source><translation>Geänderte Ladestationen</translation></message>
<message><source>Stations farther from one another are not compared. In metres, on the ellipsoid.</source><translation>Weiter voneinander entfernte Stationen werden nicht verglichen. In Metern, auf dem Ellipsoid.</translation></message>
<message><source>Stations farther off are left out. Empty: any distance.</source><translation>Weiter entfernte Stationen bleiben weg. Leer: jede Entfernung.</translation></message>
<message><source>Stations gone</source><translation>Weggefallene Ladestationen</translation></message>
<message><source>Stations gone, but kept for your own values</source><translation>Weggefallene Ladestationen, die wegen Ihrer eigenen Werte bleiben</translation></message>
<message><source>Stations gone, or that match the filters no longer</source><translation>Ladestationen, die weggefallen sind oder den Filtern nicht mehr entsprechen</translation></message>
<message><source>Stations in countries</source><translation>Ladestationen in Ländern</translation></message>
<message><source>Stations in extent</source><translation>Ladestationen in einer Ausdehnung</translation></message>
<message><source>Stations in no zone</source><translation>Stationen in keiner Zone</translation></message>
<message><source>Stations in polygons</source><translation>Ladestationen in Polygonen</translation></message>
<message><source>Stations in the mirror</source><translation>Ladestationen im Spiegel</translation></message>
<message><source>Stations in the result.</source><translation>Ladestationen im Ergebnis.</translation></message>
<message><source>Stations left out as you deleted them</source><translation>Weggelassene Ladestationen, da von Ihnen gelöscht</translation></message>
<message><source>Stations left out only because they do not state the status, usage, operator, provider or country asked for.</source><translation>Ladestationen, nur weggelassen, weil ihnen die gewünschte Angabe zu Status, Zugang, Betreiber, Datenanbieter oder Land fehlt.</translation></message>
<message><source>Stations of a saved search</source><translation>Stationen einer gespeicherten Suche</translation></message>
<message><source>Stations of places or kinds that only one of the results asked for.</source><translation>Ladestationen von Orten oder Arten, nach denen nur eines der Ergebnisse fragte.</translation></message>
<message><source>Stations of the group.</source><translation>Stationen der Gruppe.</translation></message>
<message><source>Stations of these operators are left out; where the operator is unknown, the station is uncertain.</source><translation>Ladestationen dieser Betreiber entfallen; wo der Betreiber unbekannt ist, ist die Ladestation unsicher.</translation></message>
<message><source>Stations of this provider in the result.</source><translation>Ladestationen dieses Anbieters im Ergebnis.</translation></message>
<message><source>Stations of which you keep corrections that Open Charge Map contradicts</source><translation>Ladestationen mit Ihren Korrekturen, denen Open Charge Map widerspricht</translation></message>
<message><source>Stations on which the verdict hangs</source><translation>Stationen, von denen das Urteil abhängt</translation></message>
<message><source>Stations or connections of the group that were asked for it.</source><translation>Stationen oder Anschlüsse der Gruppe, die danach gefragt wurden.</translation></message>
<message><source>Stations per municipality</source><translation>Stationen je Gemeinde</translation></message>
<message><source>Stations per zone</source><translation>Stationen je Zone</translation></message>
<message><source>Stations that are surely usable.</source><translation>Stationen, die sicher nutzbar sind.</translation></message>
<message><source>Stations that decide uncertain stretches</source><translation>Ladestationen, die über offene Abschnitte entscheiden</translation></message>
<message><source>Stations that do not state the status, usage, operator, provider or country asked for. They are marked as uncertain. Without this, they are left out and counted, as far as the server sends them.</source><translation>Ladestationen, die den gefragten Status, Zugang, Betreiber, Datenanbieter oder das Land nicht nennen. Sie werden als ungewiss gekennzeichnet. Sonst werden sie weggelassen und gezählt, soweit der Server sie sendet.</translation></message>
<message><source>Stations that lie no farther from another one belong to its pool. Measured on the ellipsoid, in metres.</source><translation>Stationen, die nicht weiter von einer anderen entfernt sind, gehören zu deren Standort. Auf dem Ellipsoid gemessen, in Metern.</translation></message>
<message><source>Stations that may be usable and list no equipment.</source><translation>Stationen, die nutzbar sein können und keine Ausstattung angeben.</translation></message>
<message><source>Stations that may match (data incomplete).</source><translation>Ungewisse Ladestationen (Daten unvollständig).</translation></message>
<message><source>Stations that may match: many records lack the power, the status or the operator. Kept stations are marked in the field “match”.</source><translation>Ladestationen, die passen können: Vielen Datensätzen fehlt Leistung, Status oder Betreiber. Behaltene Ladestationen sind im Feld „match“ gekennzeichnet.</translation></message>
<message><source>Stations that one of the results did not ask for</source><translation>Ladestationen, nach denen eines der Ergebnisse nicht gefragt hat</translation></message>
<message><source>Stations that state {what} were not sent: how many there are is not known.</source><translation>Ladestationen mit folgender Angabe wurden nicht gesendet: {what}. Wie viele es sind, ist unbekannt.</translation></message>
<message><source>Stations that surely do not match.</source><translation>Ladestationen, die sicher nicht passen.</translation></message>
<message><source>Stations that surely match.</source><translation>Ladestationen, die sicher passen.</translation></message>
<message><source>Stations that you deleted from the layer come back if the service still lists them.</source><translation>Ladestationen, die Sie aus dem Layer gelöscht haben, kommen zurück, wenn der Dienst sie noch führt.</translation></message>
<message><source>Stations unchanged</source><translation>Unveränderte Ladestationen</translation></message>
<message><source>Stations whose operator is not known then stay alone.</source><translation>Stationen ohne bekannten Betreiber bleiben dann für sich.</translation></message>
<message><source>Stations with all of these words in their name, address, town, state or postcode</source><translation>Ladestationen mit all diesen Wörtern in Name, Adresse, Ort, Bundesland oder Postleitzahl</translation></message>
<message><source>Stations within this distance of one another are one pool, and the number of points is asked of the pool. Empty: each station counts by itself.</source><translation>Stationen innerhalb dieser Entfernung voneinander sind ein Standort, und die Anzahl der Ladepunkte wird vom Standort verlangt. Leer: Jede Station zählt für sich.</translation></message>
<message><source>Stations within this distance of one another are one pool, of which the rule is asked.</source><translation>Ladestationen, die so nah beieinander liegen, sind ein Standort; für ihn gilt die Regel.</translation></message>
<message><source>Stations without equipment</source><translation>Stationen ohne Ausstattung</translation></message>
<message><source>Stations {area}, as stored with the search.</source><translation>Ladestationen {area}, wie mit der Suche gespeichert.</translation></message>
<message><source>Stations, at least</source><translation>Stationen, mindestens</translation></message>
<message><source>Stations, at most</source><translation>Stationen, höchstens</translation></message>
<message><source>Stations, likely</source><translation>Stationen, wahrscheinlich</translation></message>
<message><source>Status</source><translation>Status</translation></message>
<message><source>Status before</source><translation>Status vorher</translation></message>
<message><source>Status changed</source><translation>Status geändert</translation></message>
<message><source>Status class</source><translation>Statusklasse</translation></message>
<message><source>Status from</source><translation>Status aus</translation></message>
<message><source>Status id</source><translation>Status (Nummer)</translation></message>
<message><source>Status now</source><translation>Status jetzt</translation></message>
<message><source>Status of the connection</source><translation>Status des Anschlusses</translation></message>
<message><source>Status of the site</source><translation>Status des Standorts</translation></message>
<message><source>Status type {number}</source><translation>Status {number}</translation></message>
<message><source>Status types</source><translation>Statusarten</translation></message>
<message><source>Status unknown</source><translation>Status unbekannt</translation></message>
<message><source>Stop</source><translation>Halt</translation></message>
<message><source>Stopped before the end</source><translation>Vor dem Ende abgebrochen</translation></message>
<message><source>Stops</source><translation>Halte</translation></message>
<message><source>Stops, at least</source><translation>Halte, mindestens</translation></message>
<message><source>Stops, at most</source><translation>Halte, höchstens</translation></message>
<message><source>Street address, both lines.</source><translation>Straße, beide Zeilen.</translation></message>
<message><source>Stretches</source><translation>Abschnitte</translation></message>
<message><source>Stretches and gaps</source><translation>Abschnitte und Lücken</translation></message>
<message><source>Stretches not served</source><translation>Nicht versorgte Abschnitte</translation></message>
<message><source>Stretches that are not served</source><translation>Abschnitte, die nicht versorgt sind</translation></message>
<message><source>Stretches that are served or not, as uncertain stations turn out.</source><translation>Abschnitte, bei denen nicht zu sagen ist, ob sie versorgt sind.</translation></message>
<message><source>Stretches that are surely not served.</source><translation>Abschnitte, die sicher nicht versorgt sind.</translation></message>
<message><source>Stretches that hang on it</source><translation>Daran hängende Abschnitte</translation></message>
<message><source>Stretches whose verdict hangs on the pool.</source><translation>Abschnitte, deren Ergebnis am Standort hängt.</translation></message>
<message><source>Strongest connector</source><translation>Stärkster Anschluss</translation></message>
<message><source>Submission Published</source><translation>Eintrag veröffentlicht</translation></message>
<message><source>Submission Rejected - Incomplete</source><translation>Eintrag abgelehnt – unvollständig</translation></message>
<message><source>Submission Under Review</source><translation>Eintrag in Prüfung</translation></message>
<message><source>Submission published</source><translation>Eintrag veröffentlicht</translation></message>
<message><source>Submission rejected</source><translation>Eintrag abgelehnt</translation></message>
<message><source>Submission status {number}</source><translation>Eintragsstatus {number}</translation></message>
<message><source>Submission under review</source><translation>Eintrag in Prüfung</translation></message>
<message><source>Such points that it may have.</source><translation>Solche Ladepunkte, die er haben kann.</translation></message>
<message><source>Such points that the pool has at least, by the data.</source><translation>Solche Ladepunkte, die der Standort nach den Daten mindestens hat.</translation></message>
<message><source>Suggested Change (Note To Editors)</source><translation>Änderungsvorschlag (Hinweis an die Redaktion)</translation></message>
<message><source>Suggested Changed (Actioned By Editor)</source><translation>Änderungsvorschlag (von der Redaktion umgesetzt)</translation></message>
<message><source>Sum of the connectors</source><translation>Summe der Anschlüsse</translation></message>
<message><source>Surely match</source><translation>Passen sicher</translation></message>
<message><source>Surely usable stations, or pools, beside the route.</source><translation>Sicher nutzbare Stationen oder Standorte an der Route.</translation></message>
<message><source>Svalbard And Jan Mayen</source><translation>Spitzbergen und Jan Mayen</translation></message>
<message><source>Sweden</source><translation>Schweden</translation></message>
<message><source>Switzerland</source><translation>Schweiz</translation></message>
<message><source>T13 - SEC1011 ( Swiss domestic 3-pin ) - Type J</source><translation>T13 – SEC1011 (3-poliger Schweizer Haushaltsstecker) – Typ J</translation></message>
<message><source>Table</source><translation>Tabelle</translation></message>
<message><source>Table of stations</source><translation>Tabelle der Ladestationen</translation></message>
<message><source>Table of the nearest stations</source><translation>Tabelle der nächsten Stationen</translation></message>
<message><source>Taiwan, Province Of China</source><translation>Taiwan</translation></message>
<message><source>Take Theirs</source><translation>Deren übernehmen</translation></message>
<message><source>Take stations together within (metres)</source><translation>Stationen zusammennehmen innerhalb von (Meter)</translation></message>
<message><source>Take what Open Charge Map says</source><translation>Angaben von Open Charge Map übernehmen</translation></message>
<message><source>Takes stations at one location together, with their points and power.</source><translation>Fasst Stationen an einem Ort zusammen, mit ihren Ladepunkten und ihrer Leistung.</translation></message>
<message><source>Telephone</source><translation>Telefon</translation></message>
<message><source>Telephone numbers as received.</source><translation>Telefonnummern, wie empfangen.</translation></message>
<message><source>Temporarily Unavailable</source><translation>Vorübergehend nicht verfügbar</translation></message>
<message><source>Temporarily unavailable</source><translation>Vorübergehend nicht verfügbar</translation></message>
<message><source>Temporary files could not be written to {folder}. Please make room on that disk.</source><translation>Temporäre Dateien konnten nicht nach {folder} geschrieben werden. Bitte auf diesem Datenträger Platz schaffen.</translation></message>
<message><source>Temporary layer</source><translation>Temporärer Layer</translation></message>
<message><source>Terms of Open Charge Map</source><translation>Bedingungen von Open Charge Map</translation></message>
<message><source>Tesla (Model S/X)</source><translation>Tesla (Model S/X)</translation></message>
<message><source>Tesla (Roadster)</source><translation>Tesla (Roadster)</translation></message>
<message><source>Tesla Battery Swap</source><translation>Tesla-Batteriewechsel</translation></message>
<message><source>Tesla Roadster</source><translation>Tesla Roadster</translation></message>
<message><source>Tesla S/X</source><translation>Tesla S/X</translation></message>
<message><source>Text as received: check before opening.</source><translation>Text, wie empfangen: vor dem Öffnen prüfen.</translation></message>
<message><source>Text to show wherever the record is shown: provider, licence, and the record's own attributions.</source><translation>Text, der überall mit dem Datensatz zu zeigen ist: Anbieter, Lizenz und eigene Quellenangaben des Datensatzes.</translation></message>
<message><source>Thailand</source><translation>Thailand</translation></message>
<message><source>That is not all.</source><translation>Das ist nicht alles.</translation></message>
<message><source>That may be more than 20,000 stations. Filters or “At most” would make it less.</source><translation>Das können mehr als 20.000 Ladestationen sein. Mit Filtern oder „Höchstens“ werden es weniger.</translation></message>
<message><source>That may be more than 50,000 stations: in temporary layers they need much memory, a GeoPackage needs little. Filters or “At most” would make it less.</source><translation>Das können mehr als 50.000 Ladestationen sein: In temporären Layern brauchen sie viel Arbeitsspeicher, ein GeoPackage braucht wenig. Mit Filtern oder „Höchstens“ wären es weniger.</translation></message>
<message><source>That stations are open at all hours (§ 680.106(e)) was not compared with the text of the rule.</source><translation>Dass Ladestationen jederzeit geöffnet sind (§ 680.106(e)), wurde nicht mit dem Text der Regel verglichen.</translation></message>
<message><source>The API key contains blanks or invalid characters, so it is not the one that openchargemap.org shows. {check}</source><translation>Der API-Schlüssel enthält Leerzeichen oder ungültige Zeichen, ist also nicht der, den openchargemap.org zeigt. {check}</translation></message>
<message><source>The API key is in QGIS' key store, which was not unlocked.</source><translation>Der API-Schlüssel liegt im Schlüsselspeicher von QGIS, der nicht entsperrt wurde.</translation></message>
<message><source>The API returns planned sites with all others. NULL when the status is unknown and no day is planned.</source><translation>Die API liefert geplante Standorte mit allen anderen. NULL, wenn der Status unbekannt und kein Tag geplant ist.</translation></message>
<message><source>The GeoJSON does not hold whole stations. Ask for it with verbose=true, or ask for JSON.</source><translation>Das GeoJSON enthält keine ganzen Ladestationen. Mit verbose=true anfordern oder JSON anfordern.</translation></message>
<message><source>The GeoPackage as it was at this time.</source><translation>Das GeoPackage, wie es zu dieser Zeit war.</translation></message>
<message><source>The GeoPackage exists</source><translation>Das GeoPackage ist schon da</translation></message>
<message><source>The Processing algorithm “Update a mirror” makes a mirror and keeps it up to date. Connections are those of QGIS' browser.</source><translation>Der Verarbeitungsalgorithmus „Spiegel aktualisieren“ legt einen Spiegel an und hält ihn aktuell. Die Verbindungen sind die des QGIS-Browsers.</translation></message>
<message><source>The address of the server must hold no user name, no “?” and no “#”; the API key has a place of its own. {how}</source><translation>Die Adresse des Servers darf keinen Benutzernamen, kein „?“ und kein „#“ enthalten; der API-Schlüssel hat seinen eigenen Platz. {how}</translation></message>
<message><source>The answer as it comes, in one file.</source><translation>Die Antwort, wie sie kommt, in einer Datei.</translation></message>
<message numerus="yes"><source>The answer is capped at {n} station, and the service may have more: in this order it lists no others.</source><extracomment>The answer is capped at {n} stations, and the service may have more: in this order it lists no others.</extracomment><translation><numerusform>Die Antwort ist auf {n} Ladestation begrenzt, und der Dienst hat vielleicht mehr: In dieser Reihenfolge nennt er keine weiteren.</numerusform><numerusform>Die Antwort ist auf {n} Ladestationen begrenzt, und der Dienst hat vielleicht mehr: In dieser Reihenfolge nennt er keine weiteren.</numerusform></translation></message>
<message numerus="yes"><source>The answer is capped at {n} station, as asked for.</source><extracomment>The answer is capped at {n} stations, as asked for.</extracomment><translation><numerusform>Die Antwort ist wie gewünscht auf {n} Ladestation begrenzt.</numerusform><numerusform>Die Antwort ist wie gewünscht auf {n} Ladestationen begrenzt.</numerusform></translation></message>
<message><source>The answer of the server is not text in UTF-8. Please try again later.</source><translation>Die Antwort des Servers ist kein Text in UTF-8. Bitte versuchen Sie es später noch einmal.</translation></message>
<message><source>The answer of the server was cut off. Please try again.</source><translation>Die Antwort des Servers wurde abgeschnitten. Bitte versuchen Sie es noch einmal.</translation></message>
<message><source>The answer of {server} was cut off. Try again; if it happens again, choose a smaller page size in the options.</source><translation>Die Antwort von {server} brach ab. Noch einmal versuchen; geschieht es wieder, in den Optionen eine kleinere Seitengröße wählen.</translation></message>
<message><source>The answer of {server} was not complete after {seconds} seconds. Try again later, or choose a smaller page size or allow more time in the options.</source><translation>Die Antwort von {server} war nach {seconds} Sekunden nicht vollständig. Später noch einmal versuchen oder in den Optionen eine kleinere Seitengröße oder mehr Zeit wählen.</translation></message>
<message><source>The area has no coordinate reference system. Set that of its layer, or of the project, first.</source><translation>Das Gebiet hat kein Koordinatenbezugssystem. Zuerst das seines Layers oder des Projekts setzen.</translation></message>
<message><source>The area has no line.</source><translation>Das Gebiet hat keine Linie.</translation></message>
<message><source>The area has no polygon.</source><translation>Das Gebiet hat kein Polygon.</translation></message>
<message><source>The area of the stored search</source><translation>Das Gebiet der gespeicherten Suche</translation></message>
<message><source>The area reaches beyond what its coordinate reference system ({crs}) can express. Choose a smaller area, or give it in EPSG:4326.</source><translation>Das Gebiet reicht über das hinaus, was sein Koordinatenbezugssystem ({crs}) ausdrücken kann. Ein kleineres Gebiet wählen oder es in EPSG:4326 angeben.</translation></message>
<message><source>The best case where the stations state little.</source><translation>Der beste Fall, wo die Ladestationen wenig angeben.</translation></message>
<message numerus="yes"><source>The column “{column}” of the table “{table}” has room for {n} character, and Open Charge Map has a longer text for it. Nothing was changed. Its owner can give it more room: {statement}</source><extracomment>The column “{column}” of the table “{table}” has room for {n} characters, and Open Charge Map has a longer text for it. Nothing was changed. Its owner can give it more room: {statement}</extracomment><translation><numerusform>Die Spalte „{column}“ der Tabelle „{table}“ hat Platz für {n} Zeichen, und Open Charge Map hat einen längeren Text dafür. Nichts wurde geändert. Ihr Eigentümer kann ihr mehr Platz geben: {statement}</numerusform><numerusform>Die Spalte „{column}“ der Tabelle „{table}“ hat Platz für {n} Zeichen, und Open Charge Map hat einen längeren Text dafür. Nichts wurde geändert. Ihr Eigentümer kann ihr mehr Platz geben: {statement}</numerusform></translation></message>
<message><source>The compressed file {name} is damaged. Please get it again.</source><translation>Die komprimierte Datei {name} ist beschädigt. Bitte neu beschaffen.</translation></message>
<message><source>The connection to the database “{name}” was lost in the last moment. All was changed, or nothing: please look before you try again.</source><translation>Die Verbindung zur Datenbank „{name}“ brach im letzten Moment ab. Alles wurde geändert oder nichts: Bitte sehen Sie nach, bevor Sie es noch einmal versuchen.</translation></message>
<message><source>The connection to the database “{name}” was lost. Nothing was changed. Please try again.</source><translation>Die Verbindung zur Datenbank „{name}“ brach ab. Nichts wurde geändert. Bitte versuchen Sie es noch einmal.</translation></message>
<message><source>The connection to the database “{name}” was lost. Please try again.</source><translation>Die Verbindung zur Datenbank „{name}“ ist abgebrochen. Bitte versuchen Sie es noch einmal.</translation></message>
<message><source>The connector type is newer than this plugin and counted under “other”.</source><translation>Der Steckertyp ist neuer als diese Erweiterung und zählt unter „andere“.</translation></message>
<message><source>The country is missing or not in the reference data.</source><translation>Das Land fehlt oder steht nicht in den Nachschlagelisten.</translation></message>
<message><source>The current type is newer than this plugin.</source><translation>Die Stromart ist neuer als diese Erweiterung.</translation></message>
<message><source>The database “{name}” cannot be reached.</source><translation>Die Datenbank „{name}“ ist nicht zu erreichen.</translation></message>
<message><source>The database “{name}” cannot be reached. Nothing was changed.</source><translation>Die Datenbank „{name}“ ist nicht zu erreichen. Nichts wurde geändert.</translation></message>
<message><source>The database “{name}” could not be changed: {reason}. All in it is as it was.</source><translation>Die Datenbank „{name}“ konnte nicht geändert werden: {reason}. In ihr ist alles, wie es war.</translation></message>
<message><source>The database “{name}” could not be read.</source><translation>Die Datenbank „{name}“ konnte nicht gelesen werden.</translation></message>
<message><source>The database “{name}” has no PostGIS. Its administrator can add it: CREATE EXTENSION postgis</source><translation>Die Datenbank „{name}“ hat kein PostGIS. Wer sie verwaltet, kann es hinzufügen: CREATE EXTENSION postgis</translation></message>
<message><source>The database “{name}” is being changed by another program. Nothing was changed. Please try again later.</source><translation>Die Datenbank „{name}“ wird gerade von einem anderen Programm geändert. Nichts wurde geändert. Bitte versuchen Sie es später noch einmal.</translation></message>
<message><source>The database “{name}” is being changed by another program. Please try again later.</source><translation>Die Datenbank „{name}“ wird gerade von einem anderen Programm geändert. Bitte versuchen Sie es später noch einmal.</translation></message>
<message><source>The diary of requests cannot be read or written: {why}</source><translation>Das Tagebuch der Anfragen kann nicht gelesen oder geschrieben werden: {why}</translation></message>
<message><source>The diary of requests was damaged; the file is now {name}.</source><translation>Das Tagebuch der Anfragen war beschädigt; die Datei heißt jetzt {name}.</translation></message>
<message><source>The disk is full: {path} was left as it was. Please make room and try again.</source><translation>Der Datenträger ist voll: {path} blieb, wie es war. Bitte Platz schaffen und noch einmal versuchen.</translation></message>
<message><source>The disk is full: {path} was not written. Please make room or choose another folder.</source><translation>Der Datenträger ist voll: {path} wurde nicht geschrieben. Bitte Platz schaffen oder einen anderen Ordner wählen.</translation></message>
<message><source>The disk of the database “{name}” is full. Nothing was changed.</source><translation>Der Datenträger der Datenbank „{name}“ ist voll. Nichts wurde geändert.</translation></message>
<message><source>The distance must be above 0 and at most half way round the Earth, not “{value}”.</source><translation>Der Abstand muss über 0 und höchstens halb um die Erde sein, nicht „{value}“.</translation></message>
<message><source>The distance {value} m is impossible: it must be above 0 and at most half way round the Earth.</source><translation>Der Abstand {value} m ist unmöglich: Er muss über 0 und höchstens halb um die Erde sein.</translation></message>
<message><source>The earlier result as a file, instead of a layer.</source><translation>Das frühere Ergebnis als Datei, statt eines Layers.</translation></message>
<message><source>The earlier result.</source><translation>Das frühere Ergebnis.</translation></message>
<message><source>The earlier review has “{value}” as the number of a station: please mend it, so that no decision is lost.</source><translation>Die frühere Durchsicht hat „{value}“ als Nummer einer Station: Bitte berichtigen Sie das, damit keine Entscheidung verloren geht.</translation></message>
<message><source>The earlier review lacks the fields {names}: please choose a layer of possible duplicates that an audit has made.</source><translation>Der früheren Durchsicht fehlen die Felder {names}: Bitte wählen Sie einen Layer möglicher Doppelter, den eine Prüfung erstellt hat.</translation></message>
<message><source>The east {value} is impossible: it must lie between -180 and 180 degrees.</source><translation>Osten {value} ist unmöglich: Der Wert muss zwischen -180 und 180 Grad liegen.</translation></message>
<message><source>The encoding of the database “{name}” lacks characters of these stations. Nothing was changed: please choose a database in UTF-8.</source><translation>Der Zeichensatz der Datenbank „{name}“ hat nicht alle Zeichen dieser Stationen. Nichts wurde geändert: Bitte wählen Sie eine Datenbank in UTF-8.</translation></message>
<message><source>The entries are loaded at the first connection to the server.</source><translation>Die Einträge werden bei der ersten Verbindung mit dem Server geladen.</translation></message>
<message><source>The environment variable {variable} names another server, which is used instead: {server}</source><translation>Die Umgebungsvariable {variable} nennt einen anderen Server, der stattdessen benutzt wird: {server}</translation></message>
<message><source>The environment variable {variable} sets the key.</source><translation>Die Umgebungsvariable {variable} setzt den Schlüssel.</translation></message>
<message><source>The extent is empty. Draw or enter one that holds something.</source><translation>Die Ausdehnung ist leer. Eine zeichnen oder eingeben, die etwas enthält.</translation></message>
<message><source>The extent lies beyond the poles. Draw or enter one on the globe.</source><translation>Die Ausdehnung liegt jenseits der Pole. Eine auf dem Globus zeichnen oder eingeben.</translation></message>
<message><source>The extent's south ({south}) lies north of its north ({north}).</source><translation>Der Süden der Ausdehnung ({south}) liegt nördlich ihres Nordens ({north}).</translation></message>
<message><source>The fact in the user's language.</source><translation>Die Angabe in der Sprache des Nutzers.</translation></message>
<message><source>The field of the service areas with the number of their station. Empty: ocm_id.</source><translation>Das Feld der Einzugsgebiete mit der Nummer ihrer Station. Leer: ocm_id.</translation></message>
<message><source>The field “{field}” has the value “{value}”: expected is {expected}, or nothing where it is not known.</source><translation>Das Feld „{field}“ hat den Wert „{value}“: Erwartet wird {expected}, oder nichts, wo es nicht bekannt ist.</translation></message>
<message><source>The field “{field}” of “{layer}” holds no numbers, as “{parameter}” must.</source><translation>Das Feld „{field}“ von „{layer}“ enthält keine Zahlen, wie „{parameter}“ sie braucht.</translation></message>
<message><source>The fields that differ, separated by commas.</source><translation>Die Felder, die sich unterscheiden, durch Kommas getrennt.</translation></message>
<message><source>The fields that name data providers and licences were removed from this layer: look them up before you publish it.</source><translation>Die Felder für Datenanbieter und Lizenzen wurden aus diesem Layer entfernt: Vor einer Veröffentlichung bitte nachsehen.</translation></message>
<message><source>The file has {arrived}, “{layer}” has {held}. Nothing was changed.</source><translation>Die Datei hat {arrived}, „{layer}“ hat {held}. Nichts wurde geändert.</translation></message>
<message><source>The file has {arrived}, “{layer}” has {held}. Nothing was changed. Look whether it is the right file, or choose to replace the stations.</source><translation>Die Datei hat {arrived}, „{layer}“ hat {held}. Nichts wurde geändert. Sehen Sie nach, ob es die richtige Datei ist, oder wählen Sie, dass die Ladestationen ersetzt werden.</translation></message>
<message numerus="yes"><source>The file holds {n} search; it must hold one.</source><extracomment>The file holds {n} searches; it must hold one.</extracomment><translation><numerusform>Die Datei enthält {n} Suche; sie muss eine enthalten.</numerusform><numerusform>Die Datei enthält {n} Suchen; sie muss eine enthalten.</numerusform></translation></message>
<message><source>The file is made if it is not there.</source><translation>Die Datei wird angelegt, wenn es sie nicht gibt.</translation></message>
<message><source>The file {name} is JSON, but holds no list of stations. Please choose another file.</source><translation>Die Datei {name} ist JSON, enthält aber keine Liste von Ladestationen. Bitte wählen Sie eine andere Datei.</translation></message>
<message><source>The file {name} is compressed twice. Please unpack it first.</source><translation>Die Datei {name} ist doppelt komprimiert. Bitte entpacken Sie sie zuerst.</translation></message>
<message><source>The file {name} is damaged. Please get it again.</source><translation>Die Datei {name} ist beschädigt. Bitte neu beschaffen.</translation></message>
<message><source>The file {name} is empty. Please get it again.</source><translation>Die Datei {name} ist leer. Bitte holen Sie sie noch einmal.</translation></message>
<message><source>The file {name} is in another encoding, perhaps Windows-1252: please save it as UTF-8.</source><translation>Die Datei {name} hat eine andere Zeichenkodierung, vielleicht Windows-1252: Bitte als UTF-8 speichern.</translation></message>
<message><source>The file {name} is in no form that Open Charge Map writes. Please choose its JSON, GeoJSON, CSV, XML or KML, or a folder or zip of its export.</source><translation>Die Datei {name} hat keine Form, die Open Charge Map schreibt. Bitte wählen Sie JSON, GeoJSON, CSV, XML oder KML von Open Charge Map, oder einen Ordner oder ein Zip seines Exports.</translation></message>
<message><source>The file {name} is not JSON, or not all of it. Please get it again, or choose another file.</source><translation>Die Datei {name} ist kein JSON, oder nicht als Ganzes. Bitte holen Sie sie noch einmal, oder wählen Sie eine andere Datei.</translation></message>
<message><source>The file {path} cannot be read: {why}. Please check its drive, and your right to read it.</source><translation>Die Datei {path} kann nicht gelesen werden: {why}. Bitte prüfen Sie das Laufwerk und Ihr Leserecht.</translation></message>
<message><source>The file {path} does not exist. Please choose another one.</source><translation>Die Datei {path} gibt es nicht. Bitte wählen Sie eine andere.</translation></message>
<message><source>The file {path} exists.</source><translation>Die Datei {path} ist schon da.</translation></message>
<message><source>The file {path} is no longer there. The layer was not reloaded.</source><translation>Die Datei {path} gibt es nicht mehr. Der Layer wurde nicht neu geladen.</translation></message>
<message><source>The file {path} was changed while it was read. Please try again.</source><translation>Die Datei {path} wurde geändert, während sie gelesen wurde. Bitte versuchen Sie es noch einmal.</translation></message>
<message><source>The fleet target asks for public power: choose stations that are open to the public.</source><translation>Das Flottenziel verlangt öffentliche Leistung: Bitte öffentlich zugängliche Stationen wählen.</translation></message>
<message><source>The folder of {path} does not exist. Please choose another folder.</source><translation>Den Ordner von {path} gibt es nicht. Bitte einen anderen Ordner wählen.</translation></message>
<message><source>The folder of {path} is not a folder. Please choose another one.</source><translation>Der Ordner von {path} ist keiner. Bitte einen anderen wählen.</translation></message>
<message><source>The folder of {path} is read-only. Please choose another folder.</source><translation>Der Ordner von {path} ist schreibgeschützt. Bitte einen anderen Ordner wählen.</translation></message>
<message><source>The folder {path} was changed while it was read. Please try again.</source><translation>Der Ordner {path} wurde während des Lesens geändert. Bitte versuchen Sie es erneut.</translation></message>
<message><source>The guidance was rescinded on 6 February 2025; the standards for stations hold on.</source><translation>Die Richtlinie wurde am 6. Februar 2025 aufgehoben; die Anforderungen an Ladestationen gelten weiter.</translation></message>
<message><source>The ids stand for entries of the look-up lists.</source><translation>Die IDs stehen für Einträge der Nachschlagelisten.</translation></message>
<message><source>The key works: {server} answers.</source><translation>Der Schlüssel gilt: {server} antwortet.</translation></message>
<message><source>The largest distance of a station of the pool from its middle, on the ellipsoid.</source><translation>Die größte Entfernung einer Station des Standorts von seiner Mitte, auf dem Ellipsoid.</translation></message>
<message><source>The largest number asked for.</source><translation>Die gewünschte Höchstzahl.</translation></message>
<message><source>The largest spacing of the rule.</source><translation>Der größte Abstand der Regel.</translation></message>
<message><source>The last search of this area was on {time}.</source><translation>Dieses Gebiet wurde zuletzt am {time} abgefragt.</translation></message>
<message><source>The later result as a file, instead of a layer.</source><translation>Das spätere Ergebnis als Datei, statt eines Layers.</translation></message>
<message><source>The later result.</source><translation>Das spätere Ergebnis.</translation></message>
<message><source>The latitude {value} is impossible: it must lie between -90 and 90 degrees.</source><translation>Die Breite {value} ist unmöglich: Sie muss zwischen -90 und 90 Grad liegen.</translation></message>
<message><source>The layer holds so many places by now that it follows the map no longer.</source><translation>Der Layer enthält inzwischen so viele Orte, dass er der Karte nicht mehr folgt.</translation></message>
<message numerus="yes"><source>The layer holds {held} of this {n} station: the others were removed from it.</source><extracomment>The layer holds {held} of these {n} stations: the others were removed from it.</extracomment><translation><numerusform>Der Layer enthält {held} von {n} Ladestation: Die anderen wurden daraus entfernt.</numerusform><numerusform>Der Layer enthält {held} von {n} Ladestationen: Die anderen wurden daraus entfernt.</numerusform></translation></message>
<message><source>The layer is no longer there.</source><translation>Den Layer gibt es nicht mehr.</translation></message>
<message><source>The layer is no longer there. Nothing was undone.</source><translation>Der Layer ist nicht mehr da. Nichts wurde rückgängig gemacht.</translation></message>
<message numerus="yes"><source>The layer lacks the column {names}: what it says is not known of any station.</source><extracomment>The layer lacks the columns {names}: what they say is not known of any station.</extracomment><translation><numerusform>Dem Layer fehlt die Spalte {names}: Was dort steht, ist von keiner Station bekannt.</numerusform><numerusform>Dem Layer fehlen die Spalten {names}: Was dort steht, ist von keiner Station bekannt.</numerusform></translation></message>
<message><source>The layer lacks the columns by which these facts are judged: {names}.</source><translation>Dem Layer fehlen die Spalten, nach denen diese Angaben beurteilt werden: {names}.</translation></message>
<message><source>The layer of possible duplicates of an earlier audit, with your decisions and remarks: they stay.</source><translation>Der Layer möglicher Doppelter einer früheren Prüfung, mit Ihren Entscheidungen und Bemerkungen: Sie bleiben.</translation></message>
<message><source>The layer to be reloaded is no longer there.</source><translation>Der Layer, der neu geladen werden soll, ist nicht mehr da.</translation></message>
<message><source>The layer was reloaded again since. Nothing was undone.</source><translation>Der Layer wurde seither noch einmal neu geladen. Nichts wurde rückgängig gemacht.</translation></message>
<message><source>The layer was removed before all was done.</source><translation>Der Layer wurde entfernt, bevor alles getan war.</translation></message>
<message><source>The layer “{layer}” cannot be read: its file may have been moved.</source><translation>Der Layer „{layer}“ ist nicht lesbar: Vielleicht wurde seine Datei verschoben.</translation></message>
<message><source>The layer “{layer}” could not be changed and is as it was.</source><translation>Der Layer „{layer}“ konnte nicht geändert werden und ist, wie er war.</translation></message>
<message><source>The layer “{layer}” does not hold all that was searched for.</source><translation>Der Layer „{layer}“ enthält nicht alles, wonach gesucht wurde.</translation></message>
<message><source>The layer “{layer}” does not say what was searched for.</source><translation>Der Layer „{layer}“ sagt nicht, wonach gesucht wurde.</translation></message>
<message><source>The layer “{layer}” has no features.</source><translation>Der Layer „{layer}“ hat keine Objekte.</translation></message>
<message><source>The layer “{layer}” has no field “ocm_id”, the number of each station.</source><translation>Der Layer „{layer}“ hat kein Feld „ocm_id“, die Nummer jeder Ladestation.</translation></message>
<message><source>The layer “{layer}” has the CRS {crs}; only layers in {wanted} can be reloaded.</source><translation>Der Layer „{layer}“ hat das KBS {crs}; nur Layer in {wanted} können neu geladen werden.</translation></message>
<message><source>The layer “{layer}” holds no stations of Open Charge Map.</source><translation>Der Layer „{layer}“ enthält keine Stationen von Open Charge Map.</translation></message>
<message><source>The layer “{layer}” is being edited. Nothing was changed. Please try again.</source><translation>Der Layer „{layer}“ wird gerade bearbeitet. Nichts wurde geändert. Bitte noch einmal versuchen.</translation></message>
<message><source>The layer “{layer}” is being edited. Save or discard the edits first.</source><translation>Der Layer „{layer}“ wird gerade bearbeitet. Die Änderungen zuerst speichern oder verwerfen.</translation></message>
<message><source>The layer “{layer}” lacks the column {column}, by which its stations are known. Search again for a layer that can be reloaded.</source><translation>Dem Layer „{layer}“ fehlt die Spalte {column}, an der seine Ladestationen erkannt werden. Suchen Sie noch einmal, um einen Layer zu erhalten, der neu geladen werden kann.</translation></message>
<message><source>The layer “{layer}” lies in this schema already. Please choose another one.</source><translation>Der Layer „{layer}“ liegt schon in diesem Schema. Bitte wählen Sie ein anderes.</translation></message>
<message><source>The layer “{layer}” was changed meanwhile. Nothing was written. Please try again.</source><translation>Der Layer „{layer}“ wurde inzwischen geändert. Nichts wurde geschrieben. Bitte noch einmal versuchen.</translation></message>
<message><source>The layer “{layer}” was changed while it was saved, so it stays temporary. Please save it again.</source><translation>Der Layer „{layer}“ wurde während des Speicherns geändert und bleibt daher temporär. Bitte noch einmal speichern.</translation></message>
<message><source>The layer “{layer}” was edited meanwhile. Nothing was written. Please try again.</source><translation>Der Layer „{layer}“ wurde inzwischen bearbeitet. Nichts wurde geschrieben. Bitte noch einmal versuchen.</translation></message>
<message><source>The layer “{layer}” was removed meanwhile. Nothing was changed.</source><translation>Der Layer „{layer}“ wurde inzwischen entfernt. Nichts wurde geändert.</translation></message>
<message><source>The layer's data providers were stored by a newer version of this plugin: please update the plugin.</source><translation>Die Datenanbieter des Layers wurden von einer neueren Version dieser Erweiterung gespeichert: Bitte die Erweiterung aktualisieren.</translation></message>
<message><source>The layer's provenance was stored by a newer version of this plugin: please update the plugin.</source><translation>Die Herkunft des Layers wurde von einer neueren Version dieser Erweiterung gespeichert: Bitte die Erweiterung aktualisieren.</translation></message>
<message><source>The layer's search was described by a newer version of this plugin: please update the plugin.</source><translation>Die Suche des Layers wurde von einer neueren Version dieser Erweiterung beschrieben: Bitte die Erweiterung aktualisieren.</translation></message>
<message><source>The layer's stored description of its search is damaged and cannot be read.</source><translation>Die gespeicherte Beschreibung der Suche des Layers ist beschädigt und nicht lesbar.</translation></message>
<message><source>The layer's stored list of data providers is damaged and cannot be read.</source><translation>Die gespeicherte Liste der Datenanbieter des Layers ist beschädigt und nicht lesbar.</translation></message>
<message><source>The layer's stored provenance is damaged and cannot be read.</source><translation>Die gespeicherte Herkunft des Layers ist beschädigt und nicht lesbar.</translation></message>
<message numerus="yes"><source>The licence of {some} of {n} station is not open: these may not be published and are left out.</source><extracomment>The licence of {some} of {n} stations is not open: these may not be published and are left out.</extracomment><translation><numerusform>Ohne offene Lizenz: {some} von {n} Ladestation. Diese dürfen nicht veröffentlicht werden und werden weggelassen.</numerusform><numerusform>Ohne offene Lizenz: {some} von {n} Ladestationen. Diese dürfen nicht veröffentlicht werden und werden weggelassen.</numerusform></translation></message>
<message numerus="yes"><source>The licence of {some} of {n} station is not open: these may not be published. You keep them.</source><extracomment>The licence of {some} of {n} stations is not open: these may not be published. You keep them.</extracomment><translation><numerusform>Ohne offene Lizenz: {some} von {n} Ladestation. Diese dürfen nicht veröffentlicht werden. Sie werden behalten.</numerusform><numerusform>Ohne offene Lizenz: {some} von {n} Ladestationen. Diese dürfen nicht veröffentlicht werden. Sie werden behalten.</numerusform></translation></message>
<message><source>The line needs at least {least} positions, but has {number}.</source><translation>Die Linie braucht mindestens {least} Punkte, hat aber {number}.</translation></message>
<message><source>The lines are</source><translation>Die Linien sind</translation></message>
<message><source>The list of changes of “{layer}” begins at {time}: what changed before is not known.</source><translation>Die Liste der Änderungen von „{layer}“ beginnt um {time}: Was sich davor geändert hat, ist nicht bekannt.</translation></message>
<message><source>The list of changes of “{layer}” ends at {time}: no reload has changed anything since. Times are in UTC.</source><translation>Die Liste der Änderungen von „{layer}“ endet um {time}: Kein Neuladen hat seither etwas geändert. Zeiten sind in UTC.</translation></message>
<message><source>The lists are from {time} UTC.</source><translation>Die Listen sind von {time} UTC.</translation></message>
<message><source>The lists of operators and connection types cannot be kept for next time: {why}</source><translation>Die Listen der Betreiber und Steckertypen können nicht für das nächste Mal behalten werden: {why}</translation></message>
<message><source>The longest stretch between neighbouring stops if all uncertain ones are usable.</source><translation>Der längste Abschnitt zwischen benachbarten Halten, wenn alle ungewissen nutzbar sind.</translation></message>
<message><source>The longest stretch without a station: at least {lo} km, at most {hi} km.</source><translation>Der längste Abschnitt ohne Station: mindestens {lo} km, höchstens {hi} km.</translation></message>
<message><source>The longest stretch without a station: {length} km.</source><translation>Der längste Abschnitt ohne Station: {length} km.</translation></message>
<message><source>The longest way between neighbouring pools if all that are possible qualify.</source><translation>Der längste Weg zwischen benachbarten Standorten, wenn alle möglichen genügen.</translation></message>
<message><source>The longest way between neighbouring pools that surely qualify.</source><translation>Der längste Weg zwischen benachbarten Standorten, die sicher genügen.</translation></message>
<message><source>The longitude {value} is impossible: it must lie between -180 and 180 degrees.</source><translation>Die Länge {value} ist unmöglich: Sie muss zwischen -180 und 180 Grad liegen.</translation></message>
<message><source>The looks of the layers could not be stored in the database.</source><translation>Das Aussehen der Layer ließ sich nicht in der Datenbank speichern.</translation></message>
<message><source>The lowest number of the pool's stations.</source><translation>Die niedrigste Nummer der Ladestationen des Standorts.</translation></message>
<message><source>The lowest number of the pool's stations: it stays the same while that station is there.</source><translation>Die kleinste Nummer der Stationen des Standorts: Sie bleibt gleich, solange es diese Station gibt.</translation></message>
<message><source>The map is followed no longer. {reason}</source><translation>Der Karte wird nicht mehr gefolgt. {reason}</translation></message>
<message><source>The map shows nothing yet. Type a place, or choose another area in the menu beside it.</source><translation>Die Karte zeigt noch nichts. Einen Ort eingeben oder im Menü daneben ein Gebiet wählen.</translation></message>
<message><source>The maps of this layout show no charging stations of Open Charge Map. Please add a map that does.</source><translation>Die Karten dieses Layouts zeigen keine Ladestationen von Open Charge Map. Bitte eine solche Karte hinzufügen.</translation></message>
<message><source>The middle of the circle, in any coordinate system.</source><translation>Die Mitte des Kreises, in einem beliebigen Koordinatensystem.</translation></message>
<message><source>The minimum power ({least} kW) is above the maximum power ({most} kW).</source><translation>Die Mindestleistung ({least} kW) liegt über der Maximalleistung ({most} kW).</translation></message>
<message><source>The mirror cannot be read; the options say why.</source><translation>Der Spiegel lässt sich nicht lesen; die Optionen sagen, warum.</translation></message>
<message><source>The mirror is new and holds nothing yet. Please name countries, an extent, or the world.</source><translation>Der Spiegel ist neu und enthält noch nichts. Bitte Länder, eine Ausdehnung oder die Welt angeben.</translation></message>
<message><source>The mirror is not up to date yet: {why}</source><translation>Der Spiegel ist noch nicht auf dem neuesten Stand: {why}</translation></message>
<message><source>The mirror {name} does not hold all that was asked for, and what it lacks is missing. Search Open Charge Map itself, or update the mirror for this area.</source><translation>Der Spiegel {name} enthält nicht alles, wonach gefragt wurde, und das Übrige fehlt. Bitte Open Charge Map selbst durchsuchen oder den Spiegel für dieses Gebiet aktualisieren.</translation></message>
<message><source>The mirror {name} is of {date}: what has come or changed since then is missing, and later is what was asked for. Search Open Charge Map itself, or update the mirror.</source><translation>Der Spiegel {name} ist vom {date}: Was seither hinzugekommen ist oder sich geändert hat, fehlt, und gefragt war nach späterem. Suchen Sie in Open Charge Map selbst, oder aktualisieren Sie den Spiegel.</translation></message>
<message><source>The mirror {path} cannot be read. Please check the drive that it lies on.</source><translation>Der Spiegel {path} lässt sich nicht lesen. Bitte prüfen Sie das Laufwerk, auf dem er liegt.</translation></message>
<message><source>The mirror {path} is being changed by QGIS or another program. Please try again later.</source><translation>Der Spiegel {path} wird gerade von QGIS oder einem anderen Programm geändert. Bitte versuchen Sie es später noch einmal.</translation></message>
<message><source>The mirror {path} is damaged. Please remove it and make it again.</source><translation>Der Spiegel {path} ist beschädigt. Bitte entfernen Sie ihn und legen Sie ihn neu an.</translation></message>
<message><source>The mirror {path} is one of {other}, and the options name {server}. Please choose another one.</source><translation>Der Spiegel {path} ist einer von {other}, und die Optionen nennen {server}. Bitte einen anderen wählen.</translation></message>
<message><source>The mirror {path} may not be read. Please ask for the right to read it.</source><translation>Der Spiegel {path} darf nicht gelesen werden. Bitte lassen Sie sich das Leserecht geben.</translation></message>
<message><source>The mirror {path} was made by a newer version of this plugin. Please update the plugin.</source><translation>Der Spiegel {path} stammt von einer neueren Version dieser Erweiterung. Bitte aktualisieren Sie die Erweiterung.</translation></message>
<message><source>The mirror {path} was made by another version of this plugin. Please remove it and make it again.</source><translation>Der Spiegel {path} stammt von einer anderen Version dieser Erweiterung. Bitte entfernen Sie ihn und legen Sie ihn neu an.</translation></message>
<message><source>The name of the application must be up to 100 printable characters.</source><translation>Der Name der Anwendung darf höchstens 100 druckbare Zeichen haben.</translation></message>
<message><source>The name of the column “{column}” is too long for PostgreSQL. Please rename it, and save again.</source><translation>Der Name der Spalte „{column}“ ist für PostgreSQL zu lang. Bitte benennen Sie sie um, und speichern Sie noch einmal.</translation></message>
<message><source>The name of the search is too long: at most {most} characters are kept.</source><translation>Der Name der Suche ist zu lang: Höchstens {most} Zeichen sind möglich.</translation></message>
<message><source>The name of {path} is too long. Please choose a shorter one.</source><translation>Der Name von {path} ist zu lang. Bitte einen kürzeren wählen.</translation></message>
<message><source>The name of {path} must end in .gpkg.</source><translation>Der Name von {path} muss auf .gpkg enden.</translation></message>
<message><source>The north {value} is impossible: it must lie between -90 and 90 degrees.</source><translation>Norden {value} ist unmöglich: Der Wert muss zwischen -90 und 90 Grad liegen.</translation></message>
<message><source>The number of points as received contradicts the connectors or is absurd, and was not used.</source><translation>Die empfangene Zahl der Ladepunkte widerspricht den Anschlüssen oder ist absurd und wurde nicht verwendet.</translation></message>
<message><source>The numbers of those stations, separated by commas, in the order of the route.</source><translation>Die Nummern dieser Stationen, durch Kommas getrennt, in der Reihenfolge der Route.</translation></message>
<message><source>The operational status is newer than this plugin.</source><translation>Der Betriebsstatus ist neuer als diese Erweiterung.</translation></message>
<message><source>The operator's number of the equipment.</source><translation>Die Nummer der Ausstattung beim Betreiber.</translation></message>
<message><source>The operator's own number of the site.</source><translation>Die eigene Nummer des Betreibers für den Standort.</translation></message>
<message><source>The operators of the pool's stations, separated by semicolons.</source><translation>Die Betreiber der Stationen des Standorts, durch Semikolons getrennt.</translation></message>
<message><source>The output could not be written: the disk may be full, or the format may not store tables without geometry. Please choose another folder or format.</source><translation>Die Ausgabe konnte nicht geschrieben werden: Vielleicht ist der Datenträger voll, oder das Format speichert keine Tabellen ohne Geometrie. Bitte einen anderen Ordner oder ein anderes Format wählen.</translation></message>
<message><source>The page loads it from the network when it is opened.</source><translation>Die Seite lädt sie beim Öffnen aus dem Netz.</translation></message>
<message><source>The place was not found out. {why}</source><translation>Der Ort wurde nicht gefunden. {why}</translation></message>
<message><source>The places with their own fields, and how they are covered.</source><translation>Die Orte mit ihren eigenen Feldern und wie sie abgedeckt sind.</translation></message>
<message><source>The polygon needs at least {least} positions, but has {number}.</source><translation>Das Polygon braucht mindestens {least} Punkte, hat aber {number}.</translation></message>
<message><source>The polygon, line or list is too long for the service. Please simplify it.</source><translation>Das Polygon, die Linie oder die Liste ist zu lang für den Dienst. Bitte vereinfachen Sie sie.</translation></message>
<message><source>The power differs from amps × volts by more than a tenth.</source><translation>Die Leistung weicht um mehr als ein Zehntel von Ampere × Volt ab.</translation></message>
<message><source>The power is negative or beyond any machine; it was not used.</source><translation>Die Leistung ist negativ oder größer als bei jedem Gerät; sie wurde nicht verwendet.</translation></message>
<message><source>The power of connectors is a guess of an importer or a formula; the plate at the post says it.</source><translation>Die Leistung von Anschlüssen ist von einem Importeur oder einer Formel geschätzt; auf dem Typenschild der Säule steht sie.</translation></message>
<message><source>The power of connectors is not stated, so that every total in kW is only a lower bound.</source><translation>Die Leistung von Anschlüssen ist nicht angegeben, sodass jede Summe in kW nur eine Untergrenze ist.</translation></message>
<message><source>The power was computed for one phase, or as if 230 V were the voltage between phases; it may be √3 to 3 times as much.</source><translation>Die Leistung wurde für eine Phase berechnet, oder als wären 230 V die Spannung zwischen Phasen; sie kann das √3- bis 3-Fache sein.</translation></message>
<message><source>The project was closed before the work had ended.</source><translation>Das Projekt wurde geschlossen, bevor die Arbeit beendet war.</translation></message>
<message><source>The provider's own number of the site; joins to its data.</source><translation>Die eigene Nummer des Anbieters für den Standort; verbindet mit dessen Daten.</translation></message>
<message><source>The proxy refused the request, or requires a sign-in. Check the proxy in QGIS’ Options under “Network”.</source><translation>Der Proxy hat die Anfrage abgelehnt oder verlangt eine Anmeldung. Den Proxy in den Optionen von QGIS unter „Netzwerk“ prüfen.</translation></message>
<message><source>The quantity is missing or 0; 1 is used.</source><translation>Die Anzahl fehlt oder ist 0; verwendet wird 1.</translation></message>
<message><source>The quantity is negative or above 1,000; 1 is used.</source><translation>Die Anzahl ist negativ oder über 1.000; verwendet wird 1.</translation></message>
<message><source>The radius {value} m is impossible: it must be above 0 and at most half way round the Earth.</source><translation>Der Radius {value} m ist unmöglich: Er muss über 0 und höchstens halb um die Erde sein.</translation></message>
<message><source>The record has neither a street nor a town nor a postcode.</source><translation>Der Datensatz hat weder Straße noch Ort noch Postleitzahl.</translation></message>
<message><source>The record has no position, so that nobody finds the station.</source><translation>Der Datensatz hat keine Lage, sodass niemand die Station findet.</translation></message>
<message><source>The rectangle in which to search, in any coordinate system.</source><translation>Das Rechteck, in dem gesucht wird, in einem beliebigen Koordinatensystem.</translation></message>
<message><source>The reload was cancelled. Nothing was changed.</source><translation>Das Neuladen wurde abgebrochen. Nichts wurde geändert.</translation></message>
<message><source>The reload was undone already. Nothing was changed.</source><translation>Das Neuladen war schon rückgängig gemacht. Nichts wurde geändert.</translation></message>
<message><source>The reload was undone, but what the file says of its searches and credits may be wrong. {reason}</source><translation>Das Neuladen wurde rückgängig gemacht, aber was die Datei über Suchen und Quellen sagt, kann falsch sein. {reason}</translation></message>
<message><source>The reload was undone.</source><translation>Das Neuladen wurde rückgängig gemacht.</translation></message>
<message><source>The request to {server} could not be sent. Check the address of the server in the options.</source><translation>Die Anfrage an {server} konnte nicht gesendet werden. Die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>The result holds all that matches in the file.</source><translation>Das Ergebnis enthält alles Passende aus der Datei.</translation></message>
<message numerus="yes"><source>The result is capped at {n} station: there may be more.</source><extracomment>The result is capped at {n} stations: there may be more.</extracomment><translation><numerusform>Das Ergebnis ist auf {n} Ladestation begrenzt: Es kann mehr geben.</numerusform><numerusform>Das Ergebnis ist auf {n} Ladestationen begrenzt: Es kann mehr geben.</numerusform></translation></message>
<message><source>The result is complete.</source><translation>Das Ergebnis ist vollständig.</translation></message>
<message><source>The result is incomplete.</source><translation>Das Ergebnis ist unvollständig.</translation></message>
<message numerus="yes"><source>The result is incomplete: {n} record could not be read and was set aside.</source><extracomment>The result is incomplete: {n} records could not be read and were set aside.</extracomment><translation><numerusform>Das Ergebnis ist unvollständig: {n} Datensatz war nicht lesbar und wurde übergangen.</numerusform><numerusform>Das Ergebnis ist unvollständig: {n} Datensätze waren nicht lesbar und wurden übergangen.</numerusform></translation></message>
<message><source>The result says that it is capped when there are more.</source><translation>Das Ergebnis sagt, dass es begrenzt ist, wenn es mehr gibt.</translation></message>
<message><source>The roads with their verdicts, and how much of each is served.</source><translation>Die Straßen mit ihren Ergebnissen, und wie viel von jeder versorgt ist.</translation></message>
<message><source>The rows of the layer “{layer}” lie elsewhere since, so the reload before cannot be undone.</source><translation>Die Zeilen des Layers „{layer}“ liegen seither anderswo, das Neuladen davor kann nicht rückgängig gemacht werden.</translation></message>
<message><source>The rule</source><translation>Die Regel</translation></message>
<message><source>The rule by which it is a problem, in the user's language.</source><translation>Die Regel, nach der es ein Mangel ist, in der Sprache des Nutzers.</translation></message>
<message><source>The rule means all roads together: the log and the report have the verdict on them.</source><translation>Die Regel meint alle Straßen zusammen: Deren Ergebnis steht in Protokoll und Bericht.</translation></message>
<message><source>The rule pack {file} cannot be read: {why}.</source><translation>Das Regelpaket {file} kann nicht gelesen werden: {why}.</translation></message>
<message><source>The rule pack {file} cannot be used: “{entry}” must be {expected}.</source><translation>Das Regelpaket {file} ist nicht zu verwenden. „{entry}“ muss sein: {expected}.</translation></message>
<message><source>The rule pack {file} is not JSON: {why}.</source><translation>Das Regelpaket {file} ist kein JSON: {why}.</translation></message>
<message><source>The same if none of them is.</source><translation>Dasselbe, wenn keiner von ihnen es ist.</translation></message>
<message><source>The same pools as areas around their stations.</source><translation>Dieselben Standorte als Flächen um ihre Stationen.</translation></message>
<message><source>The same rows without lines.</source><translation>Dieselben Zeilen ohne Linien.</translation></message>
<message><source>The same station</source><translation>Dieselbe Station</translation></message>
<message><source>The same with all that may be usable.</source><translation>Dasselbe mit allen, die nutzbar sein können.</translation></message>
<message><source>The same with directions of travel, trucks, hours and ways from the road taken as met wherever nothing else is stated: Open Charge Map hardly knows them.</source><translation>Dasselbe, wobei Fahrtrichtung, Lkw, Öffnungszeiten und Weg von der Straße als erfüllt gelten, wo nichts anderes angegeben ist: Open Charge Map weiß davon kaum etwas.</translation></message>
<message><source>The same with every power at its best guess, and unknown status and access taken as usable.</source><translation>Dasselbe mit jeder Leistung nach bester Schätzung; unbekannter Status und Zugang gelten als nutzbar.</translation></message>
<message><source>The same with the pools only that surely qualify.</source><translation>Dasselbe nur mit den Standorten, die sicher genügen.</translation></message>
<message><source>The same with those that may be usable.</source><translation>Dasselbe mit denen, die vielleicht nutzbar sind.</translation></message>
<message><source>The saved searches were damaged; the file is now {name}.</source><translation>Die gespeicherten Suchen waren beschädigt; die Datei heißt jetzt {name}.</translation></message>
<message><source>The saved searches were written by a newer version of this plugin: please update the plugin.</source><translation>Die gespeicherten Suchen stammen von einer neueren Version dieses Plugins: Bitte aktualisieren Sie das Plugin.</translation></message>
<message><source>The schema of that database which holds the mirror.</source><translation>Das Schema dieser Datenbank, das den Spiegel enthält.</translation></message>
<message><source>The schema “{schema}” of “{database}” already has a table “{table}”. Nothing was changed: please choose another schema, or replace its tables.</source><translation>Das Schema „{schema}“ von „{database}“ hat schon eine Tabelle „{table}“. Nichts wurde geändert: Bitte wählen Sie ein anderes Schema, oder ersetzen Sie die Tabellen.</translation></message>
<message><source>The schema “{schema}” of “{database}” holds a mirror, which is not replaced. Nothing was changed: please choose another schema.</source><translation>Das Schema „{schema}“ von „{database}“ enthält einen Spiegel, der nicht ersetzt wird. Nichts wurde geändert: Bitte ein anderes Schema wählen.</translation></message>
<message><source>The search</source><translation>Die Suche</translation></message>
<message><source>The search had ended before. Its layers are temporary: save them by their menu.</source><translation>Die Suche war schon zu Ende. Ihre Layer sind temporär: Speichern Sie sie über ihr Menü.</translation></message>
<message><source>The search is still running.</source><translation>Die Suche läuft noch.</translation></message>
<message><source>The search that is saved as “{name}” will be replaced.</source><translation>Die Suche, die als „{name}“ gespeichert ist, wird ersetzt.</translation></message>
<message><source>The search was cancelled.</source><translation>Die Suche wurde abgebrochen.</translation></message>
<message><source>The search was cancelled. Nothing was loaded.</source><translation>Die Suche wurde abgebrochen. Nichts wurde geladen.</translation></message>
<message><source>The search was ended, as its layer was removed.</source><translation>Die Suche wurde beendet, weil ihr Layer entfernt wurde.</translation></message>
<message><source>The search was still running.</source><translation>Die Suche lief noch.</translation></message>
<message><source>The search, to be run again.</source><translation>Die Suche, um sie erneut auszuführen.</translation></message>
<message><source>The search: {sentence}</source><translation>Die Suche: {sentence}</translation></message>
<message><source>The server answered in another form than was asked for. Please try again later.</source><translation>Der Server hat in einer anderen Form geantwortet als verlangt. Bitte versuchen Sie es später noch einmal.</translation></message>
<message><source>The server answered with a web page instead of data. Check the address of the server in the options, and whether your network wants you to sign in first; or try again later.</source><translation>Der Server hat mit einer Webseite statt mit Daten geantwortet. Die Adresse des Servers in den Optionen prüfen und ob das Netz zuerst eine Anmeldung verlangt; oder später noch einmal versuchen.</translation></message>
<message><source>The server answered, but not with a list of stations. Check the address of the server in the options, or try again later.</source><translation>Der Server hat geantwortet, aber nicht mit einer Liste von Ladestationen. Die Adresse des Servers in den Optionen prüfen oder es später noch einmal versuchen.</translation></message>
<message><source>The server answers coarsely: area and filters are judged here.</source><translation>Der Server antwortet grob: Gebiet und Filter werden hier beurteilt.</translation></message>
<message><source>The server did not answer with Open Charge Map data. Check the address of the server in the options; a proxy may also have answered in its place.</source><translation>Der Server hat nicht mit Daten von Open Charge Map geantwortet. Die Adresse des Servers in den Optionen prüfen; vielleicht hat auch ein Proxy an seiner Stelle geantwortet.</translation></message>
<message><source>The server did not answer with its lists of operators and connection types. Check the address of the server in the options, or try again later.</source><translation>Der Server hat nicht mit seinen Listen der Betreiber und Steckertypen geantwortet. Die Adresse des Servers in den Optionen prüfen oder es später noch einmal versuchen.</translation></message>
<message><source>The server does not list stations by their numbers, so only a part of its stations was saved.</source><translation>Der Server ordnet die Ladestationen nicht nach ihren Nummern, daher wurde nur ein Teil seiner Ladestationen gespeichert.</translation></message>
<message><source>The server does not page as Open Charge Map does, and after {requests} requests for smaller and smaller areas there was still more. Search a smaller area.</source><translation>Der Server blättert nicht wie Open Charge Map, und nach {requests} Anfragen nach immer kleineren Gebieten gab es immer noch mehr. In einem kleineren Gebiet suchen.</translation></message>
<message><source>The server does not page as Open Charge Map does, and has more stations than fit into one answer at latitude {latitude}, longitude {longitude}. Choose a larger page size in the options.</source><translation>Der Server blättert nicht wie Open Charge Map und hat bei Breite {latitude}, Länge {longitude} mehr Ladestationen, als in eine Antwort passen. In den Optionen eine größere Seitengröße wählen.</translation></message>
<message><source>The server is asked for all, though a mirror or an earlier search could answer.</source><translation>Der Server wird nach allem gefragt, obwohl ein Spiegel oder eine frühere Suche antworten könnte.</translation></message>
<message><source>The server is still preparing its lists of operators and connection types. Please try again in a few minutes.</source><translation>Der Server bereitet seine Listen der Betreiber und Steckertypen noch vor. Bitte in einigen Minuten noch einmal versuchen.</translation></message>
<message><source>The server sent a page of records without any valid ID, so the search cannot go on.</source><translation>Der Server hat eine Seite mit Datensätzen ohne gültige Nummern gesendet, die Suche kann nicht weitergehen.</translation></message>
<message><source>The server sent an empty answer, which is an error. Please try again later.</source><translation>Der Server hat eine leere Antwort gesendet, das ist ein Fehler. Bitte später noch einmal versuchen.</translation></message>
<message><source>The server sent stations without end. Check the address of the server in the options.</source><translation>Der Server hat Ladestationen ohne Ende gesendet. Prüfen Sie die Adresse des Servers in den Optionen.</translation></message>
<message><source>The server sent {arrived}, “{layer}” has {held}. Nothing was changed.</source><translation>Vom Server gesendet: {arrived}, in „{layer}“ sind {held}. Nichts wurde geändert.</translation></message>
<message><source>The server sent {arrived}, “{layer}” has {held}. Nothing was changed. A server in trouble often answers that there are no stations. Try again later, or choose to replace them.</source><translation>Vom Server gesendet: {arrived}, in „{layer}“ sind {held}. Nichts wurde geändert. Ein Server mit Störung antwortet oft, es gebe keine Ladestationen. Versuchen Sie es später noch einmal, oder wählen Sie, dass sie ersetzt werden.</translation></message>
<message><source>The service (asked again when they are older than a week)</source><translation>Der Dienst (erneut gefragt, wenn sie älter als eine Woche sind)</translation></message>
<message><source>The service areas have no field “{name}”: please choose the field with the number of the station.</source><translation>Die Einzugsgebiete haben kein Feld „{name}“: Bitte wählen Sie das Feld mit der Nummer der Station.</translation></message>
<message><source>The service could not be asked: these lists may be old or incomplete.</source><translation>Der Dienst konnte nicht gefragt werden: Diese Listen können alt oder unvollständig sein.</translation></message>
<message><source>The service finds those without capital letters only.</source><translation>Der Dienst findet nur solche ohne Großbuchstaben.</translation></message>
<message><source>The service has not given its lists yet: these are the built-in ones.</source><translation>Der Dienst hat seine Listen noch nicht gegeben: Dies sind die eingebauten.</translation></message>
<message><source>The service has not given its lists.</source><translation>Der Dienst hat seine Listen nicht gegeben.</translation></message>
<message><source>The service leaves stations out where they are dense.</source><translation>Der Dienst lässt Ladestationen aus, wo sie dicht liegen.</translation></message>
<message numerus="yes"><source>The service takes one polygon or line, and this is {n} part. Please choose one feature.</source><extracomment>The service takes one polygon or line, and these are {n} parts. Please choose one feature.</extracomment><translation><numerusform>Der Dienst nimmt ein Polygon oder eine Linie, und dies ist {n} Teil. Bitte wählen Sie ein Objekt.</numerusform><numerusform>Der Dienst nimmt ein Polygon oder eine Linie, und dies sind {n} Teile. Bitte wählen Sie ein Objekt.</numerusform></translation></message>
<message><source>The service writes the call behind the data, so that it is no JSON.</source><translation>Der Dienst schreibt den Aufruf hinter die Daten, sodass es kein JSON ist.</translation></message>
<message><source>The shapes of the layer “{layer}” are being read…</source><translation>Die Formen des Layers „{layer}“ werden gelesen…</translation></message>
<message><source>The share counts for the core and the comprehensive network together; this pack tests the roads that it is given.</source><translation>Der Anteil gilt für Kern- und Gesamtnetz zusammen; dieses Paket prüft die Straßen, die ihm gegeben werden.</translation></message>
<message><source>The shortest way from stop to stop over the stretch if all pools that are possible qualify. Stops are pools, and ends where no road goes on.</source><translation>Der kürzeste Weg von Halt zu Halt über den Abschnitt, wenn alle möglichen Standorte genügen. Halte sind Standorte und Enden, an denen keine Straße weitergeht.</translation></message>
<message><source>The site has no name.</source><translation>Die Station hat keinen Namen.</translation></message>
<message><source>The south {value} is impossible: it must lie between -90 and 90 degrees.</source><translation>Süden {value} ist unmöglich: Der Wert muss zwischen -90 und 90 Grad liegen.</translation></message>
<message><source>The standards present, in alphabetical order: CCS2;CHAdeMO;Type2.</source><translation>Die vorhandenen Normen, in alphabetischer Reihenfolge: CCS2;CHAdeMO;Type2.</translation></message>
<message><source>The station is still planned for a day that is over: it was built, or will not be.</source><translation>Die Station ist noch immer für einen Tag geplant, der vorbei ist: Sie wurde gebaut oder wird es nicht mehr.</translation></message>
<message><source>The station's page at Open Charge Map.</source><translation>Die Seite der Ladestation bei Open Charge Map.</translation></message>
<message><source>The stations as points, with about 120 documented fields, and behind them where along the nearest route each lies: kilometre, distance, side, and the place on the line.</source><translation>Die Stationen als Punkte mit etwa 120 beschriebenen Feldern, dahinter ihre Lage an der nächsten Route: Kilometer, Entfernung, Seite und die Stelle auf der Linie.</translation></message>
<message><source>The stations as points, with about 120 documented fields.</source><translation>Die Ladestationen als Punkte, mit etwa 120 dokumentierten Feldern.</translation></message>
<message><source>The stations go into {name}. The map shows all of them when the search has ended; until then they cannot be edited.</source><translation>Die Ladestationen kommen in {name}. Die Karte zeigt alle, wenn die Suche zu Ende ist; bis dahin können sie nicht bearbeitet werden.</translation></message>
<message><source>The stations of “{layer}” are no longer there: your decisions are in this layer only. Give it to the next audit as earlier review.</source><translation>Die Stationen zu „{layer}“ sind nicht mehr da: Ihre Entscheidungen stehen nur in diesem Layer. Geben Sie ihn der nächsten Prüfung als frühere Durchsicht.</translation></message>
<message><source>The stations were kept as they are.</source><translation>Die Ladestationen wurden behalten, wie sie sind.</translation></message>
<message><source>The stored lists of operators and connection types are damaged: {why}</source><translation>Die gespeicherten Listen der Betreiber und Steckertypen sind beschädigt: {why}</translation></message>
<message><source>The stored lists of operators and connection types cannot be read: {why}</source><translation>Die gespeicherten Listen der Betreiber und Steckertypen sind nicht lesbar: {why}</translation></message>
<message><source>The stored lists of operators and connection types were damaged; the file is now {name}.</source><translation>Die gespeicherten Listen der Betreiber und Steckertypen waren beschädigt; die Datei heißt jetzt {name}.</translation></message>
<message><source>The stored search cannot be run: {why}</source><translation>Die gespeicherte Suche kann nicht ausgeführt werden: {why}</translation></message>
<message><source>The stored search is damaged and cannot be read.</source><translation>Die gespeicherte Suche ist beschädigt und nicht lesbar.</translation></message>
<message><source>The stored search was made by a newer version of this plugin: please update the plugin.</source><translation>Die gespeicherte Suche stammt von einer neueren Version dieser Erweiterung: Bitte die Erweiterung aktualisieren.</translation></message>
<message><source>The strongest connector has at least this power.</source><translation>Der stärkste Anschluss hat mindestens diese Leistung.</translation></message>
<message><source>The strongest connector has at most this power.</source><translation>Der stärkste Anschluss hat höchstens diese Leistung.</translation></message>
<message><source>The style of “{layer}” could not be stored in its file. The stations are there.</source><translation>Der Stil von „{layer}“ konnte nicht in der Datei gespeichert werden. Die Ladestationen sind da.</translation></message>
<message><source>The table of connections lacks the fields {names}.</source><translation>Der Tabelle der Anschlüsse fehlen die Felder {names}.</translation></message>
<message><source>The table of connections of these stations. Empty: the one that the project, file or schema of the layer has. Without one, the columns of the stations are read, which say less.</source><translation>Die Tabelle der Anschlüsse dieser Stationen. Leer: die des Projekts, der Datei oder des Schemas des Layers. Ohne eine werden die Spalten der Stationen gelesen, die weniger sagen.</translation></message>
<message><source>The table of connections was not found or given. The columns of the stations say less: where the connectors of a station differ, it is uncertain what each has.</source><translation>Die Tabelle der Anschlüsse wurde weder gefunden noch angegeben. Die Spalten der Stationen sagen weniger: Wo sich die Anschlüsse einer Station unterscheiden, ist ungewiss, was jeder hat.</translation></message>
<message><source>The table of connections was not found or given: nothing is said of single connections.</source><translation>Die Tabelle der Anschlüsse wurde nicht gefunden oder angegeben: Über einzelne Anschlüsse wird nichts gesagt.</translation></message>
<message><source>The table of connections was not found: connectors are listed by type only.</source><translation>Die Tabelle der Anschlüsse wurde nicht gefunden: Anschlüsse sind nur nach Typ aufgeführt.</translation></message>
<message><source>The table “{table}” has no points. It was left as it was.</source><translation>Die Tabelle „{table}“ hat keine Punkte. Sie blieb, wie sie war.</translation></message>
<message><source>The table “{table}” has no primary key of one column. It was left as it was.</source><translation>Die Tabelle „{table}“ hat keinen Primärschlüssel aus einer Spalte. Sie blieb, wie sie war.</translation></message>
<message><source>The table “{table}” in the schema “{schema}” is none of this plugin, so it is not replaced. Nothing was changed: please choose another schema.</source><translation>Die Tabelle „{table}“ im Schema „{schema}“ ist keine dieser Erweiterung und wird nicht ersetzt. Nichts wurde geändert: Bitte wählen Sie ein anderes Schema.</translation></message>
<message><source>The table “{table}” in “{name}” belongs to “{owner}”, who alone can replace it. Nothing was changed: please choose another schema.</source><translation>Die Tabelle „{table}“ in „{name}“ gehört „{owner}“, und nur wem sie gehört, kann sie ersetzen. Nichts wurde geändert: Bitte wählen Sie ein anderes Schema.</translation></message>
<message><source>The undecided stations say what is not known of them.</source><translation>Was von ihnen nicht bekannt ist, sagen die offenen Ladestationen.</translation></message>
<message><source>The undo was cancelled. Nothing was changed.</source><translation>Das Rückgängigmachen wurde abgebrochen. Nichts wurde geändert.</translation></message>
<message><source>The usage type is newer than this plugin.</source><translation>Die Nutzungsart ist neuer als diese Erweiterung.</translation></message>
<message><source>The value of an expression for each connection of a charging station, as an array. The expression is given as text.</source><translation>Der Wert eines Ausdrucks für jeden Anschluss einer Ladestation, als Array. Der Ausdruck wird als Text angegeben.</translation></message>
<message><source>The values on which the rule was judged.</source><translation>Die Werte, nach denen die Regel beurteilt wurde.</translation></message>
<message><source>The verdict for travel against the line.</source><translation>Das Ergebnis für die Fahrt gegen die Linie.</translation></message>
<message><source>The verdict for travel with the line.</source><translation>Das Ergebnis für die Fahrt mit der Linie.</translation></message>
<message><source>The way by road is longer.</source><translation>Der Weg auf der Straße ist länger.</translation></message>
<message><source>The web page does not begin with http or https, so that browsers do not open it.</source><translation>Die Webseite beginnt nicht mit http oder https, sodass Browser sie nicht öffnen.</translation></message>
<message><source>The west {value} is impossible: it must lie between -180 and 180 degrees.</source><translation>Westen {value} ist unmöglich: Der Wert muss zwischen -180 und 180 Grad liegen.</translation></message>
<message><source>The whole world</source><translation>Die ganze Welt</translation></message>
<message><source>The zip {path} is not read, since the names in it lead out of it: {name}.</source><translation>Die Zip-Datei {path} wird nicht gelesen, da Namen darin aus ihr hinausführen: {name}.</translation></message>
<message><source>The zones with their own fields, and about 60 documented ones behind them.</source><translation>Die Zonen mit ihren eigenen Feldern und etwa 60 beschriebenen dahinter.</translation></message>
<message><source>The zones with their own fields, and the sums behind them.</source><translation>Die Zonen mit ihren eigenen Feldern und dahinter den Summen.</translation></message>
<message><source>Their connections</source><translation>Ihre Anschlüsse</translation></message>
<message><source>There came {arrived}, where {path} has {held}. Nothing was changed: a server in trouble often answers that there are no stations. Please try again later, or replace the file.</source><translation>Gekommen sind {arrived}, wo {path} {held} hat. Nichts wurde geändert: Ein Server mit Schwierigkeiten antwortet oft, es gebe keine Ladestationen. Bitte später noch einmal versuchen oder die Datei ersetzen.</translation></message>
<message><source>There is no check-in type called “{name}”. Give its name or its number.</source><translation>Es gibt keine Rückmeldungsart namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no comment type called “{name}”. Give its name or its number.</source><translation>Es gibt keine Kommentarart namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no connection type called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Steckertyp namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no country called “{name}”. Give its name or its number.</source><translation>Es gibt kein Land namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no current type called “{name}”. Give its name or its number.</source><translation>Es gibt keine Stromart namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no data provider called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Datenanbieter namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no level called “{name}”. Give its name or its number.</source><translation>Es gibt keine Ladestufe namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no line to search along. Choose or select at least one.</source><translation>Es gibt keine Linie für die Suche. Mindestens eine wählen.</translation></message>
<message><source>There is no mirror at {path}: it was moved or removed, or its drive is not connected. Please choose it again, or make it with “Update a mirror”.</source><translation>Bei {path} ist kein Spiegel: Er wurde verschoben oder entfernt, oder sein Laufwerk ist nicht verbunden. Bitte wählen Sie ihn neu, oder legen Sie ihn mit „Spiegel aktualisieren“ an.</translation></message>
<message><source>There is no operator called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Betreiber namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no polygon to search in. Choose or select at least one.</source><translation>Es gibt kein Polygon für die Suche. Mindestens eines wählen.</translation></message>
<message><source>There is no server called {server}, or this computer is offline. Check the network, and the address of the server in the options.</source><translation>Es gibt keinen Server namens {server}, oder dieser Rechner ist offline. Das Netz und die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>There is no status type called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Status namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no submission status called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Eintragsstatus namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There is no usage type called “{name}”. Give its name or its number.</source><translation>Es gibt keinen Zugang namens „{name}“. Bitte den Namen oder die Nummer angeben.</translation></message>
<message><source>There may be more.</source><translation>Es kann mehr geben.</translation></message>
<message numerus="yes"><source>These could not be read: {names} and {n} more.</source><extracomment>These could not be read: {names} and {n} more.</extracomment><translation><numerusform>Nicht lesbar waren: {names} und {n} weitere.</numerusform><numerusform>Nicht lesbar waren: {names} und {n} weitere.</numerusform></translation></message>
<message><source>These could not be read: {names}.</source><translation>Nicht lesbar waren: {names}.</translation></message>
<message numerus="yes"><source>These hold no stations and were passed over: {names} and {n} more.</source><extracomment>These hold no stations and were passed over: {names} and {n} more.</extracomment><translation><numerusform>Keine Stationen enthalten, und übergangen wurden: {names} und {n} weitere.</numerusform><numerusform>Keine Stationen enthalten, und übergangen wurden: {names} und {n} weitere.</numerusform></translation></message>
<message><source>These hold no stations and were passed over: {names}.</source><translation>Keine Stationen enthalten, und übergangen wurden: {names}.</translation></message>
<message><source>These searches were saved by a newer version of this plugin: please update the plugin.</source><translation>Diese Suchen wurden mit einer neueren Version dieses Plugins gespeichert: Bitte aktualisieren Sie das Plugin.</translation></message>
<message><source>They replace “{layer}”.</source><translation>Sie ersetzen „{layer}“.</translation></message>
<message><source>This does not look like a key of openchargemap.org; it is sent as it is.</source><translation>Das sieht nicht wie ein Schlüssel von openchargemap.org aus; er wird gesendet, wie er ist.</translation></message>
<message><source>This is a summary, not the text of the clause.</source><translation>Das ist eine Zusammenfassung, nicht der Text der Vorschrift.</translation></message>
<message><source>This is no file of saved searches, or it is damaged.</source><translation>Dies ist keine Datei gespeicherter Suchen, oder sie ist beschädigt.</translation></message>
<message><source>This key is stored when you press OK.</source><translation>Dieser Schlüssel wird mit OK gespeichert.</translation></message>
<message><source>This layer came from a file, and does not say where that lies.</source><translation>Dieser Layer kam aus einer Datei und sagt nicht, wo sie liegt.</translation></message>
<message><source>This layer came from {source}, but the options name {server}. It was not reloaded.</source><translation>Dieser Layer kam von {source}, aber die Optionen nennen {server}. Er wurde nicht neu geladen.</translation></message>
<message><source>This layer does not hold its search.</source><translation>Dieser Layer enthält seine Suche nicht.</translation></message>
<message><source>This layer does not say from which server it came.</source><translation>Dieser Layer sagt nicht, von welchem Server er kam.</translation></message>
<message><source>This plugin supports version 3 of the API, not “{version}”: end the address of the server with /v3/.</source><translation>Diese Erweiterung unterstützt Version 3 der API, nicht „{version}“: Die Adresse des Servers mit /v3/ enden lassen.</translation></message>
<message><source>This project has no layer of charging stations.</source><translation>Dieses Projekt hat keinen Layer mit Ladestationen.</translation></message>
<message><source>This project shows invented demo data: none of these stations exists.</source><translation>Dieses Projekt zeigt erfundene Demodaten: Keine dieser Ladestationen gibt es wirklich.</translation></message>
<message><source>This reload can no longer be undone.</source><translation>Dieses Neuladen kann nicht mehr rückgängig gemacht werden.</translation></message>
<message><source>This rule comes into force on {day}.</source><translation>Diese Regel tritt am {day} in Kraft.</translation></message>
<message><source>This rule was in force until {day}.</source><translation>Diese Regel war bis {day} in Kraft.</translation></message>
<message><source>Three Phase 5-Pin (AS/NZ 3123)</source><translation>Dreiphasig 5-polig (AS/NZ 3123)</translation></message>
<message><source>Time it was added, UTC.</source><translation>Zeit des Hinzufügens, UTC.</translation></message>
<message><source>Time of the comment, UTC.</source><translation>Zeit des Kommentars, UTC.</translation></message>
<message><source>Time of the reference data used for titles.</source><translation>Zeit der Referenzlisten, aus denen die Bezeichnungen stammen.</translation></message>
<message><source>Time of the search, UTC.</source><translation>Zeit der Suche, UTC.</translation></message>
<message><source>Time stamps (a time slider in Google Earth)</source><translation>Zeitstempel (Zeitregler in Google Earth)</translation></message>
<message><source>Title</source><translation>Titel</translation></message>
<message><source>Title of the site.</source><translation>Bezeichnung des Standorts.</translation></message>
<message><source>Titles, ids or usual names of the networks, separated by commas or semicolons. Empty: all.</source><translation>Titel, IDs oder übliche Namen der Netze, getrennt durch Kommas oder Semikolons. Leer: alle.</translation></message>
<message><source>Titles, ids or usual names, separated by commas or semicolons, such as “CCS, type 2” or “33”. Empty: all.</source><translation>Titel, IDs oder übliche Namen, getrennt durch Kommas oder Semikolons, etwa „CCS, Typ 2“ oder „33“. Leer: alle.</translation></message>
<message><source>To</source><translation>Bis</translation></message>
<message><source>To (km)</source><translation>Bis (km)</translation></message>
<message><source>To be fulfilled by {day}.</source><translation>Zu erfüllen bis {day}.</translation></message>
<message><source>To go on where an earlier answer ended.</source><translation>Um fortzufahren, wo eine frühere Antwort endete.</translation></message>
<message><source>Too few where places do not say it: see n_people_unknown.</source><translation>Zu wenige, wo Orte es nicht sagen: siehe n_people_unknown.</translation></message>
<message><source>Too low where quantities are missing.</source><translation>Zu niedrig, wo Anzahlen fehlen.</translation></message>
<message><source>Total power (kW)</source><translation>Gesamtleistung (kW)</translation></message>
<message><source>Total power, AC (kW)</source><translation>Gesamtleistung, AC (kW)</translation></message>
<message><source>Total power, DC (kW)</source><translation>Gesamtleistung, DC (kW)</translation></message>
<message><source>Total power, all connectors (kW)</source><translation>Gesamtleistung, alle Anschlüsse (kW)</translation></message>
<message><source>Total power, one connector type (kW)</source><translation>Gesamtleistung, ein Steckertyp (kW)</translation></message>
<message><source>Town</source><translation>Ort</translation></message>
<message><source>Town unknown</source><translation>Ort unbekannt</translation></message>
<message><source>Town.</source><translation>Ort.</translation></message>
<message><source>Try Again</source><translation>Noch einmal</translation></message>
<message><source>Try again after {time}.</source><translation>Nach {time} noch einmal versuchen.</translation></message>
<message><source>Try again much later.</source><translation>Viel später noch einmal versuchen.</translation></message>
<message><source>Tunisia</source><translation>Tunesien</translation></message>
<message><source>Turkey</source><translation>Türkei</translation></message>
<message><source>Two invented layers loaded. To analyse the demo stations by them: right click the stations ▸ Analyse.</source><translation>Zwei erfundene Layer geladen. Um die Demo-Stationen damit auszuwerten: Rechtsklick auf die Stationen ▸ Auswerten.</translation></message>
<message><source>Type 1</source><translation>Typ 1</translation></message>
<message><source>Type 1 (J1772)</source><translation>Typ 1 (J1772)</translation></message>
<message><source>Type 2</source><translation>Typ 2</translation></message>
<message><source>Type 2 (Socket Only)</source><translation>Typ 2 (Dose)</translation></message>
<message><source>Type 2 (Tethered Connector)</source><translation>Typ 2 (festes Kabel)</translation></message>
<message><source>Type 2, public</source><translation>Typ 2, öffentlich</translation></message>
<message><source>Type 3</source><translation>Typ 3</translation></message>
<message><source>Type I (AS 3112)</source><translation>Typ I (AS 3112)</translation></message>
<message><source>Type M</source><translation>Typ M</translation></message>
<message><source>Type to filter the list…</source><translation>Zum Filtern der Liste tippen…</translation></message>
<message><source>Type to find entries…</source><translation>Tippen, um Einträge zu finden …</translation></message>
<message><source>Type to find…</source><translation>Zum Suchen tippen…</translation></message>
<message><source>Types newer than this plugin are “other” and flagged.</source><translation>Typen, die neuer sind als diese Erweiterung, sind „andere“ und gekennzeichnet.</translation></message>
<message><source>UK speed (kW)</source><translation>UK-Tempo (kW)</translation></message>
<message><source>US level</source><translation>US-Stufe</translation></message>
<message><source>Ukraine</source><translation>Ukraine</translation></message>
<message><source>Ultra-fast, 150 kW and more</source><translation>Ultraschnell, ab 150 kW</translation></message>
<message><source>Ultra-fast, 150 to 350 kW</source><translation>Ultraschnell, 150 bis 350 kW</translation></message>
<message><source>Ultra-fast, 350 kW and more</source><translation>Ultraschnell, 350 kW und mehr</translation></message>
<message><source>Uncertain</source><translation>Ungewiss</translation></message>
<message><source>Uncertain (km)</source><translation>Ungewiss (km)</translation></message>
<message><source>Uncertain stations are there only where they are nearer than the last sure one.</source><translation>Ungewisse Stationen stehen nur da, wo sie näher sind als die letzte sichere.</translation></message>
<message><source>Uncertain stations kept</source><translation>Ungewisse Ladestationen behalten</translation></message>
<message><source>Uncertain stretches</source><translation>Nicht zu entscheidende Abschnitte</translation></message>
<message><source>Under 7.4 kW</source><translation>Unter 7,4 kW</translation></message>
<message><source>Undo</source><translation>Rückgängig</translation></message>
<message><source>Undoing the reload</source><translation>Neuladen rückgängig machen</translation></message>
<message><source>Undoing the reload.</source><translation>Neuladen wird rückgängig gemacht.</translation></message>
<message><source>Unexpected error. Please report it, with the details.</source><translation>Unerwarteter Fehler. Bitte mit den Einzelheiten melden.</translation></message>
<message><source>Unit of the distance</source><translation>Einheit der Entfernung</translation></message>
<message><source>Unit: {unit}.</source><translation>Einheit: {unit}.</translation></message>
<message><source>United Arab Emirates</source><translation>Vereinigte Arabische Emirate</translation></message>
<message><source>United Kingdom</source><translation>Vereinigtes Königreich</translation></message>
<message><source>United States</source><translation>Vereinigte Staaten</translation></message>
<message><source>Unknown</source><translation>Unbekannt</translation></message>
<message><source>Unknown connector</source><translation>Unbekannter Anschluss</translation></message>
<message><source>Unknown data provider</source><translation>Unbekannter Datenanbieter</translation></message>
<message><source>Unknown standard</source><translation>Unbekannter Standard</translation></message>
<message><source>Unknown, range of the connector</source><translation>Unbekannt, Spanne des Anschlusses</translation></message>
<message><source>Unknown, range of the level</source><translation>Unbekannt, Spanne der Ladestufe</translation></message>
<message><source>Unlock…</source><translation>Entsperren…</translation></message>
<message><source>Update a layer of stations</source><translation>Einen Layer mit Ladestationen aktualisieren</translation></message>
<message><source>Update a mirror</source><translation>Spiegel aktualisieren</translation></message>
<message><source>Upper bound of the power.</source><translation>Obere Grenze der Leistung.</translation></message>
<message><source>Uptime of more than 97 % (§ 680.116(b)).</source><translation>Verfügbarkeit von mehr als 97 % (§ 680.116(b)).</translation></message>
<message><source>Uruguay</source><translation>Uruguay</translation></message>
<message><source>Usable</source><translation>Nutzbar</translation></message>
<message><source>Usable points for each 1,000 inhabitants.</source><translation>Nutzbare Ladepunkte je 1.000 Einwohner.</translation></message>
<message><source>Usable points for each 100 km².</source><translation>Nutzbare Ladepunkte je 100 km².</translation></message>
<message><source>Usable points of alternating current, and those of unknown current.</source><translation>Nutzbare Ladepunkte mit Wechselstrom und solche unbekannter Stromart.</translation></message>
<message><source>Usable points of alternating current.</source><translation>Nutzbare Ladepunkte mit Wechselstrom.</translation></message>
<message><source>Usable points of direct current, and those of unknown current.</source><translation>Nutzbare Ladepunkte mit Gleichstrom und solche unbekannter Stromart.</translation></message>
<message><source>Usable points of direct current.</source><translation>Nutzbare Ladepunkte mit Gleichstrom.</translation></message>
<message><source>Usable points of the station or pool.</source><translation>Nutzbare Ladepunkte der Station oder des Standorts.</translation></message>
<message><source>Usable points of the station.</source><translation>Nutzbare Ladepunkte der Station.</translation></message>
<message><source>Usable points: all connectors that may be usable.</source><translation>Nutzbare Ladepunkte: alle Anschlüsse, die nutzbar sein können.</translation></message>
<message><source>Usable points: as stated, else CCS and CHAdeMO of one post once.</source><translation>Nutzbare Ladepunkte: wie angegeben, sonst CCS und CHAdeMO einer Säule einmal.</translation></message>
<message><source>Usable points: the connectors of the commonest type of each station.</source><translation>Nutzbare Ladepunkte: die Anschlüsse des häufigsten Typs jeder Station.</translation></message>
<message><source>Usable power for each 1,000 inhabitants.</source><translation>Nutzbare Leistung je 1.000 Einwohner.</translation></message>
<message><source>Usable power of the station or pool.</source><translation>Nutzbare Leistung der Station oder des Standorts.</translation></message>
<message><source>Usable power of the station.</source><translation>Nutzbare Leistung der Station.</translation></message>
<message><source>Usage and Status</source><translation>Zugang und Status</translation></message>
<message><source>Usage type</source><translation>Zugangsart</translation></message>
<message><source>Usage type id</source><translation>Zugangsart (Nummer)</translation></message>
<message><source>Usage type {number}</source><translation>Zugang {number}</translation></message>
<message><source>Usage types</source><translation>Zugangsarten</translation></message>
<message><source>Use the Demo Data</source><translation>Demodaten verwenden</translation></message>
<message><source>User</source><translation>Nutzer</translation></message>
<message><source>User who took the photo.</source><translation>Nutzer, der das Foto gemacht hat.</translation></message>
<message><source>V</source><translation>V</translation></message>
<message><source>Values are flagged, never repaired.</source><translation>Werte werden gekennzeichnet, nie verbessert.</translation></message>
<message><source>Values that are not known (“verbose”)</source><translation>Auch unbekannte Werte („verbose“)</translation></message>
<message><source>Vehicles that can charge at once, best guess.</source><translation>Fahrzeuge, die zugleich laden können, beste Schätzung.</translation></message>
<message><source>Verdict</source><translation>Ergebnis</translation></message>
<message><source>Verdict against the line</source><translation>Ergebnis gegen die Linie</translation></message>
<message><source>Verdict by the data</source><translation>Ergebnis nach den Daten</translation></message>
<message><source>Verdict on all routes together: {verdict}.</source><translation>Ergebnis für alle Routen zusammen: {verdict}.</translation></message>
<message><source>Verdict with the line</source><translation>Ergebnis mit der Linie</translation></message>
<message><source>Verified</source><translation>Überprüft</translation></message>
<message><source>Verified on</source><translation>Überprüft am</translation></message>
<message><source>Verified since</source><translation>Überprüft seit</translation></message>
<message><source>Verified since (UTC)</source><translation>Überprüft seit (UTC)</translation></message>
<message><source>Version of this plugin.</source><translation>Version dieser Erweiterung.</translation></message>
<message><source>Video</source><translation>Video</translation></message>
<message><source>Viet Nam</source><translation>Vietnam</translation></message>
<message><source>View</source><translation>Ansicht</translation></message>
<message><source>View at Open Charge Map</source><translation>Bei Open Charge Map ansehen</translation></message>
<message><source>View on Open Charge Map</source><translation>Auf Open Charge Map ansehen</translation></message>
<message><source>Views or other things in the database “{name}” are made of these tables. Nothing was changed: please choose another schema.</source><translation>Sichten oder anderes in der Datenbank „{name}“ beruhen auf diesen Tabellen. Nichts wurde geändert: Bitte wählen Sie ein anderes Schema.</translation></message>
<message><source>Voltage, volt.</source><translation>Spannung, Volt.</translation></message>
<message><source>Volts</source><translation>Volt</translation></message>
<message><source>Waiting for stations.</source><translation>Auf Ladestationen wird gewartet.</translation></message>
<message><source>Waiting for the reference data.</source><translation>Auf die Listen wird gewartet.</translation></message>
<message><source>Waiting for the server, {seconds} s…</source><translation>Auf den Server wird gewartet, {seconds} s…</translation></message>
<message><source>Way along the route, from its start to the place on it that is nearest to the station.</source><translation>Weg entlang der Route von ihrem Anfang bis zu der Stelle, die der Station am nächsten ist.</translation></message>
<message><source>Web address of a small picture.</source><translation>Webadresse eines kleinen Bildes.</translation></message>
<message><source>Web address of the licence.</source><translation>Webadresse der Lizenz.</translation></message>
<message><source>Web address of the operator.</source><translation>Webadresse des Betreibers.</translation></message>
<message><source>Web address of the photo or video.</source><translation>Webadresse des Fotos oder Videos.</translation></message>
<message><source>Web address of the provider.</source><translation>Webadresse des Anbieters.</translation></message>
<message><source>Web address the user gave.</source><translation>Webadresse, die der Nutzer angab.</translation></message>
<message><source>Web page</source><translation>Webseite</translation></message>
<message><source>Web page (*.html)</source><translation>Webseite (*.html)</translation></message>
<message><source>Web page of the data provider.</source><translation>Webseite des Datenanbieters.</translation></message>
<message><source>Web page of the location.</source><translation>Webseite des Ortes.</translation></message>
<message><source>Web page of the site.</source><translation>Webseite des Standorts.</translation></message>
<message><source>Web page on which signed-in users mend the first record.</source><translation>Webseite, auf der angemeldete Nutzer den ersten Datensatz berichtigen.</translation></message>
<message><source>Web page on which signed-in users mend the record.</source><translation>Webseite, auf der angemeldete Nutzer den Datensatz berichtigen.</translation></message>
<message><source>Web page on which signed-in users mend the second record.</source><translation>Webseite, auf der angemeldete Nutzer den zweiten Datensatz berichtigen.</translation></message>
<message><source>Web page to add a photo.</source><translation>Webseite, um ein Foto hinzuzufügen.</translation></message>
<message><source>Web page to report on the site.</source><translation>Webseite, um den Standort zu melden.</translation></message>
<message><source>Web site</source><translation>Website</translation></message>
<message><source>Website</source><translation>Website</translation></message>
<message><source>What changed since</source><translation>Was sich geändert hat</translation></message>
<message><source>What happens to values that both you and Open Charge Map have changed.</source><translation>Was mit Werten geschieht, die sowohl Sie als auch Open Charge Map geändert haben.</translation></message>
<message><source>What happens when the answer has far fewer stations than the layer.</source><translation>Was geschieht, wenn die Antwort weit weniger Ladestationen hat als der Layer.</translation></message>
<message><source>What has happened to the station; of several changes, the first in the order of the legend.</source><translation>Was mit der Ladestation geschehen ist; von mehreren Änderungen die erste in der Reihenfolge der Legende.</translation></message>
<message><source>What is asked, where that is laid down, and from when to when it holds. Packs of your own are files in the folder openchargemap/packs of your profile.</source><translation>Was verlangt ist, wo das festgelegt ist und von wann bis wann es gilt. Eigene Pakete sind Dateien im Ordner openchargemap/packs Ihres Profils.</translation></message>
<message><source>What is not known of the station, separated by commas: status, access, hours, direction, trucks, road_distance, equipment, connector, power, quantity, posts.</source><translation>Was von der Ladestation nicht bekannt ist, durch Kommas getrennt: status, access, hours, direction, trucks, road_distance, equipment, connector, power, quantity, posts.</translation></message>
<message><source>What is to be shown with the station.</source><translation>Was mit der Ladestation zu nennen ist.</translation></message>
<message><source>What only one of the two states is listed as changed.</source><translation>Was nur eines der beiden angibt, ist als geändert aufgeführt.</translation></message>
<message><source>What speaks for it and what against, in the user's language.</source><translation>Was dafür und was dagegen spricht, in der Sprache des Nutzers.</translation></message>
<message><source>What the licence allows, from this plugin's table of licences.</source><translation>Was die Lizenz erlaubt, nach der Lizenztabelle dieser Erweiterung.</translation></message>
<message><source>What the licence allows.</source><translation>Was die Lizenz erlaubt.</translation></message>
<message><source>What the map shows</source><translation>Was die Karte zeigt</translation></message>
<message><source>What the record says</source><translation>Was der Datensatz sagt</translation></message>
<message><source>What the service answers in; only JSON and GeoJSON state power.</source><translation>Worin der Dienst antwortet; nur JSON und GeoJSON enthalten die Leistung.</translation></message>
<message><source>What the user has decided. A GeoPackage or schema of PostGIS keeps it when edits are saved; give the edited table of other stations to the next audit.</source><translation>Was der Nutzer entschieden hat. Ein GeoPackage oder PostGIS-Schema behält es, wenn die Änderungen gespeichert werden; bei anderen Stationen geben Sie die bearbeitete Tabelle der nächsten Prüfung.</translation></message>
<message><source>What the user notes.</source><translation>Was der Nutzer vermerkt.</translation></message>
<message><source>What the user wrote.</source><translation>Was der Nutzer schrieb.</translation></message>
<message><source>What was asked for, in words.</source><translation>Wonach gefragt wurde, in Worten.</translation></message>
<message><source>What was found. A station has a feature for each of its problems.</source><translation>Was gefunden wurde. Eine Station hat ein Objekt für jeden ihrer Mängel.</translation></message>
<message><source>What was held from earlier searches is damaged, and was removed. Please run this again.</source><translation>Was von früheren Suchen vorgehalten wurde, ist beschädigt und wurde entfernt. Bitte noch einmal ausführen.</translation></message>
<message><source>What would decide it</source><translation>Was es entscheiden würde</translation></message>
<message numerus="yes"><source>What you edited since stays: {n} row.</source><extracomment>What you edited since stays: {n} rows.</extracomment><translation><numerusform>Was seither bearbeitet wurde, bleibt: {n} Zeile.</numerusform><numerusform>Was seither bearbeitet wurde, bleibt: {n} Zeilen.</numerusform></translation></message>
<message><source>Where fewer than 2,000 or 800 heavy-duty vehicles pass a day, similar relief is allowed. Copy the pack and change it for such roads.</source><translation>Wo täglich weniger als 2.000 oder 800 schwere Nutzfahrzeuge fahren, sind ähnliche Erleichterungen zulässig. Kopieren und ändern Sie das Paket für solche Straßen.</translation></message>
<message><source>Where fewer than 8,500 light-duty vehicles pass a day, one pool may serve both directions or the power may be halved; below 3,000 the spacing may be up to 100 km. Copy the pack and change it for such roads.</source><translation>Wo täglich weniger als 8.500 leichte Fahrzeuge fahren, darf ein Standort beide Richtungen bedienen oder die Leistung halb so groß sein; unter 3.000 darf der Abstand bis zu 100 km betragen. Kopieren und ändern Sie das Paket für solche Straßen.</translation></message>
<message><source>Where it ends.</source><translation>Wo er endet.</translation></message>
<message><source>Where max_kw comes from.</source><translation>Woher max_kw kommt.</translation></message>
<message><source>Where n_points comes from.</source><translation>Woher n_points kommt.</translation></message>
<message><source>Where the power comes from.</source><translation>Woher die Leistung kommt.</translation></message>
<message><source>Where the stations come from; the demo data are invented and need no key.</source><translation>Woher die Ladestationen kommen; die Demodaten sind erfunden und brauchen keinen Schlüssel.</translation></message>
<message><source>Where the stretch begins: distance from the start of the route.</source><translation>Wo der Abschnitt beginnt: Entfernung vom Anfang der Route.</translation></message>
<message><source>Whether Open Charge Map names an operator.</source><translation>Ob Open Charge Map einen Betreiber nennt.</translation></message>
<message><source>Whether a DC connector of at least 50 kW is surely there.</source><translation>Ob sicher ein DC-Anschluss mit mindestens 50 kW da ist.</translation></message>
<message><source>Whether a cable hangs at the post.</source><translation>Ob ein Kabel an der Säule hängt.</translation></message>
<message><source>Whether a key or card is needed.</source><translation>Ob ein Schlüssel oder eine Karte nötig ist.</translation></message>
<message><source>Whether a membership is needed.</source><translation>Ob eine Mitgliedschaft nötig ist.</translation></message>
<message><source>Whether a usable station reaches the place; of an area, all or part of it.</source><translation>Ob eine nutzbare Station den Ort erreicht; von einer Fläche, alles oder einen Teil davon.</translation></message>
<message><source>Whether both have the same operator.</source><translation>Ob beide denselben Betreiber haben.</translation></message>
<message><source>Whether charging costs nothing: yes only if the text says so and names no price.</source><translation>Ob Laden nichts kostet: ja nur, wenn der Text es sagt und keinen Preis nennt.</translation></message>
<message><source>Whether it is a video.</source><translation>Ob es ein Video ist.</translation></message>
<message><source>Whether max_kw is a guess of an importer or of a formula.</source><translation>Ob max_kw von einem Import oder einer Formel geschätzt ist.</translation></message>
<message><source>Whether not everybody may charge here, or not without asking first.</source><translation>Ob hier nicht alle laden dürfen oder nicht ohne vorher zu fragen.</translation></message>
<message><source>Whether one pays at the site.</source><translation>Ob vor Ort bezahlt wird.</translation></message>
<message><source>Whether something is wrong or contradictory, missing, or old.</source><translation>Ob etwas falsch oder widersprüchlich ist, fehlt oder alt ist.</translation></message>
<message><source>Whether status_class is the site's.</source><translation>Ob status_class vom Standort stammt.</translation></message>
<message><source>Whether the answer was complete</source><translation>Ob die Antwort vollständig war</translation></message>
<message><source>Whether the current is stated or inferred.</source><translation>Ob die Stromart angegeben oder erschlossen ist.</translation></message>
<message><source>Whether the data are invented for demonstration.</source><translation>Ob die Daten zur Vorführung erfunden sind.</translation></message>
<message><source>Whether the fact is one of stations or of connections.</source><translation>Ob es eine Angabe von Stationen oder von Anschlüssen ist.</translation></message>
<message><source>Whether the latest check-in was positive.</source><translation>Ob die letzte Rückmeldung gut war.</translation></message>
<message><source>Whether the pool surely has what is asked for.</source><translation>Ob der Standort sicher hat, was verlangt ist.</translation></message>
<message><source>Whether the ports are networked and give their power all at once.</source><translation>Ob die Ladepunkte vernetzt sind und ihre Leistung alle zugleich abgeben.</translation></message>
<message><source>Whether the power of the zone reaches the target: met surely, or missed by all that is possible.</source><translation>Ob die Leistung der Zone das Ziel erreicht: sicher erfüllt, oder von allem Möglichen verfehlt.</translation></message>
<message><source>Whether the result holds every station the source holds for the search.</source><translation>Ob das Ergebnis jede Ladestation enthält, die die Quelle zur Suche hat.</translation></message>
<message><source>Whether the route surely has a gap, or may have one.</source><translation>Ob die Route sicher eine Lücke hat oder vielleicht eine.</translation></message>
<message><source>Whether the rule is fulfilled: surely, surely not, or uncertain.</source><translation>Ob die Regel erfüllt ist: sicher, sicher nicht, oder es ist nicht zu sagen.</translation></message>
<message><source>Whether the same data provider gives both the same number of its own.</source><translation>Ob derselbe Datenanbieter beiden dieselbe eigene Nummer gibt.</translation></message>
<message><source>Whether the service is asked.</source><translation>Ob der Dienst gefragt wird.</translation></message>
<message><source>Whether the site counts as usable today: yes for operational and partly, no for planned, removed and not operational.</source><translation>Ob der Standort heute als nutzbar gilt: ja bei in Betrieb und teilweise, nein bei geplant, entfernt und außer Betrieb.</translation></message>
<message><source>Whether the site is planned, not built.</source><translation>Ob der Standort geplant und nicht gebaut ist.</translation></message>
<message><source>Whether the site offers AC, DC or both, as far as known.</source><translation>Ob der Standort AC, DC oder beides bietet, soweit bekannt.</translation></message>
<message><source>Whether the site states its status, or its connections do.</source><translation>Ob der Standort seinen Status angibt oder seine Anschlüsse.</translation></message>
<message><source>Whether the site surely meets the filters of the search.</source><translation>Ob der Standort sicher den Filtern der Suche entspricht.</translation></message>
<message><source>Whether the site was verified within six months.</source><translation>Ob der Standort innerhalb von sechs Monaten überprüft wurde.</translation></message>
<message><source>Whether the station is surely usable.</source><translation>Ob die Station sicher nutzbar ist.</translation></message>
<message><source>Whether the station or pool is surely usable.</source><translation>Ob die Station oder der Standort sicher nutzbar ist.</translation></message>
<message><source>Whether the stretch lies in a gap: between neighbouring usable stations, or ends of the line, that are farther apart than the limit.</source><translation>Ob der Abschnitt in einer Lücke liegt: zwischen benachbarten nutzbaren Stationen oder Enden der Linie, die weiter als die Grenze auseinanderliegen.</translation></message>
<message><source>Whether the visit was a success.</source><translation>Ob der Besuch ein Erfolg war.</translation></message>
<message><source>Whether they are in the result.</source><translation>Ob sie im Ergebnis sind.</translation></message>
<message><source>Which areas this mirror holds completely, and from when.</source><translation>Welche Gebiete dieser Spiegel vollständig enthält, und von wann.</translation></message>
<message><source>Which stations were added, are gone or have changed between two results.</source><translation>Welche Ladestationen zwischen zwei Ergebnissen neu, weggefallen oder geändert sind.</translation></message>
<message><source>Who may charge here.</source><translation>Wer hier laden darf.</translation></message>
<message><source>Who may charge, by title or id. Empty: all.</source><translation>Wer laden darf, als Titel oder ID. Leer: alle.</translation></message>
<message><source>Who may use it</source><translation>Wer laden darf</translation></message>
<message><source>Who may use it, in the words of Open Charge Map.</source><translation>Wer laden darf, in den Worten von Open Charge Map.</translation></message>
<message><source>Who provided the record.</source><translation>Wer den Datensatz geliefert hat.</translation></message>
<message><source>Who took it.</source><translation>Von wem es ist.</translation></message>
<message><source>Whole World</source><translation>Ganze Welt</translation></message>
<message><source>Wholly covered: {lo} for sure, {hi} at most.</source><translation>Ganz abgedeckt: sicher {lo}, höchstens {hi}.</translation></message>
<message><source>Whose data it is</source><translation>Wessen Daten es sind</translation></message>
<message><source>Whose data it is, by title or id. Empty: all.</source><translation>Wessen Daten es sind, als Titel oder ID. Leer: alle.</translation></message>
<message><source>Whose data the station is.</source><translation>Wessen Daten die Ladestation beschreiben.</translation></message>
<message><source>Whose record it is.</source><translation>Wessen Datensatz es ist.</translation></message>
<message><source>Whose record the first one is.</source><translation>Wessen Datensatz der erste ist.</translation></message>
<message><source>Whose record the second one is.</source><translation>Wessen Datensatz der zweite ist.</translation></message>
<message><source>Whose records are counted: all, those of one data provider, or those of one operator.</source><translation>Wessen Datensätze gezählt sind: alle, die eines Datenanbieters oder die eines Betreibers.</translation></message>
<message><source>Why</source><translation>Warum</translation></message>
<message><source>Why it is not complete.</source><translation>Warum es nicht vollständig ist.</translation></message>
<message><source>Widen the area or remove filters.</source><translation>Das Gebiet erweitern oder Filter entfernen.</translation></message>
<message><source>Widen the area.</source><translation>Das Gebiet erweitern.</translation></message>
<message><source>Wireless</source><translation>Kabellos</translation></message>
<message><source>Wireless Charging</source><translation>Kabelloses Laden</translation></message>
<message><source>With check-ins</source><translation>Mit Rückmeldungen</translation></message>
<message><source>With comments</source><translation>Mit Kommentaren</translation></message>
<message><source>With photos</source><translation>Mit Fotos</translation></message>
<message><source>With the &amp;place</source><translation>Mit dem &amp;Ort</translation></message>
<message><source>With the line</source><translation>Mit der Linie</translation></message>
<message><source>Within the limit</source><translation>Innerhalb der Grenze</translation></message>
<message><source>Within the limit (km)</source><translation>Innerhalb der Grenze (km)</translation></message>
<message><source>Within the limit, uncertain</source><translation>Innerhalb der Grenze, ungewiss</translation></message>
<message><source>Without check-ins</source><translation>Ohne Rückmeldungen</translation></message>
<message><source>Without comments</source><translation>Ohne Kommentare</translation></message>
<message><source>Without photos</source><translation>Ohne Fotos</translation></message>
<message><source>Without this, nothing is replaced.</source><translation>Ohne dies wird nichts ersetzt.</translation></message>
<message><source>Without this, stations whose licence does not allow sharing are left out and counted.</source><translation>Ohne dies entfallen Ladestationen, deren Lizenz das Weitergeben nicht erlaubt, und werden gezählt.</translation></message>
<message><source>Words in the name, address, town or postcode</source><translation>Wörter in Name, Adresse, Ort oder Postleitzahl</translation></message>
<message><source>World outlines (offline base map)</source><translation>Umrisse der Länder (Grundkarte ohne Internet)</translation></message>
<message><source>Writes a layer of charging stations as KML or KMZ for Google Earth, My Maps and phones: folders with counts, symbols, readable balloons, typed data, and the attribution of every data provider. Stations whose licence is not open are left out unless you keep them.</source><translation>Schreibt einen Layer mit Ladestationen als KML oder KMZ für Google Earth, My Maps und Telefone: Ordner mit Anzahlen, Symbole, lesbare Sprechblasen, typisierte Daten und die Quellenangabe jedes Datenanbieters. Ladestationen ohne offene Lizenz werden weggelassen, wenn sie nicht ausdrücklich behalten werden.</translation></message>
<message><source>Writes a layer of charging stations as one self-contained web page: map, legend, filters, table, a card for each station, about these data, downloads. It needs no server and works offline. Stations whose licence is not open are left out unless you keep them.</source><translation>Schreibt einen Layer mit Ladestationen als eine eigenständige Webseite: Karte, Legende, Filter, Tabelle, eine Karte zu jeder Ladestation, Angaben zu den Daten, Downloads. Sie braucht keinen Server und geht offline. Ladestationen ohne offene Lizenz werden weggelassen, wenn sie nicht ausdrücklich behalten werden.</translation></message>
<message><source>Writes a layer of stations as KML or KMZ, with symbols, balloons and attribution.</source><translation>Schreibt einen Layer von Ladestationen als KML oder KMZ, mit Symbolen, Sprechblasen und Quellenangaben.</translation></message>
<message><source>Writes a layer of stations as one web page, with map, filters and table.</source><translation>Schreibt einen Layer von Ladestationen als eine Webseite, mit Karte, Filtern und Tabelle.</translation></message>
<message><source>Writing the GeoPackage</source><translation>GeoPackage schreiben</translation></message>
<message><source>Writing the file.</source><translation>Datei wird geschrieben.</translation></message>
<message><source>Writing to PostGIS</source><translation>PostGIS wird geschrieben</translation></message>
<message><source>Writing where the stations come from.</source><translation>Herkunft der Ladestationen wird geschrieben.</translation></message>
<message><source>Written at</source><translation>Geschrieben am</translation></message>
<message><source>Written: {path}</source><translation>Geschrieben: {path}</translation></message>
<message><source>Wrong or contradictory</source><translation>Falsch oder widersprüchlich</translation></message>
<message><source>XLR Plug (4 pin)</source><translation>XLR-Stecker (4-polig)</translation></message>
<message><source>XML</source><translation>XML</translation></message>
<message><source>XML of Open Charge Map states no power, current, name of the data provider, licence or date of creation: these are unknown.</source><translation>XML von Open Charge Map nennt weder Leistung, Stromart und Namen des Datenanbieters noch Lizenz und Anlagedatum: Diese sind unbekannt.</translation></message>
<message><source>Yes</source><translation>Ja</translation></message>
<message><source>You have changed the layer “{layer}”, so it stays temporary. Please save it when the search has ended.</source><translation>Sie haben den Layer „{layer}“ geändert, daher bleibt er temporär. Bitte speichern Sie ihn, wenn die Suche zu Ende ist.</translation></message>
<message><source>Your decision was undone. What the reload had changed before is still there.</source><translation>Die Entscheidung wurde rückgängig gemacht. Was das Neuladen davor geändert hatte, ist noch da.</translation></message>
<message><source>Your decisions are in this layer only. Give it to the next audit as earlier review.</source><translation>Ihre Entscheidungen stehen nur in diesem Layer. Geben Sie ihn der nächsten Prüfung als frühere Durchsicht.</translation></message>
<message><source>Your disk quota is used up: {path} was not written. Please choose another folder.</source><translation>Das Speicherkontingent ist aufgebraucht: {path} wurde nicht geschrieben. Bitte einen anderen Ordner wählen.</translation></message>
<message numerus="yes"><source>Your edits of {n} station gave way to what Open Charge Map says.</source><extracomment>Your edits of {n} stations gave way to what Open Charge Map says.</extracomment><translation><numerusform>Ihre Bearbeitungen an {n} Ladestation sind den Angaben von Open Charge Map gewichen.</numerusform><numerusform>Ihre Bearbeitungen an {n} Ladestationen sind den Angaben von Open Charge Map gewichen.</numerusform></translation></message>
<message><source>Your own style {path} cannot be read, so the usual style is used.</source><translation>Der eigene Stil {path} ist nicht lesbar, daher wird der übliche Stil verwendet.</translation></message>
<message><source>Your own table of licences ({path}) cannot be used and was ignored: {why}</source><translation>Die eigene Lizenztabelle ({path}) ist nicht brauchbar und wurde übergangen: {why}</translation></message>
<message><source>Zones</source><translation>Zonen</translation></message>
<message><source>Zones with coverage</source><translation>Zonen mit Abdeckung</translation></message>
<message><source>Zones with stations</source><translation>Zonen mit Stationen</translation></message>
<message><source>Zoom To</source><translation>Zoomen</translation></message>
<message><source>Zoom in</source><translation>Hineinzoomen</translation></message>
<message><source>Zoom in to go on loading stations: the map shows too large an area.</source><translation>Vergrößern Sie die Karte, damit Stationen geladen werden: Sie zeigt ein zu großes Gebiet.</translation></message>
<message><source>Zoom out</source><translation>Herauszoomen</translation></message>
<message><source>a day such as “2027-12-31”, or null</source><translation>ein Tag wie „2027-12-31“ oder null</translation></message>
<message><source>a list</source><translation>eine Liste</translation></message>
<message><source>a name is missing</source><translation>ein Name fehlt</translation></message>
<message><source>a number above 0</source><translation>eine Zahl über 0</translation></message>
<message><source>a number above 0, and 100 at most</source><translation>eine Zahl über 0 und höchstens 100</translation></message>
<message><source>a number of metres</source><translation>eine Anzahl von Metern</translation></message>
<message><source>a text</source><translation>ein Text</translation></message>
<message><source>a web address that begins with https://</source><translation>eine Internetadresse, die mit https:// beginnt</translation></message>
<message><source>a web page</source><translation>eine Webseite</translation></message>
<message><source>a whole number above 0</source><translation>eine ganze Zahl über 0</translation></message>
<message numerus="yes"><source>about {number} point ({least} to {most})</source><extracomment>about {number} points ({least} to {most})</extracomment><translation><numerusform>etwa {number} Ladepunkt ({least} bis {most})</numerusform><numerusform>etwa {number} Ladepunkte ({least} bis {most})</numerusform></translation></message>
<message numerus="yes"><source>about {n} point ({least} to {most})</source><extracomment>about {n} points ({least} to {most})</extracomment><translation><numerusform>etwa {n} Ladepunkt ({least} bis {most})</numerusform><numerusform>etwa {n} Ladepunkte ({least} bis {most})</numerusform></translation></message>
<message><source>about {power} (estimated)</source><translation>etwa {power} (geschätzt)</translation></message>
<message><source>an object</source><translation>ein Objekt</translation></message>
<message><source>an object with “min_total_kw” or “points”</source><translation>ein Objekt mit „min_total_kw“ oder „points“</translation></message>
<message><source>an unknown provider</source><translation>ein unbekannter Anbieter</translation></message>
<message numerus="yes"><source>and {n} more</source><extracomment>and {n} more</extracomment><translation><numerusform>und {n} weitere</numerusform><numerusform>und {n} weitere</numerusform></translation></message>
<message numerus="yes"><source>at least {number} point (number not stated)</source><extracomment>at least {number} points (number not stated)</extracomment><translation><numerusform>mindestens {number} Ladepunkt (Anzahl nicht angegeben)</numerusform><numerusform>mindestens {number} Ladepunkte (Anzahl nicht angegeben)</numerusform></translation></message>
<message numerus="yes"><source>at least {n} point (number not stated)</source><extracomment>at least {n} points (number not stated)</extracomment><translation><numerusform>mindestens {n} Ladepunkt (Anzahl nicht angegeben)</numerusform><numerusform>mindestens {n} Ladepunkte (Anzahl nicht angegeben)</numerusform></translation></message>
<message><source>at least {value} kW</source><translation>mindestens {value} kW</translation></message>
<message numerus="yes"><source>at most {n} station</source><extracomment>at most {n} stations</extracomment><translation><numerusform>höchstens {n} Ladestation</numerusform><numerusform>höchstens {n} Ladestationen</numerusform></translation></message>
<message><source>at most {value} kW</source><translation>höchstens {value} kW</translation></message>
<message><source>at the same position</source><translation>an derselben Stelle</translation></message>
<message><source>between {south} and {north}, {west} and {east}</source><translation>zwischen {south} und {north}, {west} und {east}</translation></message>
<message><source>bytes</source><translation>Bytes</translation></message>
<message><source>cannot_tell is not no: the data lack what the filter asks.</source><translation>cannot_tell heißt nicht nein: Den Daten fehlt, wonach der Filter fragt.</translation></message>
<message><source>charging stations</source><translation>Ladestationen</translation></message>
<message><source>comments</source><translation>Kommentare</translation></message>
<message><source>comments and photos included</source><translation>Kommentare und Fotos eingeschlossen</translation></message>
<message><source>computed</source><translation>berechnet</translation></message>
<message><source>connectors</source><translation>Anschlüsse</translation></message>
<message><source>connectors alike by {percent} %</source><translation>Anschlüsse zu {percent} % gleich</translation></message>
<message><source>data from {value}</source><translation>Daten von {value}</translation></message>
<message><source>days</source><translation>Tage</translation></message>
<message><source>degrees</source><translation>Grad</translation></message>
<message><source>different operators</source><translation>verschiedene Betreiber</translation></message>
<message><source>direction of travel</source><translation>Fahrtrichtung</translation></message>
<message><source>electric vehicle,EV,charging stations,API,raw,save,export,JSON,GeoJSON,CSV,XML,KML</source><translation>Elektroauto,EV,Ladestationen,API,roh,Rohdaten,speichern,Export,herunterladen,JSON,GeoJSON,CSV,XML,KML</translation></message>
<message><source>electric vehicle,EV,charging stations,PostGIS,PostgreSQL,database,export,store</source><translation>Elektrofahrzeug,Elektroauto,Ladestationen,PostGIS,PostgreSQL,Datenbank,Export,speichern</translation></message>
<message><source>electric vehicle,EV,charging stations,analysis,quality,completeness,duplicates,errors</source><translation>Elektroauto,EV,Ladestationen,Auswertung,Qualität,Vollständigkeit,Duplikate,Fehler</translation></message>
<message><source>electric vehicle,EV,charging stations,charging points,analysis</source><translation>Elektroauto,E-Auto,Ladestationen,Ladepunkte,Auswertung,Analyse</translation></message>
<message><source>electric vehicle,EV,charging stations,compare,difference,changes,diff,history,monitoring</source><translation>Elektrofahrzeug,Elektroauto,E-Auto,EV,Ladestationen,Ladesäulen,Vergleich,Unterschied,Änderungen,Verlauf,Beobachtung</translation></message>
<message><source>electric vehicle,EV,charging stations,export,map,phone</source><translation>Elektrofahrzeug,Elektroauto,E-Auto,EV,Ladestationen,Ladesäulen,Export,Karte,Telefon</translation></message>
<message><source>electric vehicle,EV,charging stations,mirror,offline,copy,dump,update,schedule</source><translation>Elektrofahrzeug,E-Auto,Ladestationen,Spiegel,offline,Kopie,Export,aktualisieren,Zeitplan</translation></message>
<message><source>electric vehicle,EV,charging stations,reference data,ids,codes,operators,networks,connectors,plugs,countries,lists,join,download</source><translation>Elektroauto,E-Auto,Ladestationen,Ladesäulen,Referenzdaten,IDs,Codes,Betreiber,Netze,Stecker,Anschlüsse,Länder,Listen,Verknüpfung,Herunterladen</translation></message>
<message><source>electric vehicle,EV,charging stations,update,reload,refresh,merge,synchronise,changes</source><translation>Elektrofahrzeug,E-Auto,Ladestationen,Ladesäulen,aktualisieren,neu laden,auffrischen,zusammenführen,abgleichen,Änderungen</translation></message>
<message><source>electric vehicle,EV,electric,charging,charging point,charging station,charger,plug,connector,download,Open Charge Map,OCM,Ladestation,Ladesäule,borne,borne de recharge,laadpaal,punto de recarga,colonnina</source><translation>Elektroauto,E-Auto,elektrisch,Laden,Ladepunkt,Ladestation,Ladesäule,Stecker,Anschluss,Herunterladen,Wallbox</translation></message>
<message><source>empty</source><translation>leer</translation></message>
<message><source>equipment</source><translation>Ausstattung</translation></message>
<message><source>equipment not listed</source><translation>Ausstattung nicht aufgeführt</translation></message>
<message><source>estimated</source><translation>geschätzt</translation></message>
<message><source>free of charge</source><translation>kostenlos</translation></message>
<message><source>hours</source><translation>Öffnungszeiten</translation></message>
<message><source>in operation</source><translation>in Betrieb</translation></message>
<message><source>in the file</source><translation>in der Datei</translation></message>
<message><source>in the whole world</source><translation>auf der ganzen Welt</translation></message>
<message><source>in {countries}</source><translation>in {countries}</translation></message>
<message><source>in {value}</source><translation>in {value}</translation></message>
<message numerus="yes"><source>inside {n} polygon</source><extracomment>inside {n} polygons</extracomment><translation><numerusform>in {n} Polygon</numerusform><numerusform>in {n} Polygonen</numerusform></translation></message>
<message><source>it has no object “providers”.</source><translation>Sie hat kein Objekt „providers“.</translation></message>
<message><source>items</source><translation>Einträge</translation></message>
<message><source>kW</source><translation>kW</translation></message>
<message><source>km</source><translation>km</translation></message>
<message><source>km²</source><translation>km²</translation></message>
<message><source>left out, or one of {names}</source><translation>weggelassen oder eines von {names}</translation></message>
<message><source>licence not stated</source><translation>Lizenz nicht angegeben</translation></message>
<message><source>licence unknown</source><translation>Lizenz unbekannt</translation></message>
<message><source>line {number} of {name}</source><translation>Zeile {number} von {name}</translation></message>
<message><source>lines</source><translation>Zeilen</translation></message>
<message><source>listed since {value}</source><translation>verzeichnet seit {value}</translation></message>
<message><source>m</source><translation>m</translation></message>
<message><source>miles</source><translation>Meilen</translation></message>
<message><source>modified since {value}</source><translation>geändert seit {value}</translation></message>
<message><source>names alike by {percent} %</source><translation>Namen zu {percent} % gleich</translation></message>
<message><source>no answer to a filter</source><translation>Antwort auf einen Filter</translation></message>
<message><source>no bytes</source><translation>keine Bytes</translation></message>
<message><source>no country</source><translation>kein Land</translation></message>
<message><source>no operator</source><translation>kein Betreiber</translation></message>
<message><source>no provider</source><translation>kein Datenanbieter</translation></message>
<message><source>no requests</source><translation>keine Anfragen</translation></message>
<message><source>no stations</source><translation>keine Ladestationen</translation></message>
<message><source>no status</source><translation>kein Status</translation></message>
<message><source>no usage</source><translation>kein Zugang</translation></message>
<message><source>none surely matches, {uncertain} may</source><translation>keine passt sicher, {uncertain} ungewiss</translation></message>
<message><source>not for commercial use</source><translation>nicht für gewerbliche Nutzung</translation></message>
<message><source>not free of charge</source><translation>nicht kostenlos</translation></message>
<message><source>not in operation</source><translation>nicht in Betrieb</translation></message>
<message><source>not open 24 hours</source><translation>nicht rund um die Uhr offen</translation></message>
<message><source>not open to the public</source><translation>nicht öffentlich</translation></message>
<message><source>not operated by {value}</source><translation>nicht betrieben von {value}</translation></message>
<message><source>not operational</source><translation>außer Betrieb</translation></message>
<message><source>not stated</source><translation>nicht angegeben</translation></message>
<message><source>nothing changed</source><translation>nichts geändert</translation></message>
<message><source>number of connectors</source><translation>Zahl der Anschlüsse</translation></message>
<message><source>number of points unknown</source><translation>Zahl der Ladepunkte unbekannt</translation></message>
<message><source>one of {names}</source><translation>eines von {names}</translation></message>
<message><source>only data whose licence is not open</source><translation>nur Daten ohne offene Lizenz</translation></message>
<message><source>open 24 hours</source><translation>rund um die Uhr offen</translation></message>
<message><source>open data only</source><translation>nur offene Daten</translation></message>
<message><source>open to the public</source><translation>öffentlich</translation></message>
<message><source>operated by {value}</source><translation>betrieben von {value}</translation></message>
<message><source>operation</source><translation>Betrieb</translation></message>
<message><source>operator not known</source><translation>Betreiber nicht bekannt</translation></message>
<message><source>partly operational</source><translation>teilweise in Betrieb</translation></message>
<message><source>passed on by agreement</source><translation>nach Vereinbarung weitergegeben</translation></message>
<message><source>people</source><translation>Menschen</translation></message>
<message><source>place for trucks</source><translation>Platz für Lkw</translation></message>
<message><source>places</source><translation>Orte</translation></message>
<message><source>planned</source><translation>geplant</translation></message>
<message><source>plugs</source><translation>Stecker</translation></message>
<message><source>plugs of one post</source><translation>Stecker einer Säule</translation></message>
<message><source>points</source><translation>Ladepunkte</translation></message>
<message><source>pools</source><translation>Standorte</translation></message>
<message><source>power</source><translation>Leistung</translation></message>
<message><source>public access</source><translation>Zugang</translation></message>
<message><source>range of its type</source><translation>Spanne seines Typs</translation></message>
<message><source>records</source><translation>Datensätze</translation></message>
<message><source>removed</source><translation>entfernt</translation></message>
<message><source>requests</source><translation>Anfragen</translation></message>
<message><source>stated</source><translation>angegeben</translation></message>
<message><source>stated or computed</source><translation>angegeben oder berechnet</translation></message>
<message><source>stations</source><translation>Ladestationen</translation></message>
<message><source>status {value}</source><translation>Status {value}</translation></message>
<message><source>stretches</source><translation>Abschnitte</translation></message>
<message><source>temporarily unavailable</source><translation>vorübergehend nicht verfügbar</translation></message>
<message><source>the class of provider {number} must be one of {known}.</source><translation>Die Klasse von Anbieter {number} muss eine von {known} sein.</translation></message>
<message><source>the end of the line</source><translation>dem Ende der Linie</translation></message>
<message><source>the end of {name} ({problem})</source><translation>das Ende von {name} ({problem})</translation></message>
<message><source>the provider gives both the same number</source><translation>der Anbieter gibt beiden dieselbe Nummer</translation></message>
<message><source>the provider gives them different numbers</source><translation>der Anbieter gibt ihnen verschiedene Nummern</translation></message>
<message><source>the same connectors</source><translation>dieselben Anschlüsse</translation></message>
<message><source>the same name</source><translation>derselbe Name</translation></message>
<message><source>the same operator</source><translation>derselbe Betreiber</translation></message>
<message><source>the start of the line</source><translation>dem Anfang der Linie</translation></message>
<message><source>those that do not state it included</source><translation>mit denen ohne diese Angabe</translation></message>
<message><source>true or false</source><translation>true oder false</translation></message>
<message><source>unbounded</source><translation>unbegrenzt</translation></message>
<message><source>under 7.4 kW</source><translation>unter 7,4 kW</translation></message>
<message><source>unknown</source><translation>unbekannt</translation></message>
<message numerus="yes"><source>unknown for {n} station</source><extracomment>unknown for {n} stations</extracomment><translation><numerusform>bei {n} Ladestation unbekannt</numerusform><numerusform>bei {n} Ladestationen unbekannt</numerusform></translation></message>
<message><source>up to {most} kW</source><translation>bis {most} kW</translation></message>
<message><source>up to {power} (estimated)</source><translation>bis {power} (geschätzt)</translation></message>
<message><source>usage {value}</source><translation>Zugang {value}</translation></message>
<message><source>vehicles</source><translation>Fahrzeuge</translation></message>
<message><source>verification not stated</source><translation>Überprüfung nicht angegeben</translation></message>
<message><source>verified since {value}</source><translation>überprüft seit {value}</translation></message>
<message><source>verified {month}</source><translation>überprüft {month}</translation></message>
<message><source>way from the road</source><translation>Weg von der Straße</translation></message>
<message><source>with a connector of {conditions}</source><translation>mit einem Anschluss: {conditions}</translation></message>
<message><source>with a connector, each condition met by any of them: {conditions}</source><translation>mit einem Anschluss, jede Bedingung von irgendeinem erfüllt: {conditions}</translation></message>
<message numerus="yes"><source>with at least {n} connector</source><extracomment>with at least {n} connectors</extracomment><translation><numerusform>mit mindestens {n} Anschluss</numerusform><numerusform>mit mindestens {n} Anschlüssen</numerusform></translation></message>
<message numerus="yes"><source>with at least {n} connector of {conditions}</source><extracomment>with at least {n} connectors of {conditions}</extracomment><translation><numerusform>mit mindestens {n} Anschluss: {conditions}</numerusform><numerusform>mit mindestens {n} Anschlüssen: {conditions}</numerusform></translation></message>
<message><source>with check-ins</source><translation>mit Rückmeldungen</translation></message>
<message><source>with comments</source><translation>mit Kommentaren</translation></message>
<message><source>with photos</source><translation>mit Fotos</translation></message>
<message numerus="yes"><source>with the number {numbers}</source><extracomment>with the numbers {numbers}</extracomment><translation><numerusform>mit der Nummer {numbers}</numerusform><numerusform>mit den Nummern {numbers}</numerusform></translation></message>
<message numerus="yes"><source>with {n} charging point</source><extracomment>with {n} charging points</extracomment><translation><numerusform>mit {n} Ladepunkt</numerusform><numerusform>mit {n} Ladepunkten</numerusform></translation></message>
<message><source>with “{value}” in the name or address</source><translation>mit „{value}“ in Name oder Adresse</translation></message>
<message><source>within {distance} of {latitude}, {longitude}</source><translation>im Umkreis von {distance} um {latitude}, {longitude}</translation></message>
<message numerus="yes"><source>within {distance} of {n} line</source><extracomment>within {distance} of {n} lines</extracomment><translation><numerusform>im Abstand von {distance} um {n} Linie</numerusform><numerusform>im Abstand von {distance} um {n} Linien</numerusform></translation></message>
<message><source>without check-ins</source><translation>ohne Rückmeldungen</translation></message>
<message><source>without comments</source><translation>ohne Kommentare</translation></message>
<message><source>without photos</source><translation>ohne Fotos</translation></message>
<message><source>{analysis}…</source><translation>{analysis} …</translation></message>
<message><source>{arrived} of about {expected} stations</source><translation>{arrived} von etwa {expected} Stationen</translation></message>
<message><source>{clauses}.</source><translation>{clauses}.</translation></message>
<message><source>{connector}, {status}</source><translation>{connector}, {status}</translation></message>
<message><source>{counts}, but that is not all.</source><translation>{counts}, aber das ist nicht alles.</translation></message>
<message><source>{counts}.</source><translation>{counts}.</translation></message>
<message><source>{counts}. That is your maximum: there may be more.</source><translation>{counts}. Das ist die gewählte Höchstzahl: Es kann mehr geben.</translation></message>
<message numerus="yes"><source>{counts}; {n} record could not be read.</source><extracomment>{counts}; {n} records could not be read.</extracomment><translation><numerusform>{counts}; {n} Datensatz war nicht lesbar.</numerusform><numerusform>{counts}; {n} Datensätze waren nicht lesbar.</numerusform></translation></message>
<message><source>{counts}; {requests}, {size}, {seconds} seconds.</source><translation>{counts}; {requests}, {size}, {seconds} Sekunden.</translation></message>
<message numerus="yes"><source>{count} may (data incomplete)</source><extracomment>{count} may (data incomplete)</extracomment><translation><numerusform>{count} ungewiss (Daten unvollständig)</numerusform><numerusform>{count} ungewiss (Daten unvollständig)</numerusform></translation></message>
<message numerus="yes"><source>{count} surely matches the search</source><extracomment>{count} surely match the search</extracomment><translation><numerusform>{count} entspricht sicher der Suche</numerusform><numerusform>{count} entsprechen sicher der Suche</numerusform></translation></message>
<message numerus="yes"><source>{date}, {n} day before the date of these data</source><extracomment>{date}, {n} days before the date of these data</extracomment><translation><numerusform>{date}, {n} Tag vor dem Stand dieser Daten</numerusform><numerusform>{date}, {n} Tage vor dem Stand dieser Daten</numerusform></translation></message>
<message numerus="yes"><source>{date}, {n} year before the date of these data</source><extracomment>{date}, {n} years before the date of these data</extracomment><translation><numerusform>{date}, {n} Jahr vor dem Stand dieser Daten</numerusform><numerusform>{date}, {n} Jahre vor dem Stand dieser Daten</numerusform></translation></message>
<message><source>{degrees}° E</source><translation>{degrees}° O</translation></message>
<message><source>{degrees}° N</source><translation>{degrees}° N</translation></message>
<message><source>{degrees}° S</source><translation>{degrees}° S</translation></message>
<message><source>{degrees}° W</source><translation>{degrees}° W</translation></message>
<message><source>{distance} km</source><translation>{distance} km</translation></message>
<message><source>{distance} m</source><translation>{distance} m</translation></message>
<message><source>{field}: {value}</source><translation>{field}: {value}</translation></message>
<message numerus="yes"><source>{files} was left as it was.</source><extracomment>{files} were left as they were.</extracomment><translation><numerusform>{files} blieb, wie es war.</numerusform><numerusform>{files} blieben, wie sie waren.</numerusform></translation></message>
<message><source>{file} does not say whether it holds all stations.</source><translation>{file} sagt nicht, ob darin alle Ladestationen sind.</translation></message>
<message><source>{file} keeps a log beside it (journal mode WAL): {error}.</source><translation>{file} behält ein Protokoll neben sich (Journalmodus WAL): {error}.</translation></message>
<message><source>{folder} ({count})</source><translation>{folder} ({count})</translation></message>
<message><source>{folder}, part {number} of {parts} ({count})</source><translation>{folder}, Teil {number} von {parts} ({count})</translation></message>
<message><source>{found} rows of {expected}</source><translation>{found} Zeilen von {expected}</translation></message>
<message><source>{kind} ({number})</source><translation>{kind} ({number})</translation></message>
<message><source>{kind}: {number}</source><translation>{kind}: {number}</translation></message>
<message><source>{least} kW or more</source><translation>{least} kW oder mehr</translation></message>
<message><source>{least} to {most} kW</source><translation>{least} bis {most} kW</translation></message>
<message><source>{low} or more, of {needed}</source><translation>{low} oder mehr, von {needed}</translation></message>
<message><source>{low} to {high}</source><translation>{low} bis {high}</translation></message>
<message><source>{low} to {high}, of {needed}</source><translation>{low} bis {high}, von {needed}</translation></message>
<message><source>{low}, of {needed}</source><translation>{low}, von {needed}</translation></message>
<message><source>{metres} m apart</source><translation>{metres} m voneinander</translation></message>
<message><source>{metres}, {side}</source><translation>{metres}, {side}</translation></message>
<message><source>{month}: {requests}, {size} from {server}</source><translation>{month}: {requests}, {size} von {server}</translation></message>
<message><source>{names} and {last}</source><translation>{names} und {last}</translation></message>
<message numerus="yes"><source>{names} and {n} more</source><extracomment>{names} and {n} more</extracomment><translation><numerusform>{names} und {n} weitere</numerusform><numerusform>{names} und {n} weitere</numerusform></translation></message>
<message><source>{names} or {last}</source><translation>{names} oder {last}</translation></message>
<message numerus="yes"><source>{names} or {n} more</source><extracomment>{names} or {n} more</extracomment><translation><numerusform>{names} oder {n} weitere</numerusform><numerusform>{names} oder {n} weitere</numerusform></translation></message>
<message><source>{name} does not understand the filter of {layers}: it was removed.</source><translation>{name} versteht den Filter von {layers} nicht: Er wurde entfernt.</translation></message>
<message><source>{name} exists already. Replace it?</source><translation>{name} ist schon da. Ersetzen?</translation></message>
<message><source>{name} was not written correctly and was deleted. Please choose another folder or format.</source><translation>{name} wurde nicht richtig geschrieben und gelöscht. Bitte einen anderen Ordner oder ein anderes Format wählen.</translation></message>
<message><source>{name} was not written correctly and was deleted. Please choose another folder.</source><translation>{name} wurde nicht richtig geschrieben und gelöscht. Bitte einen anderen Ordner wählen.</translation></message>
<message><source>{name} was written, but its layer was removed from the project meanwhile.</source><translation>{name} wurde geschrieben, aber der Layer wurde inzwischen aus dem Projekt entfernt.</translation></message>
<message><source>{name}: {why}</source><translation>{name}: {why}</translation></message>
<message numerus="yes"><source>{number} point</source><extracomment>{number} points</extracomment><translation><numerusform>{number} Ladepunkt</numerusform><numerusform>{number} Ladepunkte</numerusform></translation></message>
<message numerus="yes"><source>{n} added</source><extracomment>{n} added</extracomment><translation><numerusform>{n} neu</numerusform><numerusform>{n} neu</numerusform></translation></message>
<message numerus="yes"><source>{n} byte</source><extracomment>{n} bytes</extracomment><translation><numerusform>{n} Byte</numerusform><numerusform>{n} Bytes</numerusform></translation></message>
<message numerus="yes"><source>{n} changed</source><extracomment>{n} changed</extracomment><translation><numerusform>{n} geändert</numerusform><numerusform>{n} geändert</numerusform></translation></message>
<message numerus="yes"><source>{n} connection type ({numbers})</source><extracomment>{n} connection types ({numbers})</extracomment><translation><numerusform>{n} Steckertyp ({numbers})</numerusform><numerusform>{n} Steckertypen ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} country</source><extracomment>{n} countries</extracomment><translation><numerusform>{n} Land</numerusform><numerusform>{n} Länder</numerusform></translation></message>
<message numerus="yes"><source>{n} country ({numbers})</source><extracomment>{n} countries ({numbers})</extracomment><translation><numerusform>{n} Land ({numbers})</numerusform><numerusform>{n} Länder ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} data provider ({numbers})</source><extracomment>{n} data providers ({numbers})</extracomment><translation><numerusform>{n} Datenanbieter ({numbers})</numerusform><numerusform>{n} Datenanbieter ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} date could not be read and is left empty.</source><extracomment>{n} dates could not be read and are left empty.</extracomment><translation><numerusform>{n} Datum war nicht lesbar und bleibt leer.</numerusform><numerusform>{n} Daten waren nicht lesbar und bleiben leer.</numerusform></translation></message>
<message numerus="yes"><source>{n} decision kept in {place}: the next audit of these stations has it.</source><extracomment>{n} decisions kept in {place}: the next audit of these stations has them.</extracomment><translation><numerusform>{n} Entscheidung in {place} aufbewahrt: Die nächste Prüfung dieser Stationen kennt sie.</numerusform><numerusform>{n} Entscheidungen in {place} aufbewahrt: Die nächste Prüfung dieser Stationen kennt sie.</numerusform></translation></message>
<message numerus="yes"><source>{n} decision of the review is now kept in {place}.</source><extracomment>{n} decisions of the review are now kept in {place}.</extracomment><translation><numerusform>{n} Entscheidung der Durchsicht ist jetzt in {place} aufbewahrt.</numerusform><numerusform>{n} Entscheidungen der Durchsicht sind jetzt in {place} aufbewahrt.</numerusform></translation></message>
<message numerus="yes"><source>{n} feature left out because it has no coordinates.</source><extracomment>{n} features left out because they have no coordinates.</extracomment><translation><numerusform>{n} Objekt ohne Koordinaten weggelassen.</numerusform><numerusform>{n} Objekte ohne Koordinaten weggelassen.</numerusform></translation></message>
<message numerus="yes"><source>{n} feature.</source><extracomment>{n} features.</extracomment><translation><numerusform>{n} Objekt.</numerusform><numerusform>{n} Objekte.</numerusform></translation></message>
<message numerus="yes"><source>{n} gone</source><extracomment>{n} gone</extracomment><translation><numerusform>{n} weggefallen</numerusform><numerusform>{n} weggefallen</numerusform></translation></message>
<message numerus="yes"><source>{n} invented station loaded</source><extracomment>{n} invented stations loaded</extracomment><translation><numerusform>{n} erfundene Ladestation geladen</numerusform><numerusform>{n} erfundene Ladestationen geladen</numerusform></translation></message>
<message numerus="yes"><source>{n} invented station matches, {uncertain} more may</source><extracomment>{n} invented stations match, {uncertain} more may</extracomment><translation><numerusform>{n} erfundene Ladestation passt, {uncertain} weitere ungewiss</numerusform><numerusform>{n} erfundene Ladestationen passen, {uncertain} weitere ungewiss</numerusform></translation></message>
<message numerus="yes"><source>{n} invented station: {changes}.</source><extracomment>{n} invented stations: {changes}.</extracomment><translation><numerusform>{n} erfundene Ladestation: {changes}.</numerusform><numerusform>{n} erfundene Ladestationen: {changes}.</numerusform></translation></message>
<message numerus="yes"><source>{n} kept as you edited it</source><extracomment>{n} kept as you edited them</extracomment><translation><numerusform>{n} mit eigener Bearbeitung behalten</numerusform><numerusform>{n} mit eigenen Bearbeitungen behalten</numerusform></translation></message>
<message numerus="yes"><source>{n} left out as you deleted it</source><extracomment>{n} left out as you deleted them</extracomment><translation><numerusform>{n} weggelassen, da von Ihnen gelöscht</numerusform><numerusform>{n} weggelassen, da von Ihnen gelöscht</numerusform></translation></message>
<message numerus="yes"><source>{n} matches, {uncertain} more may</source><extracomment>{n} match, {uncertain} more may</extracomment><translation><numerusform>{n} passt, {uncertain} weitere ungewiss</numerusform><numerusform>{n} passen, {uncertain} weitere ungewiss</numerusform></translation></message>
<message numerus="yes"><source>{n} may: left out, as you wished.</source><extracomment>{n} may: left out, as you wished.</extracomment><translation><numerusform>{n} ist ungewiss: wie gewünscht weggelassen.</numerusform><numerusform>{n} sind ungewiss: wie gewünscht weggelassen.</numerusform></translation></message>
<message numerus="yes"><source>{n} more</source><extracomment>{n} more</extracomment><translation><numerusform>{n} weiterer</numerusform><numerusform>{n} weitere</numerusform></translation></message>
<message numerus="yes"><source>{n} more below</source><extracomment>{n} more below</extracomment><translation><numerusform>{n} weitere unten</numerusform><numerusform>{n} weitere unten</numerusform></translation></message>
<message numerus="yes"><source>{n} more data provider</source><extracomment>{n} more data providers</extracomment><translation><numerusform>{n} weiterer Datenanbieter</numerusform><numerusform>{n} weitere Datenanbieter</numerusform></translation></message>
<message numerus="yes"><source>{n} more row in the layer.</source><extracomment>{n} more rows in the layer.</extracomment><translation><numerusform>{n} weitere Zeile im Layer.</numerusform><numerusform>{n} weitere Zeilen im Layer.</numerusform></translation></message>
<message numerus="yes"><source>{n} more stands in the layer.</source><extracomment>{n} more stand in the layer.</extracomment><translation><numerusform>{n} weitere steht im Layer.</numerusform><numerusform>{n} weitere stehen im Layer.</numerusform></translation></message>
<message numerus="yes"><source>{n} more stands in the table.</source><extracomment>{n} more stand in the table.</extracomment><translation><numerusform>{n} weitere Zeile steht in der Tabelle.</numerusform><numerusform>{n} weitere Zeilen stehen in der Tabelle.</numerusform></translation></message>
<message numerus="yes"><source>{n} no longer found</source><extracomment>{n} no longer found</extracomment><translation><numerusform>{n} nicht mehr gefunden</numerusform><numerusform>{n} nicht mehr gefunden</numerusform></translation></message>
<message numerus="yes"><source>{n} of them is from the mirror of {date}.</source><extracomment>{n} of them are from the mirror of {date}.</extracomment><translation><numerusform>{n} davon ist aus dem Spiegel vom {date}.</numerusform><numerusform>{n} davon sind aus dem Spiegel vom {date}.</numerusform></translation></message>
<message numerus="yes"><source>{n} of them is held since {time}.</source><extracomment>{n} of them are held since {time}.</extracomment><translation><numerusform>{n} davon ist vorgehalten seit {time}.</numerusform><numerusform>{n} davon sind vorgehalten seit {time}.</numerusform></translation></message>
<message numerus="yes"><source>{n} operator ({numbers})</source><extracomment>{n} operators ({numbers})</extracomment><translation><numerusform>{n} Betreiber ({numbers})</numerusform><numerusform>{n} Betreiber ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} pair has a decision.</source><extracomment>{n} pairs have a decision.</extracomment><translation><numerusform>{n} Paar ist entschieden.</numerusform><numerusform>{n} Paare sind entschieden.</numerusform></translation></message>
<message numerus="yes"><source>{n} pair is decided.</source><extracomment>{n} pairs are decided.</extracomment><translation><numerusform>{n} Paar ist entschieden.</numerusform><numerusform>{n} Paare sind entschieden.</numerusform></translation></message>
<message numerus="yes"><source>{n} pair may be the same station.</source><extracomment>{n} pairs may be the same station.</extracomment><translation><numerusform>{n} Paar könnte dieselbe Station sein.</numerusform><numerusform>{n} Paare könnten dieselbe Station sein.</numerusform></translation></message>
<message numerus="yes"><source>{n} pair waits for a decision.</source><extracomment>{n} pairs wait for a decision.</extracomment><translation><numerusform>{n} Paar wartet auf eine Entscheidung.</numerusform><numerusform>{n} Paare warten auf eine Entscheidung.</numerusform></translation></message>
<message numerus="yes"><source>{n} place does not say how many people it has.</source><extracomment>{n} places do not say how many people they have.</extracomment><translation><numerusform>{n} Ort sagt nicht, wie viele Menschen er hat.</numerusform><numerusform>{n} Orte sagen nicht, wie viele Menschen sie haben.</numerusform></translation></message>
<message numerus="yes"><source>{n} place has no usable station near it.</source><extracomment>{n} places have no usable station near them.</extracomment><translation><numerusform>{n} Ort hat keine nutzbare Station in der Nähe.</numerusform><numerusform>{n} Orte haben keine nutzbare Station in der Nähe.</numerusform></translation></message>
<message numerus="yes"><source>{n} place.</source><extracomment>{n} places.</extracomment><translation><numerusform>{n} Ort.</numerusform><numerusform>{n} Orte.</numerusform></translation></message>
<message numerus="yes"><source>{n} point</source><extracomment>{n} points</extracomment><translation><numerusform>{n} Ladepunkt</numerusform><numerusform>{n} Ladepunkte</numerusform></translation></message>
<message numerus="yes"><source>{n} pool of usable stations.</source><extracomment>{n} pools of usable stations.</extracomment><translation><numerusform>{n} Standort aus nutzbaren Stationen.</numerusform><numerusform>{n} Standorte aus nutzbaren Stationen.</numerusform></translation></message>
<message numerus="yes"><source>{n} record could not be read and was set aside.</source><extracomment>{n} records could not be read and were set aside.</extracomment><translation><numerusform>{n} Datensatz war nicht lesbar und wurde übergangen.</numerusform><numerusform>{n} Datensätze waren nicht lesbar und wurden übergangen.</numerusform></translation></message>
<message numerus="yes"><source>{n} record could not be read.</source><extracomment>{n} records could not be read.</extracomment><translation><numerusform>{n} Datensatz war nicht lesbar.</numerusform><numerusform>{n} Datensätze waren nicht lesbar.</numerusform></translation></message>
<message numerus="yes"><source>{n} request</source><extracomment>{n} requests</extracomment><translation><numerusform>{n} Anfrage</numerusform><numerusform>{n} Anfragen</numerusform></translation></message>
<message numerus="yes"><source>{n} route has no station at all, but is within the limit, as it is so short: what lies beyond its ends is not known.</source><extracomment>{n} routes have no station at all, but are within the limit, as they are so short: what lies beyond their ends is not known.</extracomment><translation><numerusform>{n} Route hat gar keine Station, liegt aber innerhalb der Grenze, weil sie so kurz ist: Was jenseits ihrer Enden liegt, ist nicht bekannt.</numerusform><numerusform>{n} Routen haben gar keine Station, liegen aber innerhalb der Grenze, weil sie so kurz sind: Was jenseits ihrer Enden liegt, ist nicht bekannt.</numerusform></translation></message>
<message numerus="yes"><source>{n} route.</source><extracomment>{n} routes.</extracomment><translation><numerusform>{n} Route.</numerusform><numerusform>{n} Routen.</numerusform></translation></message>
<message numerus="yes"><source>{n} row of connections, comments or photos is left out, as you deleted it.</source><extracomment>{n} rows of connections, comments or photos are left out, as you deleted them.</extracomment><translation><numerusform>{n} Zeile mit Anschlüssen, Kommentaren oder Fotos ist weggelassen, da Sie sie gelöscht haben.</numerusform><numerusform>{n} Zeilen mit Anschlüssen, Kommentaren oder Fotos sind weggelassen, da Sie sie gelöscht haben.</numerusform></translation></message>
<message numerus="yes"><source>{n} search was added.</source><extracomment>{n} searches were added.</extracomment><translation><numerusform>{n} Suche wurde hinzugefügt.</numerusform><numerusform>{n} Suchen wurden hinzugefügt.</numerusform></translation></message>
<message numerus="yes"><source>{n} search was written to {path}.</source><extracomment>{n} searches were written to {path}.</extracomment><translation><numerusform>{n} Suche wurde nach {path} geschrieben.</numerusform><numerusform>{n} Suchen wurden nach {path} geschrieben.</numerusform></translation></message>
<message numerus="yes"><source>{n} service area left out because its station is not among the stations.</source><extracomment>{n} service areas left out because their stations are not among the stations.</extracomment><translation><numerusform>{n} Einzugsgebiet weggelassen, weil seine Station nicht unter den Stationen ist.</numerusform><numerusform>{n} Einzugsgebiete weggelassen, weil ihre Stationen nicht unter den Stationen sind.</numerusform></translation></message>
<message numerus="yes"><source>{n} states no answer to a filter</source><extracomment>{n} state no answer to a filter</extracomment><translation><numerusform>{n} ohne Antwort auf einen Filter</numerusform><numerusform>{n} ohne Antwort auf einen Filter</numerusform></translation></message>
<message numerus="yes"><source>{n} states no country</source><extracomment>{n} state no country</extracomment><translation><numerusform>{n} ohne Land</numerusform><numerusform>{n} ohne Land</numerusform></translation></message>
<message numerus="yes"><source>{n} states no operator</source><extracomment>{n} state no operator</extracomment><translation><numerusform>{n} ohne Betreiber</numerusform><numerusform>{n} ohne Betreiber</numerusform></translation></message>
<message numerus="yes"><source>{n} states no provider</source><extracomment>{n} state no provider</extracomment><translation><numerusform>{n} ohne Datenanbieter</numerusform><numerusform>{n} ohne Datenanbieter</numerusform></translation></message>
<message numerus="yes"><source>{n} states no status</source><extracomment>{n} state no status</extracomment><translation><numerusform>{n} ohne Status</numerusform><numerusform>{n} ohne Status</numerusform></translation></message>
<message numerus="yes"><source>{n} states no usage</source><extracomment>{n} state no usage</extracomment><translation><numerusform>{n} ohne Angabe zum Zugang</numerusform><numerusform>{n} ohne Angabe zum Zugang</numerusform></translation></message>
<message numerus="yes"><source>{n} station</source><extracomment>{n} stations</extracomment><translation><numerusform>{n} Ladestation</numerusform><numerusform>{n} Ladestationen</numerusform></translation></message>
<message numerus="yes"><source>{n} station arrived, but did not meet it.</source><extracomment>{n} stations arrived, but did not meet it.</extracomment><translation><numerusform>{n} Ladestation kam an, entsprach ihr aber nicht.</numerusform><numerusform>{n} Ladestationen kamen an, entsprachen ihr aber nicht.</numerusform></translation></message>
<message numerus="yes"><source>{n} station decides stretches that are uncertain.</source><extracomment>{n} stations decide stretches that are uncertain.</extracomment><translation><numerusform>{n} Ladestation entscheidet über offene Abschnitte.</numerusform><numerusform>{n} Ladestationen entscheiden über offene Abschnitte.</numerusform></translation></message>
<message numerus="yes"><source>{n} station found near places.</source><extracomment>{n} stations found near places.</extracomment><translation><numerusform>{n} Station bei Orten gefunden.</numerusform><numerusform>{n} Stationen bei Orten gefunden.</numerusform></translation></message>
<message numerus="yes"><source>{n} station from {source}, received {time}.</source><extracomment>{n} stations from {source}, received {time}.</extracomment><translation><numerusform>{n} Ladestation aus {source}, abgerufen {time}.</numerusform><numerusform>{n} Ladestationen aus {source}, abgerufen {time}.</numerusform></translation></message>
<message numerus="yes"><source>{n} station from {source}.</source><extracomment>{n} stations from {source}.</extracomment><translation><numerusform>{n} Ladestation aus {source}.</numerusform><numerusform>{n} Ladestationen aus {source}.</numerusform></translation></message>
<message numerus="yes"><source>{n} station had arrived.</source><extracomment>{n} stations had arrived.</extracomment><translation><numerusform>{n} Ladestation war angekommen.</numerusform><numerusform>{n} Ladestationen waren angekommen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station has connections that the table does not hold; its own columns were read instead.</source><extracomment>{n} stations have connections that the table does not hold; their own columns were read instead.</extracomment><translation><numerusform>{n} Station hat Anschlüsse, die in der Tabelle fehlen; statt ihrer wurden die Spalten der Station gelesen.</numerusform><numerusform>{n} Stationen haben Anschlüsse, die in der Tabelle fehlen; statt ihrer wurden die Spalten der Stationen gelesen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station has problems.</source><extracomment>{n} stations have problems.</extracomment><translation><numerusform>{n} Station hat Mängel.</numerusform><numerusform>{n} Stationen haben Mängel.</numerusform></translation></message>
<message numerus="yes"><source>{n} station in them is likely usable.</source><extracomment>{n} stations in them are likely usable.</extracomment><translation><numerusform>{n} Station darin ist wahrscheinlich nutzbar.</numerusform><numerusform>{n} Stationen darin sind wahrscheinlich nutzbar.</numerusform></translation></message>
<message numerus="yes"><source>{n} station is in the layer again, of the same number, and counts again: delete duplicates first.</source><extracomment>{n} stations are in the layer again, of the same numbers, and count again: delete duplicates first.</extracomment><translation><numerusform>{n} Station steht noch einmal im Layer, unter derselben Nummer, und zählt noch einmal: Löschen Sie zuerst Duplikate.</numerusform><numerusform>{n} Stationen stehen noch einmal im Layer, unter denselben Nummern, und zählen noch einmal: Löschen Sie zuerst Duplikate.</numerusform></translation></message>
<message numerus="yes"><source>{n} station left out because it has no coordinates.</source><extracomment>{n} stations left out because they have no coordinates.</extracomment><translation><numerusform>{n} Station ohne Koordinaten ausgelassen.</numerusform><numerusform>{n} Stationen ohne Koordinaten ausgelassen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station left out because its licence is not open.</source><extracomment>{n} stations left out because their licence is not open.</extracomment><translation><numerusform>{n} Ladestation ohne offene Lizenz weggelassen.</numerusform><numerusform>{n} Ladestationen ohne offene Lizenz weggelassen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station lies in no zone.</source><extracomment>{n} stations lie in no zone.</extracomment><translation><numerusform>{n} Station liegt in keiner Zone.</numerusform><numerusform>{n} Stationen liegen in keiner Zone.</numerusform></translation></message>
<message numerus="yes"><source>{n} station lies in several zones that overlap, and counts in each of them.</source><extracomment>{n} stations lie in several zones that overlap, and count in each of them.</extracomment><translation><numerusform>{n} Station liegt in mehreren Zonen, die sich überschneiden, und zählt in jeder davon.</numerusform><numerusform>{n} Stationen liegen in mehreren Zonen, die sich überschneiden, und zählen in jeder davon.</numerusform></translation></message>
<message numerus="yes"><source>{n} station loaded</source><extracomment>{n} stations loaded</extracomment><translation><numerusform>{n} Ladestation geladen</numerusform><numerusform>{n} Ladestationen geladen</numerusform></translation></message>
<message numerus="yes"><source>{n} station matches, {uncertain} more may</source><extracomment>{n} stations match, {uncertain} more may</extracomment><translation><numerusform>{n} Ladestation passt, {uncertain} weitere ungewiss</numerusform><numerusform>{n} Ladestationen passen, {uncertain} weitere ungewiss</numerusform></translation></message>
<message numerus="yes"><source>{n} station may match (data incomplete): included.</source><extracomment>{n} stations may match (data incomplete): included.</extracomment><translation><numerusform>{n} Ladestation ungewiss (Daten unvollständig): eingeschlossen.</numerusform><numerusform>{n} Ladestationen ungewiss (Daten unvollständig): eingeschlossen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station may match (data incomplete): left out.</source><extracomment>{n} stations may match (data incomplete): left out.</extracomment><translation><numerusform>{n} Ladestation ungewiss (Daten unvollständig): weggelassen.</numerusform><numerusform>{n} Ladestationen ungewiss (Daten unvollständig): weggelassen.</numerusform></translation></message>
<message numerus="yes"><source>{n} station not shown, because the licence of the data is not open:</source><extracomment>{n} stations not shown, because the licence of the data is not open:</extracomment><translation><numerusform>{n} Ladestation ohne offene Lizenz nicht gezeigt:</numerusform><numerusform>{n} Ladestationen ohne offene Lizenz nicht gezeigt:</numerusform></translation></message>
<message numerus="yes"><source>{n} station number</source><extracomment>{n} station numbers</extracomment><translation><numerusform>{n} Stationsnummer</numerusform><numerusform>{n} Stationsnummern</numerusform></translation></message>
<message numerus="yes"><source>{n} station of “{layer}” differs from before.</source><extracomment>{n} stations of “{layer}” differ from before.</extracomment><translation><numerusform>{n} Ladestation in „{layer}“ unterscheidet sich von vorher.</numerusform><numerusform>{n} Ladestationen in „{layer}“ unterscheiden sich von vorher.</numerusform></translation></message>
<message numerus="yes"><source>{n} station received, {matched} matched, {uncertain} uncertain, {dropped} did not match</source><extracomment>{n} stations received, {matched} matched, {uncertain} uncertain, {dropped} did not match</extracomment><translation><numerusform>{n} Ladestation empfangen, {matched} passend, {uncertain} ungewiss, {dropped} nicht passend</numerusform><numerusform>{n} Ladestationen empfangen, {matched} passend, {uncertain} ungewiss, {dropped} nicht passend</numerusform></translation></message>
<message numerus="yes"><source>{n} station saved in {path}.</source><extracomment>{n} stations saved in {path}.</extracomment><translation><numerusform>{n} Ladestation in {path} gespeichert.</numerusform><numerusform>{n} Ladestationen in {path} gespeichert.</numerusform></translation></message>
<message numerus="yes"><source>{n} station shared.</source><extracomment>{n} stations shared.</extracomment><translation><numerusform>{n} Ladestation weitergegeben.</numerusform><numerusform>{n} Ladestationen weitergegeben.</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no answer to a filter</source><extracomment>{n} stations state no answer to a filter</extracomment><translation><numerusform>{n} Ladestation ohne Antwort auf einen Filter</numerusform><numerusform>{n} Ladestationen ohne Antwort auf einen Filter</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no country</source><extracomment>{n} stations state no country</extracomment><translation><numerusform>{n} Ladestation ohne Land</numerusform><numerusform>{n} Ladestationen ohne Land</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no operator</source><extracomment>{n} stations state no operator</extracomment><translation><numerusform>{n} Ladestation ohne Betreiber</numerusform><numerusform>{n} Ladestationen ohne Betreiber</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no provider</source><extracomment>{n} stations state no provider</extracomment><translation><numerusform>{n} Ladestation ohne Datenanbieter</numerusform><numerusform>{n} Ladestationen ohne Datenanbieter</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no status</source><extracomment>{n} stations state no status</extracomment><translation><numerusform>{n} Ladestation ohne Status</numerusform><numerusform>{n} Ladestationen ohne Status</numerusform></translation></message>
<message numerus="yes"><source>{n} station states no usage</source><extracomment>{n} stations state no usage</extracomment><translation><numerusform>{n} Ladestation ohne Angabe zum Zugang</numerusform><numerusform>{n} Ladestationen ohne Angabe zum Zugang</numerusform></translation></message>
<message numerus="yes"><source>{n} station: {changes}.</source><extracomment>{n} stations: {changes}.</extracomment><translation><numerusform>{n} Ladestation: {changes}.</numerusform><numerusform>{n} Ladestationen: {changes}.</numerusform></translation></message>
<message numerus="yes"><source>{n} status type ({numbers})</source><extracomment>{n} status types ({numbers})</extracomment><translation><numerusform>{n} Status ({numbers})</numerusform><numerusform>{n} Status ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} stretch is surely in a gap.</source><extracomment>{n} stretches are surely in gaps.</extracomment><translation><numerusform>{n} Abschnitt liegt sicher in einer Lücke.</numerusform><numerusform>{n} Abschnitte liegen sicher in Lücken.</numerusform></translation></message>
<message numerus="yes"><source>{n} stretch may be in a gap: that depends on uncertain stations.</source><extracomment>{n} stretches may be in gaps: that depends on uncertain stations.</extracomment><translation><numerusform>{n} Abschnitt liegt vielleicht in einer Lücke: Das hängt von ungewissen Stationen ab.</numerusform><numerusform>{n} Abschnitte liegen vielleicht in Lücken: Das hängt von ungewissen Stationen ab.</numerusform></translation></message>
<message numerus="yes"><source>{n} unchanged</source><extracomment>{n} unchanged</extracomment><translation><numerusform>{n} unverändert</numerusform><numerusform>{n} unverändert</numerusform></translation></message>
<message numerus="yes"><source>{n} usage type ({numbers})</source><extracomment>{n} usage types ({numbers})</extracomment><translation><numerusform>{n} Zugangsart ({numbers})</numerusform><numerusform>{n} Zugangsarten ({numbers})</numerusform></translation></message>
<message numerus="yes"><source>{n} value stays as you edited it. It is reported again only when Open Charge Map changes it.</source><extracomment>{n} values stay as you edited them. They are reported again only when Open Charge Map changes them.</extracomment><translation><numerusform>{n} Wert bleibt, wie Sie ihn bearbeitet haben. Er wird erst wieder gemeldet, wenn Open Charge Map ihn ändert.</numerusform><numerusform>{n} Werte bleiben, wie Sie sie bearbeitet haben. Sie werden erst wieder gemeldet, wenn Open Charge Map sie ändert.</numerusform></translation></message>
<message numerus="yes"><source>{n} value that cannot be read counts as not known. Columns: {names}.</source><extracomment>{n} values that cannot be read count as not known. Columns: {names}.</extracomment><translation><numerusform>{n} Wert, der sich nicht lesen lässt, gilt als nicht bekannt. Spalten: {names}.</numerusform><numerusform>{n} Werte, die sich nicht lesen lassen, gelten als nicht bekannt. Spalten: {names}.</numerusform></translation></message>
<message numerus="yes"><source>{n} zone.</source><extracomment>{n} zones.</extracomment><translation><numerusform>{n} Zone.</numerusform><numerusform>{n} Zonen.</numerusform></translation></message>
<message><source>{path} belongs to the layer “{layer}” of this project, so it cannot be replaced. Remove the layer first, or choose another file.</source><translation>{path} gehört zum Layer „{layer}“ dieses Projekts und kann nicht ersetzt werden. Zuerst den Layer entfernen oder eine andere Datei wählen.</translation></message>
<message><source>{path} cannot be read: all its files of stations are damaged.</source><translation>{path} kann nicht gelesen werden: Alle Dateien mit Ladestationen darin sind beschädigt.</translation></message>
<message><source>{path} cannot be read: it holds no file of stations. Please choose another one.</source><translation>{path} kann nicht gelesen werden: Es enthält keine Datei mit Ladestationen. Bitte wählen Sie etwas anderes.</translation></message>
<message><source>{path} cannot be read: {why}</source><translation>{path} kann nicht gelesen werden: {why}</translation></message>
<message><source>{path} could not be read or updated, and was left as it was: {reason}.</source><translation>{path} konnte nicht gelesen oder geändert werden und blieb, wie es war: {reason}.</translation></message>
<message><source>{path} could not be written and was left as it was. Please check whether its disk is full.</source><translation>{path} konnte nicht geschrieben werden und blieb, wie es war. Bitte prüfen, ob der Datenträger voll ist.</translation></message>
<message><source>{path} could not be written.</source><translation>{path} konnte nicht geschrieben werden.</translation></message>
<message><source>{path} could not be written. Please choose another folder.</source><translation>{path} konnte nicht geschrieben werden. Bitte einen anderen Ordner wählen.</translation></message>
<message><source>{path} holds no stations of this plugin. Please replace it, or choose another file.</source><translation>{path} enthält keine Ladestationen dieser Erweiterung. Bitte ersetzen oder eine andere Datei wählen.</translation></message>
<message><source>{path} is a folder. Please choose a file name.</source><translation>{path} ist ein Ordner. Bitte einen Dateinamen wählen.</translation></message>
<message><source>{path} is a link to {file}. Please choose that file itself, or another name.</source><translation>{path} ist ein Verweis auf {file}. Bitte diese Datei selbst oder einen anderen Namen wählen.</translation></message>
<message><source>{path} is a mirror, and a result does not replace it. Please choose another file.</source><translation>{path} ist ein Spiegel, und ein Ergebnis ersetzt ihn nicht. Bitte wählen Sie eine andere Datei.</translation></message>
<message><source>{path} is being changed by QGIS or another program. Close it there, or choose another file.</source><translation>{path} wird gerade von QGIS oder einem anderen Programm geändert. Dort schließen oder eine andere Datei wählen.</translation></message>
<message><source>{path} is being changed by QGIS or another program. Nothing was changed. Please try again later.</source><translation>{path} wird gerade von QGIS oder einem anderen Programm geändert. Nichts wurde geändert. Bitte später noch einmal versuchen.</translation></message>
<message><source>{path} is named for two outputs. Please choose another file for one.</source><translation>{path} ist für zwei Ausgaben angegeben. Bitte wählen Sie für eine davon eine andere Datei.</translation></message>
<message><source>{path} is neither a file nor a folder. Please choose another one.</source><translation>{path} ist weder eine Datei noch ein Ordner. Bitte wählen Sie etwas anderes.</translation></message>
<message><source>{path} is no mirror. Please choose the file of a mirror.</source><translation>{path} ist kein Spiegel. Bitte die Datei eines Spiegels wählen.</translation></message>
<message><source>{path} is no mirror. Please choose the schema of a mirror.</source><translation>{path} ist kein Spiegel. Bitte das Schema eines Spiegels wählen.</translation></message>
<message><source>{path} is not read: unpacked it is larger than {megabytes} MB, more than all stations of the world take.</source><translation>{path} wird nicht gelesen: Entpackt ist der Inhalt größer als {megabytes} MB, mehr als alle Ladestationen der Welt brauchen.</translation></message>
<message><source>{path} is too large for a file of searches.</source><translation>{path} ist zu groß für eine Datei von Suchen.</translation></message>
<message><source>{path} may not be written. It was left as it was.</source><translation>{path} darf nicht geschrieben werden. Es blieb, wie es war.</translation></message>
<message><source>{path} may not be written. Please close programs that have it open, or choose another folder.</source><translation>{path} darf nicht geschrieben werden. Bitte Programme schließen, die es geöffnet haben, oder einen anderen Ordner wählen.</translation></message>
<message><source>{path} no longer exists, or may not be written.</source><translation>{path} gibt es nicht mehr, oder es darf nicht geschrieben werden.</translation></message>
<message><source>{path} was changed meanwhile. It was left as it is: please try again.</source><translation>{path} wurde inzwischen geändert und blieb, wie sie ist: Bitte noch einmal versuchen.</translation></message>
<message><source>{path} was left as it was: the server left out station {station}, which it still has, so its list was not whole. Please update again.</source><translation>{path} blieb, wie es war: Der Server hat die Ladestation {station} ausgelassen, die er noch hat; seine Liste war also nicht vollständig. Bitte aktualisieren Sie erneut.</translation></message>
<message><source>{path} was left as it was: the server no longer sends stations that it has sent before, so it seems to be in trouble. Please try again later.</source><translation>{path} blieb, wie es war: Der Server schickt Ladestationen nicht mehr, die er vorher geschickt hat; er scheint gestört zu sein. Bitte versuchen Sie es später erneut.</translation></message>
<message numerus="yes"><source>{path} was left as it was: the server sent only {n} station, and the mirror holds {held} in the same area. If that is right, update it again and allow the replacement.</source><extracomment>{path} was left as it was: the server sent only {n} stations, and the mirror holds {held} in the same area. If that is right, update it again and allow the replacement.</extracomment><translation><numerusform>{path} blieb, wie es war: Der Server hat nur {n} Ladestation geschickt, und der Spiegel enthält {held} in demselben Gebiet. Wenn das stimmt, bitte noch einmal aktualisieren und das Ersetzen erlauben.</numerusform><numerusform>{path} blieb, wie es war: Der Server hat nur {n} Ladestationen geschickt, und der Spiegel enthält {held} in demselben Gebiet. Wenn das stimmt, bitte noch einmal aktualisieren und das Ersetzen erlauben.</numerusform></translation></message>
<message><source>{path} was reloaded or replaced since. Nothing was undone.</source><translation>{path} wurde seither neu geladen oder ersetzt. Nichts wurde rückgängig gemacht.</translation></message>
<message><source>{path} was written, but QGIS cannot open it. The layers stay as they are.</source><translation>{path} wurde geschrieben, aber QGIS kann es nicht öffnen. Die Layer bleiben, wie sie sind.</translation></message>
<message><source>{path} was written, but QGIS cannot read it. The layers stay as they are.</source><translation>{path} wurde geschrieben, aber QGIS kann es nicht lesen. Die Layer bleiben, wie sie sind.</translation></message>
<message><source>{place} has another table of the name ocm_decisions, so that decisions cannot be kept there. Please rename that table.</source><translation>{place} hat eine andere Tabelle namens ocm_decisions, daher können dort keine Entscheidungen aufbewahrt werden. Bitte benennen Sie diese Tabelle um.</translation></message>
<message><source>{power} AC</source><translation>{power} AC</translation></message>
<message><source>{power} DC</source><translation>{power} DC</translation></message>
<message><source>{power} kW</source><translation>{power} kW</translation></message>
<message><source>{problem} ({kind}): {stations}</source><translation>{problem} ({kind}): {stations}</translation></message>
<message><source>{provider} ({stations}): {terms}</source><translation>{provider} ({stations}): {terms}</translation></message>
<message><source>{provider}: licence not stated</source><translation>{provider}: Lizenz nicht angegeben</translation></message>
<message><source>{reason} It cannot be reloaded.</source><translation>{reason} Er kann nicht neu geladen werden.</translation></message>
<message><source>{reason} So the layers are still temporary: “Save…” puts them into another file.</source><translation>{reason} Die Layer sind also noch temporär: „Speichern…“ legt sie in einer anderen Datei ab.</translation></message>
<message><source>{reason} The stations stay in temporary layers.</source><translation>{reason} Die Ladestationen bleiben in temporären Layern.</translation></message>
<message><source>{route}, {direction}</source><translation>{route}, {direction}</translation></message>
<message><source>{search} – comments</source><translation>{search} – Kommentare</translation></message>
<message><source>{search} – connections</source><translation>{search} – Anschlüsse</translation></message>
<message><source>{search} – photos</source><translation>{search} – Fotos</translation></message>
<message><source>{server} answered a question for a place with something else.</source><translation>{server} hat eine Frage nach einem Ort mit etwas anderem beantwortet.</translation></message>
<message><source>{server} answers without a key.</source><translation>{server} antwortet ohne Schlüssel.</translation></message>
<message><source>{server} did not accept the request (status {status}). Check the address of the server in the options; if it is right, please report this.</source><translation>{server} hat die Anfrage nicht angenommen (Status {status}). Die Adresse des Servers in den Optionen prüfen; ist sie richtig, dies bitte melden.</translation></message>
<message><source>{server} did not accept the request (status {status}: “{said}”). Check the address of the server in the options; if it is right, please report this.</source><translation>{server} hat die Anfrage nicht angenommen (Status {status}: „{said}“). Die Adresse des Servers in den Optionen prüfen; ist sie richtig, dies bitte melden.</translation></message>
<message><source>{server} did not answer within {seconds} seconds. Try again later, or allow more time in the options.</source><translation>{server} hat {seconds} Sekunden lang nicht geantwortet. Später noch einmal versuchen oder in den Optionen mehr Zeit geben.</translation></message>
<message><source>{server} does not answer questions for places.</source><translation>{server} beantwortet keine Fragen nach Orten.</translation></message>
<message><source>{server} does not know this address (status 404). Check the address of the server in the options.</source><translation>{server} kennt diese Adresse nicht (Status 404). Die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>{server} failed (status {status}). Try again in a few minutes.</source><translation>Fehler von {server} (Status {status}). In einigen Minuten noch einmal versuchen.</translation></message>
<message><source>{server} failed (status {status}: “{said}”). Try again in a few minutes.</source><translation>Fehler von {server} (Status {status}: „{said}“). In einigen Minuten noch einmal versuchen.</translation></message>
<message><source>{server} has blocked this key or computer (“{said}”). Wait, and ask Open Charge Map if that does not help.</source><translation>{server} hat diesen Schlüssel oder Rechner gesperrt („{said}“). Warten und, wenn das nicht hilft, Open Charge Map fragen.</translation></message>
<message><source>{server} is busy and asks for a pause. Try again in a few minutes.</source><translation>{server} ist ausgelastet und bittet um eine Pause. In einigen Minuten noch einmal versuchen.</translation></message>
<message><source>{server} is busy and asks for a pause. {again}</source><translation>{server} ist ausgelastet und bittet um eine Pause. {again}</translation></message>
<message><source>{server} redirects again and again. Check the address of the server in the options.</source><translation>{server} leitet immer wieder weiter. Die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>{server} redirects to an address that is not safe to follow ({address}). Check the address of the server in the options.</source><translation>{server} leitet auf eine Adresse weiter, die nicht sicher ist ({address}). Die Adresse des Servers in den Optionen prüfen.</translation></message>
<message><source>{server} redirects to {other}, which requires an API key; the key is not sent to another server. If that server is right, enter its address in the options.</source><translation>{server} leitet auf {other} weiter, das einen API-Schlüssel verlangt; der Schlüssel wird keinem anderen Server gesendet. Ist jener Server der richtige, seine Adresse in den Optionen eingeben.</translation></message>
<message><source>{server} rejected the API key (“{said}”). {check}</source><translation>{server} hat den API-Schlüssel abgelehnt („{said}“). {check}</translation></message>
<message><source>{server} rejected the API key. {check}</source><translation>{server} hat den API-Schlüssel abgelehnt. {check}</translation></message>
<message><source>{server} requires an API key, and none is set. {how}</source><translation>{server} verlangt einen API-Schlüssel, und keiner ist gesetzt. {how}</translation></message>
<message><source>{server} sent an empty answer, which means that it failed, not that there are no stations. Try again in a few minutes.</source><translation>{server} hat eine leere Antwort gesendet: Das ist ein Fehler und heißt nicht, dass es keine Ladestationen gibt. In einigen Minuten noch einmal versuchen.</translation></message>
<message><source>{server} sent more than {megabytes} MB at once, which is refused. Choose a smaller page size in the options.</source><translation>{server} hat mehr als {megabytes} MB auf einmal gesendet, das wird abgelehnt. In den Optionen eine kleinere Seitengröße wählen.</translation></message>
<message numerus="yes"><source>{shown} of {n} station</source><extracomment>{shown} of {n} stations</extracomment><translation><numerusform>{shown} von {n} Ladestation</numerusform><numerusform>{shown} von {n} Ladestationen</numerusform></translation></message>
<message><source>{shown}: {sure}, {uncertain}</source><translation>{shown}: {sure}, {uncertain}</translation></message>
<message><source>{size} MB</source><translation>{size} MB</translation></message>
<message><source>{size} kB</source><translation>{size} kB</translation></message>
<message><source>{start} and {end}</source><translation>{start} und {end}</translation></message>
<message><source>{stations} read.</source><translation>{stations} gelesen.</translation></message>
<message><source>{stations} {with_points} ({unknown_for}).</source><translation>{stations} {with_points} ({unknown_for}).</translation></message>
<message><source>{stations} {with_points}.</source><translation>{stations} {with_points}.</translation></message>
<message><source>{stations}.</source><translation>{stations}.</translation></message>
<message><source>{stations}: left out.</source><translation>{stations}: weggelassen.</translation></message>
<message><source>{status} (as of {date})</source><translation>{status} (Stand {date})</translation></message>
<message><source>{table}: {found} rows of {expected}</source><translation>{table}: {found} Zeilen von {expected}</translation></message>
<message><source>{time} UTC</source><translation>{time} UTC</translation></message>
<message><source>{title} ({number})</source><translation>{title} ({number})</translation></message>
<message><source>{title} [{number}]</source><translation>{title} [{number}]</translation></message>
<message><source>{value} kW for “{title}” is impossible: it must lie between 0 and {most} kW.</source><translation>{value} kW für „{title}“ ist unmöglich: Es muss zwischen 0 und {most} kW liegen.</translation></message>
<message><source>{year}-{month}</source><translation>{month}.{year}</translation></message>
<message><source>© OpenStreetMap contributors</source><translation>© OpenStreetMap-Mitwirkende</translation></message>
<message><source>× {count}</source><translation>× {count}</translation></message>
<message><source>“Not Operational” contains “Operational”: compare status_class.</source><translation>„Not Operational“ enthält „Operational“: status_class vergleichen.</translation></message>
<message><source>“Temporarily unavailable” for long</source><translation>Lange „vorübergehend nicht verfügbar“</translation></message>
<message><source>“{code}” is not a country code (ISO 3166, two letters, such as DE).</source><translation>„{code}“ ist kein Ländercode (ISO 3166, zwei Buchstaben, etwa DE).</translation></message>
<message><source>“{layer}” follows the map from now on.</source><translation>„{layer}“ folgt von jetzt an der Karte.</translation></message>
<message><source>“{layer}” follows the map no longer: {stations}, all that there are in the places loaded.</source><translation>„{layer}“ folgt der Karte nicht mehr: {stations}, alle, die es an den geladenen Orten gibt.</translation></message>
<message><source>“{layer}” has another kind of geometry than “{parameter}” needs: please choose another layer.</source><translation>„{layer}“ hat eine andere Art von Geometrie, als „{parameter}“ braucht: Bitte wählen Sie einen anderen Layer.</translation></message>
<message><source>“{layer}” has no coordinate reference system, so that nobody knows where it lies: please set that of the layer first.</source><translation>„{layer}“ hat kein Koordinatenreferenzsystem, sodass niemand weiß, wo er liegt: Bitte legen Sie zuerst das des Layers fest.</translation></message>
<message><source>“{layer}” has no field “ocm_id”, the number of each station: please choose a layer of charging stations.</source><translation>„{layer}“ hat kein Feld „ocm_id“, die Nummer jeder Station: Bitte einen Layer mit Ladestationen wählen.</translation></message>
<message><source>“{layer}” has no field “{field}”, which was given as “{parameter}”.</source><translation>„{layer}“ hat kein Feld „{field}“, das als „{parameter}“ angegeben wurde.</translation></message>
<message><source>“{layer}” has no line: please choose another layer.</source><translation>„{layer}“ hat keine Linie: Bitte wählen Sie einen anderen Layer.</translation></message>
<message><source>“{layer}” has no line: please choose others.</source><translation>„{layer}“ hat keine Linie: Bitte wählen Sie eine andere Ebene.</translation></message>
<message><source>“{layer}” has no selected features: there is nothing to share.</source><translation>„{layer}“ hat keine gewählten Objekte: Es gibt nichts weiterzugeben.</translation></message>
<message><source>“{layer}” has no station: please look at its filter, or at what is selected.</source><translation>„{layer}“ enthält keine Station: Bitte sehen Sie nach seinem Filter oder danach, was ausgewählt ist.</translation></message>
<message><source>“{layer}” is a table of connections, comments or photos. Please choose the layer of the stations.</source><translation>„{layer}“ ist eine Tabelle von Anschlüssen, Kommentaren oder Fotos. Bitte wählen Sie den Layer der Ladestationen.</translation></message>
<message><source>“{layer}” is back.</source><translation>„{layer}“ ist wieder da.</translation></message>
<message><source>“{layer}” is empty: there is nothing to share.</source><translation>„{layer}“ ist leer: Es gibt nichts weiterzugeben.</translation></message>
<message><source>“{layer}” is not a layer of points. Please choose one of charging stations.</source><translation>„{layer}“ ist kein Punktlayer. Bitte einen mit Ladestationen wählen.</translation></message>
<message><source>“{layer}” keeps no list of its changes: only GeoPackages and schemas of PostGIS do that were reloaded. Give an older result instead.</source><translation>„{layer}“ führt keine Liste der Änderungen: Das tun nur neu geladene GeoPackages und Schemas in PostGIS. Bitte stattdessen ein älteres Ergebnis angeben.</translation></message>
<message><source>“{layer}” lists its reloads from {begin} to {end} together: what changed in them is shown from the first one on.</source><translation>„{layer}“ führt mehrfaches Neuladen von {begin} bis {end} gemeinsam auf: Was sich dabei geändert hat, wird vom ersten Mal an gezeigt.</translation></message>
<message><source>“{layer}” stays: you have edited or saved it.</source><translation>„{layer}“ bleibt: Sie haben ihn bearbeitet oder gespeichert.</translation></message>
<message><source>“{layer}” was removed.</source><translation>„{layer}“ wurde entfernt.</translation></message>
<message><source>“{layer}” was updated, but your edits that Open Charge Map contradicts have stayed. {reason}</source><translation>„{layer}“ wurde aktualisiert, aber Ihre Änderungen, denen Open Charge Map widerspricht, sind geblieben. {reason}</translation></message>
<message><source>“{name}” says no place. Please use an algorithm that asks for one.</source><translation>„{name}“ nennt keinen Ort. Bitte verwenden Sie einen Algorithmus, der danach fragt.</translation></message>
<message><source>“{name}” was deleted.</source><translation>„{name}“ wurde gelöscht.</translation></message>
<message><source>“{name}” was left out: {why}</source><translation>„{name}“ wurde ausgelassen: {why}</translation></message>
<message><source>“{number}” is not a provider's number.</source><translation>„{number}“ ist keine Nummer eines Anbieters.</translation></message>
<message><source>“{pack}” leaves the spacing along the road, or the distance from it, to others: please give both.</source><translation>„{pack}“ überlässt den Abstand entlang der Straße oder die Entfernung von ihr anderen: Bitte geben Sie beides an.</translation></message>
<message><source>“{parameter}” would be written in the place of {file}, which is read: all that is in it would be lost. Please choose another file.</source><translation>„{parameter}“ würde anstelle von {file} geschrieben, das gelesen wird: Alles darin ginge verloren. Bitte wählen Sie eine andere Datei.</translation></message>
<message><source>“{place}” has no table “{table}” any more. Nothing was changed. If it was renamed, let its layer read it by “Change Data Source…”; if it is gone, remove its layer.</source><translation>„{place}“ hat keine Tabelle „{table}“ mehr. Nichts wurde geändert. Wenn sie umbenannt wurde, lassen Sie ihren Layer sie über „Datenquelle ändern…“ lesen; wenn es sie nicht mehr gibt, entfernen Sie ihren Layer.</translation></message>
<message><source>“{place}” has no table “{table}” any more. Nothing was undone. If it was renamed, give it this name again; then undo the reload.</source><translation>„{place}“ hat keine Tabelle „{table}“ mehr. Nichts wurde rückgängig gemacht. Wenn sie umbenannt wurde, geben Sie ihr diesen Namen wieder; dann machen Sie das Neuladen rückgängig.</translation></message>
<message><source>“{place}” was reloaded or replaced since. Nothing was undone.</source><translation>„{place}“ wurde seitdem neu geladen oder ersetzt. Nichts wurde rückgängig gemacht.</translation></message>
<message><source>“{title}” has neither letters nor digits.</source><translation>„{title}“ enthält weder Buchstaben noch Ziffern.</translation></message>
<message><source>“{title}” must be a date and time, not “{value}”.</source><translation>„{title}“ muss ein Zeitpunkt sein, nicht „{value}“.</translation></message>
<message><source>“{title}” must be a number of kilowatts, not “{value}”.</source><translation>„{title}“ muss eine Zahl in Kilowatt sein, nicht „{value}“.</translation></message>
<message numerus="yes"><source>“{title}” must be a text of at most {n} letter.</source><extracomment>“{title}” must be a text of at most {n} letters.</extracomment><translation><numerusform>„{title}“ muss ein Text mit höchstens {n} Zeichen sein.</numerusform><numerusform>„{title}“ muss ein Text mit höchstens {n} Zeichen sein.</numerusform></translation></message>
<message><source>“{title}” must be a whole number from 1 to {most}, not “{value}”.</source><translation>„{title}“ muss eine ganze Zahl von 1 bis {most} sein, nicht „{value}“.</translation></message>
<message><source>“{title}” must be yes or no, not “{value}”.</source><translation>„{title}“ muss ja oder nein sein, nicht „{value}“.</translation></message>
<message><source>“{typed}” is not the address of a server. {how}</source><translation>„{typed}“ ist keine Adresse eines Servers. {how}</translation></message>
<message><source>“{value}”</source><translation>„{value}“</translation></message>
<message><source>“{value}” cannot be a postcode.</source><translation>„{value}“ kann keine Postleitzahl sein.</translation></message>
<message><source>“{value}” cannot be the name of a JSONP function.</source><translation>„{value}“ kann kein Name einer JSONP-Funktion sein.</translation></message>
<message><source>“{value}” in “{title}” is not an Open Charge Map id (a whole number).</source><translation>„{value}“ in „{title}“ ist keine Nummer von Open Charge Map (eine ganze Zahl).</translation></message>
<message><source>“{value}” is not a date and time (such as 2026-01-31T12:00:00), as “{parameter}” must be.</source><translation>„{value}“ ist kein Zeitpunkt (etwa 2026-01-31T12:00:00), wie „{parameter}“ ihn verlangt.</translation></message>
<message><source>“{value}” is not a distance in metres: please separate distances by semicolons, such as “500; 2000”.</source><translation>„{value}“ ist keine Entfernung in Metern: Bitte trennen Sie Entfernungen durch Semikolons, etwa „500; 2000“.</translation></message>
<message><source>“{value}” is not a number, as “{parameter}” must be.</source><translation>„{value}“ ist keine Zahl, wie „{parameter}“ sie verlangt.</translation></message>
<message><source>“{value}” is not a station number (a whole number, 0 to begin).</source><translation>„{value}“ ist keine Nummer einer Ladestation (eine ganze Zahl, 0 für den Anfang).</translation></message>
<message><source>“{value}” is not a whole number, as “{parameter}” must be.</source><translation>„{value}“ ist keine ganze Zahl, wie „{parameter}“ sie verlangt.</translation></message>
<message><source>“{value}” is not an output of Open Charge Map ({known}).</source><translation>„{value}“ ist keine Ausgabe von Open Charge Map ({known}).</translation></message>
<message><source>“{value}” is not one of {answers}, as “{parameter}” must be.</source><translation>„{value}“ ist nicht unter {answers}, wie „{parameter}“ verlangt.</translation></message>
<message><source>“{value}” is not one of {known}.</source><translation>„{value}“ ist nicht unter {known}.</translation></message>
<message><source>“{value}” is not true or false, as “{parameter}” must be.</source><translation>„{value}“ ist weder wahr noch falsch, wie „{parameter}“ verlangt.</translation></message>
<message><source>“{word}” is not a station number (a whole number above 0).</source><translation>„{word}“ ist keine Nummer einer Ladestation (eine ganze Zahl über 0).</translation></message>
<message><source>≤ {kw} kW</source><translation>≤ {kw} kW</translation></message>
<message><source>≥ 100</source><translation>≥ 100</translation></message>
<message><source>≥ 150, ultra-rapid</source><translation>≥ 150, ultraschnell</translation></message>
<message><source>≥ 350</source><translation>≥ 350</translation></message>
<message><source>≥ {kw} kW</source><translation>≥ {kw} kW</translation></message>
</context>
<context>
<name>OptionsPage</name>
<message><source> days</source><translation> Tage</translation></message>
<message><source> hours</source><translation> Stunden</translation></message>
<message><source> seconds without an answer</source><translation> Sekunden ohne Antwort</translation></message>
<message><source> stations per request</source><translation> Ladestationen je Anfrage</translation></message>
<message><source>&amp;Check Key</source><translation>Schlüssel &amp;prüfen</translation></message>
<message><source>&amp;File</source><translation>&amp;Datei</translation></message>
<message><source>&amp;Hold results</source><translation>Ergebnisse &amp;vorhalten</translation></message>
<message><source>&amp;Page size</source><translation>&amp;Seitengröße</translation></message>
<message><source>&amp;Remove Key</source><translation>Schlüssel &amp;entfernen</translation></message>
<message><source>&amp;Time limit</source><translation>&amp;Zeitgrenze</translation></message>
<message><source>A mirror whose stations are older is used only when you choose it as source</source><translation>Ein Spiegel mit älteren Ladestationen wird nur benutzt, wenn Sie ihn als Quelle wählen</translation></message>
<message><source>A request is given up after so long a silence of the server</source><translation>Nach so langem Schweigen des Servers wird eine Anfrage aufgegeben</translation></message>
<message><source>API &amp;key</source><translation>AP&amp;I-Schlüssel</translation></message>
<message><source>API Key</source><translation>API-Schlüssel</translation></message>
<message><source>About the base URL</source><translation>Zur Basis-URL</translation></message>
<message><source>About the diary of requests</source><translation>Zum Tagebuch der Anfragen</translation></message>
<message><source>About the mirror</source><translation>Zum Spiegel</translation></message>
<message><source>About the time limit</source><translation>Zur Zeitgrenze</translation></message>
<message><source>Ask the server once with the key above, or with the one that is stored</source><translation>Den Server einmal mit dem Schlüssel oben fragen oder mit dem gespeicherten</translation></message>
<message><source>Base &amp;URL</source><translation>Basis-U&amp;RL</translation></message>
<message><source>Change it only for a server of your own. Empty means the public one</source><translation>Nur für einen eigenen Server ändern. Leer heißt: der öffentliche</translation></message>
<message><source>Choose a mirror in a PostgreSQL database with PostGIS</source><translation>Einen Spiegel in einer PostgreSQL-Datenbank mit PostGIS wählen</translation></message>
<message><source>Default &amp;output</source><translation>Übliche &amp;Ausgabe</translation></message>
<message><source>Forget the stored key, at once</source><translation>Den gespeicherten Schlüssel sofort vergessen</translation></message>
<message><source>Larger pages need fewer requests; smaller ones help when answers break off or take too long</source><translation>Größere Seiten brauchen weniger Anfragen; kleinere helfen, wenn Antworten abbrechen oder zu lange dauern</translation></message>
<message><source>Mirror</source><translation>Spiegel</translation></message>
<message><source>Mirror in PostGIS</source><translation>Spiegel in PostGIS</translation></message>
<message><source>Not o&amp;lder than</source><translation>Nicht ä&amp;lter als</translation></message>
<message><source>Open Charge Map answers only with a key. It is free: sign in at &lt;a href="https://openchargemap.org/site/profile/applications"&gt;openchargemap.org&lt;/a&gt;, choose “my profile”, “my apps”, “Register an Application”, and copy the key to here. It is kept encrypted in QGIS’ key store, or until QGIS ends if you do not set QGIS’ master password.</source><translation>Open Charge Map antwortet nur mit einem Schlüssel. Er ist kostenlos: Auf &lt;a href="https://openchargemap.org/site/profile/applications"&gt;openchargemap.org&lt;/a&gt; anmelden, „my profile“, „my apps“, „Register an Application“ wählen und den Schlüssel hierher kopieren. Er wird verschlüsselt im Schlüsselspeicher von QGIS abgelegt oder, ohne Master-Passwort von QGIS, behalten, bis QGIS beendet wird.</translation></message>
<message><source>Place search</source><translation>Ortssuche</translation></message>
<message><source>Requests Sent</source><translation>Gesendete Anfragen</translation></message>
<message><source>Requests sent per month</source><translation>Gesendete Anfragen je Monat</translation></message>
<message><source>Result of the check</source><translation>Ergebnis der Prüfung</translation></message>
<message><source>Results</source><translation>Ergebnisse</translation></message>
<message><source>Searches of areas that this mirror holds ask the server nothing</source><translation>Suchen in Gebieten, die dieser Spiegel enthält, fragen den Server nichts</translation></message>
<message><source>Ser&amp;vice</source><translation>Die&amp;nst</translation></message>
<message><source>Server</source><translation>Server</translation></message>
<message><source>State of the key</source><translation>Zustand des Schlüssels</translation></message>
<message><source>The address of a Nominatim service; empty for the one that QGIS itself uses</source><translation>Die Adresse eines Nominatim-Dienstes; leer für den, den QGIS selbst benutzt</translation></message>
<message><source>What searches have brought answers later ones of the same places for so long</source><translation>Was Suchen gebracht haben, beantwortet so lange spätere derselben Orte</translation></message>
<message><source>What this plugin has asked servers of Open Charge Map from this profile, per month (UTC): each request, also those that failed, and the size of the answers when unpacked.</source><translation>Was diese Erweiterung aus diesem Profil Server von Open Charge Map gefragt hat, je Monat (UTC): jede Anfrage, auch fehlgeschlagene, und die Größe der Antworten, ausgepackt.</translation></message>
<message><source>Where searches put their stations unless you choose otherwise</source><translation>Wohin Suchen ihre Ladestationen legen, wenn nichts anderes gewählt ist</translation></message>
</context>
<context>
<name>SearchForm</name>
<message><source>A file of Open Charge Map POIs in any of its forms, also packed as gzip or zip; or a folder of them</source><translation>Eine Datei mit POIs von Open Charge Map in einer ihrer Formen, auch als gzip oder zip; oder ein Ordner mit solchen</translation></message>
<message><source>A mirror that the Processing algorithm “Update a mirror” has made</source><translation>Ein Spiegel, den der Processing-Algorithmus „Spiegel aktualisieren“ angelegt hat</translation></message>
<message><source>A style saved from a layer of stations as QGIS layer style file</source><translation>Ein Stil, der von einem Layer mit Ladestationen als QGIS-Layerstildatei gespeichert wurde</translation></message>
<message><source>Base map:</source><translation>Karte:</translation></message>
<message><source>Cancel</source><translation>Abbrechen</translation></message>
<message><source>Choose a folder, such as that of Open Charge Map’s export</source><translation>Einen Ordner wählen, etwa den des Exports von Open Charge Map</translation></message>
<message><source>Choose a mirror in a PostgreSQL database with PostGIS</source><translation>Einen Spiegel in einer PostgreSQL-Datenbank mit PostGIS wählen</translation></message>
<message><source>Copy the URL</source><translation>URL kopieren</translation></message>
<message><source>Copy the URL (it does not hold the key)</source><translation>URL kopieren (ohne den Schlüssel)</translation></message>
<message><source>Copy the search in words</source><translation>Suche in Worten kopieren</translation></message>
<message><source>Countries</source><translation>Länder</translation></message>
<message><source>Degrees east of Greenwich (WGS84); west is negative</source><translation>Grad östlich von Greenwich (WGS84); Westen ist negativ</translation></message>
<message><source>Degrees north of the equator (WGS84); south is negative</source><translation>Grad nördlich des Äquators (WGS84); Süden ist negativ</translation></message>
<message><source>Details</source><translation>Details</translation></message>
<message><source>Distance</source><translation>Abstand</translation></message>
<message><source>Distance on each side</source><translation>Abstand auf jeder Seite</translation></message>
<message><source>Drag it to another place on the map; Esc stops</source><translation>In der Karte an einen anderen Ort ziehen; Esc beendet das</translation></message>
<message><source>Draw</source><translation>Zeichnen</translation></message>
<message><source>Draw it on the map; Esc stops</source><translation>In die Karte zeichnen; Esc beendet das</translation></message>
<message><source>Enter Key…</source><translation>Schlüssel eingeben…</translation></message>
<message><source>Enter finds the place and searches there. Also coordinates (30.2672, -97.7431), countries, and numbers of stations (OCM-12345).</source><translation>Eingabe findet den Ort und sucht dort. Auch Koordinaten (30.2672, -97.7431), Länder und Nummern von Ladestationen (OCM-12345).</translation></message>
<message><source>Everything that Open Charge Map holds: some 300,000 stations and hundreds of requests. Please use filters or a maximum, or the whole export that Open Charge Map publishes for such work.</source><translation>Alles, was Open Charge Map enthält: etwa 300.000 Ladestationen und Hunderte Anfragen. Bitte Filter oder eine Höchstzahl benutzen oder den vollständigen Export, den Open Charge Map dafür veröffentlicht.</translation></message>
<message><source>Folder of POI files</source><translation>Ordner mit POI-Dateien</translation></message>
<message><source>GeoPackage file</source><translation>GeoPackage-Datei</translation></message>
<message><source>Go On</source><translation>Weiter</translation></message>
<message><source>Into</source><translation>In</translation></message>
<message><source>Latitude</source><translation>Breite</translation></message>
<message><source>Let the chosen search wait no longer, and not run</source><translation>Die gewählte Suche nicht länger warten lassen und nicht ausführen</translation></message>
<message><source>Line layer</source><translation>Linienlayer</translation></message>
<message><source>Longitude</source><translation>Länge</translation></message>
<message><source>Mirror</source><translation>Spiegel</translation></message>
<message><source>Mirror in PostGIS</source><translation>Spiegel in PostGIS</translation></message>
<message><source>Move</source><translation>Verschieben</translation></message>
<message><source>No base map</source><translation>Keine Grundkarte</translation></message>
<message><source>Open Charge Map answers only with an API key, and none is stored yet. The key is free: &lt;a href="https://openchargemap.org/site/profile/applications"&gt;get a key&lt;/a&gt;, then enter it in the options.</source><translation>Open Charge Map antwortet nur mit einem API-Schlüssel, und noch ist keiner gespeichert. Er ist kostenlos: &lt;a href="https://openchargemap.org/site/profile/applications"&gt;Schlüssel holen&lt;/a&gt; und in den Optionen eingeben.</translation></message>
<message><source>Options…</source><translation>Optionen…</translation></message>
<message><source>Other areas</source><translation>Andere Gebiete</translation></message>
<message><source>Other areas: the map’s view, drawn, of a layer, countries, station numbers, the world</source><translation>Andere Gebiete: Kartenausschnitt, gezeichnet, aus einem Layer, Länder, Nummern von Ladestationen, die Welt</translation></message>
<message><source>Outlines</source><translation>Umrisse</translation></message>
<message><source>POI file</source><translation>POI-Datei</translation></message>
<message><source>Place, address or coordinates</source><translation>Ort, Adresse oder Koordinaten</translation></message>
<message><source>Place, address, coordinates, country or station number (OCM-12345)</source><translation>Ort, Adresse, Koordinaten, Land oder Nummer einer Ladestation (OCM-12345)</translation></message>
<message><source>Places of this name: Enter chooses one</source><translation>Orte dieses Namens: Eingabe wählt einen</translation></message>
<message><source>Polygon layer</source><translation>Polygonlayer</translation></message>
<message><source>Progress</source><translation>Fortschritt</translation></message>
<message><source>Remove</source><translation>Entfernen</translation></message>
<message><source>Reset Filters</source><translation>Filter zurücksetzen</translation></message>
<message><source>Run the first of the waiting searches</source><translation>Die erste der wartenden Suchen ausführen</translation></message>
<message><source>Search</source><translation>Suchen</translation></message>
<message><source>Search (Ctrl+Enter)</source><translation>Suchen (Strg+Eingabe)</translation></message>
<message><source>Searches that wait: Delete removes one</source><translation>Wartende Suchen: Entf entfernt eine</translation></message>
<message><source>Selected features only</source><translation>Nur gewählte Objekte</translation></message>
<message><source>Show OpenStreetMap below the stations. It is loaded from the internet.</source><translation>OpenStreetMap unter den Ladestationen zeigen. Sie kommt aus dem Internet.</translation></message>
<message><source>Show the outlines of the countries below the stations. They need no internet.</source><translation>Die Umrisse der Länder unter den Ladestationen zeigen. Sie brauchen kein Internet.</translation></message>
<message><source>Source</source><translation>Quelle</translation></message>
<message><source>Source and result</source><translation>Quelle und Ergebnis</translation></message>
<message><source>Station numbers</source><translation>Nummern von Ladestationen</translation></message>
<message><source>Style</source><translation>Stil</translation></message>
<message><source>Style file</source><translation>Stildatei</translation></message>
<message><source>The URL of the first request, without the key</source><translation>Die URL der ersten Anfrage, ohne den Schlüssel</translation></message>
<message><source>The first request, as it is sent. Others ask for what follows, and for other parts of the area; the exact area and all filters are judged here.</source><translation>Die erste Anfrage, wie sie gesendet wird. Andere fragen nach dem, was folgt, und nach anderen Teilen des Gebiets; genaues Gebiet und alle Filter werden hier beurteilt.</translation></message>
<message><source>The search in words</source><translation>Die Suche in Worten</translation></message>
<message><source>Try the Demo</source><translation>Demo ausprobieren</translation></message>
<message><source>Type to filter the countries</source><translation>Zum Filtern der Länder tippen</translation></message>
<message><source>Type to filter the countries…</source><translation>Zum Filtern der Länder tippen…</translation></message>
<message><source>URL</source><translation>URL</translation></message>
<message><source>Unit of the distance</source><translation>Einheit des Abstands</translation></message>
<message><source>Waiting searches</source><translation>Wartende Suchen</translation></message>
<message><source>What</source><translation>Was</translation></message>
<message><source>What a click on the map does</source><translation>Was ein Klick in die Karte tut</translation></message>
<message><source>What came of the last search</source><translation>Was die letzte Suche ergab</translation></message>
<message><source>What came of the look-up of the place</source><translation>Was die Suche nach dem Ort ergab</translation></message>
<message><source>What is known of the number of stations</source><translation>Was über die Zahl der Ladestationen bekannt ist</translation></message>
<message><source>What is sent to the server</source><translation>Was an den Server gesendet wird</translation></message>
<message><source>Where</source><translation>Wo</translation></message>
</context>
<context>
<name>ShareDialog</name>
<message><source>&amp;File</source><translation>&amp;Datei</translation></message>
<message><source>&amp;Keep them all the same</source><translation>&amp;Trotzdem behalten</translation></message>
<message><source>&amp;Title</source><translation>Tit&amp;el</translation></message>
<message><source>File</source><translation>Datei</translation></message>
<message><source>Folders &amp;by</source><translation>&amp;Ordner nach</translation></message>
<message><source>OpenStreetMap below the stations (the page then loads it from the &amp;internet)</source><translation>OpenStreetMap unter den Ladestationen (die Seite lädt es dann aus dem &amp;Internet)</translation></message>
<message><source>Split into files small enough for Google &amp;My Maps</source><translation>In Dateien aufteilen, die klein genug für Google &amp;My Maps sind</translation></message>
<message><source>Time stamps, for the time &amp;slider of Google Earth</source><translation>&amp;Zeitstempel für den Zeitregler von Google Earth</translation></message>
</context>
</TS>
