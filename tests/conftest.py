"""What all tests share: nothing of the machine, and no luck, decides what they see."""

import os

from hypothesis import settings

# With lxml at hand openpyxl writes XML that differs in blanks; the tests change it as text.
os.environ["OPENPYXL_LXML"] = "False"

# Hypothesis draws the same examples everywhere, so that no run is luck.
settings.register_profile("steady", derandomize=True, max_examples=80, deadline=None)
settings.load_profile("steady")
