"""Fields of YAML files, under the name of before."""

from spbe_cli.instrument.fields import Number, NumberKey, Part, Text, Whole, Year, exact_number

__all__ = ["Number", "NumberKey", "Part", "Text", "Whole", "Year", "exact_number"]
