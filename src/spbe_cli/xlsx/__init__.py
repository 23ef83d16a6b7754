"""Workbooks: reading what comes back, writing what is sent out (but reports)."""
