"""Compute and check the SPBE maturity index; free of imports, so that every command starts fast."""

__version__ = "0.1.0"
