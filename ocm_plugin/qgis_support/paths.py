"""Where files lie: those of the plugin, and those it keeps in the user's profile."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QStandardPaths

PLUGIN_FOLDER = Path(__file__).resolve().parent.parent.parent


def icon_path(name: str) -> str:
    """The file of one of the plugin's icons."""
    return str(PLUGIN_FOLDER / "ui" / "icons" / f"{name}.svg")


def form_path(name: str) -> str:
    """The file of one of the plugin's Qt Designer forms."""
    return str(PLUGIN_FOLDER / "ui" / f"{name}.ui")


def translations_path() -> str:
    """The folder of the texts in other languages than English, openchargemap_de.qm for example."""
    return str(PLUGIN_FOLDER / "ocm_plugin" / "i18n")


def profile_folder() -> Path:
    """Where the plugin keeps what it remembers beside settings; not made before something is written."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "openchargemap"


def folder_for_files(wanted: str = "") -> Path:
    """Where a file of the user is proposed: in the folder that is wanted, in that of their documents, or at home.

    The first that is there: many systems have no folder of documents until somebody makes it.
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    return next((Path(each) for each in (wanted, documents) if each and Path(each).is_dir()), Path(home))


def fleet_target_file() -> Path:
    """Where the power stands that vehicles need: the user's own file, if there is one."""
    own = profile_folder() / "fleet_target.json"
    return own if own.exists() else PLUGIN_FOLDER / "ocm_plugin" / "ocm" / "analysis" / "fleet_target.json"


def pack_folders() -> tuple[Path, Path]:
    """Where rule packs lie: those of the plugin, and the user's own."""
    return PLUGIN_FOLDER / "ocm_plugin" / "ocm" / "analysis" / "packs", profile_folder() / "packs"
