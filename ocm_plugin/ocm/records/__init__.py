"""What came: stations, look-up lists, licences, and where a result is from."""
