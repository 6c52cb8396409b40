"""Open Charge Map itself, in pure Python: searches, the client, decoding, stations, filters, licences."""
