"""What all tests share: hypothesis draws the same examples everywhere, so that no run is luck."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, max_examples=80, deadline=None)
settings.load_profile("steady")
