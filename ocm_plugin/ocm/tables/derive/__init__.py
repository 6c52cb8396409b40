"""What follows from a station: power, points, classes, flags, and the rows of the tables. See `rows`."""
