"""Which stations match: the verdict on filters and area."""
