"""Profiles of the property-based tests: "quick" for the desk (tools/check), the default for all others."""

from hypothesis import settings

settings.register_profile("quick", max_examples=5)
