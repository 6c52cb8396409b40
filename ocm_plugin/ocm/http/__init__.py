"""One request to Open Charge Map and its answer."""
