"""Where stations come from: the API, the demo data, a file."""
