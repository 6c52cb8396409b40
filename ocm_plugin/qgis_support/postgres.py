"""The user's PostgreSQL connections: QGIS keeps them, with their passwords; the driver that QGIS ships opens them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCredentials, QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer

from ..ocm.errors import DatabaseWriteError
from ..ocm.store.postgis import PostgisServer
from ..ocm.translation import tr

PROVIDER = "postgres"

_OPTIONS = {
    "connect_timeout": 10,
    # A server that has gone without a word is noticed within half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    # Databases with another encoding translate, or say what they cannot hold.
    "client_encoding": "UTF8",
}


def connection_uri(name: str) -> QgsDataSourceUri:
    """A connection as layers name it, with what the user lets QGIS keep of the password. Raises DatabaseWriteError."""
    connection = QgsProviderRegistry.instance().providerMetadata(PROVIDER).connections(False).get(name)
    if connection is None:
        raise DatabaseWriteError(
            tr(
                "QGIS knows no PostgreSQL connection “{name}”. Please make it in QGIS' browser, or choose another one.",
                name=name,
            )
        )
    return QgsDataSourceUri(connection.uri())


def server_of(uri: QgsDataSourceUri, name: str) -> PostgisServer:
    """The database of a connection. Main thread: QGIS may ask for its master password.

    Raises DatabaseWriteError.
    """
    try:
        import psycopg2
    except ImportError as error:
        sentence = tr("Python's module psycopg2, which QGIS brings with it, is missing. PostGIS needs it.")
        raise DatabaseWriteError(sentence, str(error)) from error
    realm, info = uri.connectionInfo(False), uri.connectionInfo(True)
    has_password = bool(uri.password() or uri.authConfigId())
    opened: dict[str, str] = {}
    """What the user was asked for, for the next time."""

    def connect() -> Any:
        try:
            return psycopg2.connect(info, **_OPTIONS, **opened)
        except psycopg2.OperationalError:
            given = {} if has_password or opened else _asked_for(realm, uri.username())
            if not given:
                raise
            connection = psycopg2.connect(info, **_OPTIONS, **given)
            opened.update(given)
            return connection

    return PostgisServer(name, connect, psycopg2.Error)


def server_behind(layer: QgsVectorLayer) -> PostgisServer:
    """The database of a layer. As `server_of`: main thread, raises DatabaseWriteError."""
    uri = QgsDataSourceUri(layer.source())
    return server_of(uri, uri.database() or uri.service())


def _asked_for(realm: str, username: str) -> dict[str, str]:
    """User and password, as QGIS knows them already or asks the user for them; nothing if they are not given.

    In any thread: QGIS asks in the main one.
    """
    credentials = QgsCredentials.instance()
    if credentials is None:
        return {}
    is_given, user, secret = credentials.get(realm, username, "")
    if not is_given:
        return {}
    credentials.put(realm, user, secret)
    return {"user": user, "password": secret}
