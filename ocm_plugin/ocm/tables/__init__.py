"""The tables of a result: their fields, and how each value is derived."""
