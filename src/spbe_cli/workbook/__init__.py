"""Workbooks: reading answer sheets as they stand, writing blank ones."""
