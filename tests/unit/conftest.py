"""Profiles of the property-based tests: "quick" for the desk (tools/check), the default for all others.

Examples have no time limit: on a busy machine, it fails for no fault of the code.
"""

from hypothesis import settings

settings.register_profile("default", deadline=None)
settings.load_profile("default")
settings.register_profile("quick", max_examples=5, deadline=None)
