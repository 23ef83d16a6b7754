"""Load and check a file of downgrade rates."""

from pathlib import Path

from spbe_cli.checks.rates import chances_of, rates_fit, read_rates
from spbe_cli.document import Node
from spbe_cli.findings import Finding, has_errors
from spbe_cli.inspection import named_instrument, read
from spbe_cli.instrument import Instrument
from spbe_cli.risk.rates import Rates
from spbe_cli.yamlfile import parse


def load_rates(
    path: Path, file: str, instrument: Instrument
) -> tuple[Rates | None, tuple[Finding, ...]]:
    """Read rates; a level that the file does not list is never lowered.

    Raises:
        OSError: the file can't be opened.
    """
    root, broken = parse(read(path), file)
    if root is None:
        return None, broken
    rates, faults = rates_of(root, file, instrument)
    findings = (*broken, *faults)
    return None if has_errors(findings) else rates, findings


def rates_of(
    root: Node, file: str, instrument: Instrument | None
) -> tuple[Rates | None, tuple[Finding, ...]]:
    """Return the rates that a file holds; without an instrument, for the one it names.

    There are none if a fault is found: no chance follows from more claims than there were.
    """
    source, parsed, faults = read_rates(root, file)
    if parsed is None:
        return None, faults
    named, unknown = named_instrument(source, parsed.instrument)
    used = instrument or named
    if used is None:
        return None, (*faults, *unknown)
    findings = (*faults, *rates_fit(source, parsed, used))
    if has_errors(findings):
        return None, findings
    return Rates(chances_of(parsed), {}, parsed.source), findings
