"""The instrument: its parts, the shipped files, and how a file becomes one.

Who asks for the parts need not know in which module they stand.
"""

from spbe_cli.instrument.model import (
    Aspect,
    Capability,
    Domain,
    Evidence,
    ExternalIndex,
    Indicator,
    Instrument,
    Level,
    Pair,
    Predicate,
)

__all__ = [
    "Aspect",
    "Capability",
    "Domain",
    "Evidence",
    "ExternalIndex",
    "Indicator",
    "Instrument",
    "Level",
    "Pair",
    "Predicate",
]
