"""The findings of one sheet, packed: of ten thousand sheets nobody needs them all at once."""

import pickle
import zlib
from dataclasses import dataclass
from typing import Final, cast

from spbe_cli.findings import Finding, Severity

FAST: Final = 1
"""Findings are much alike: to pack them better would take long and save little."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Findings that take a few bytes each until they are asked for.

    What is asked of all sheets again and again is counted once: how many are errors, how many
    warnings, and which codes there are, in the order of the findings.
    """

    packed: bytes = b""
    errors: int = 0
    warnings: int = 0
    codes: tuple[str, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """Unpack them."""
        if not self.packed:
            return ()
        found = pickle.loads(zlib.decompress(self.packed))  # noqa: S301  we packed them ourselves
        return cast("tuple[Finding, ...]", found)


def keep(findings: tuple[Finding, ...]) -> Kept:
    """Pack the findings of a sheet."""
    if not findings:
        return Kept()
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    codes = tuple(dict.fromkeys(finding.code for finding in findings))
    packed = zlib.compress(pickle.dumps(findings, pickle.HIGHEST_PROTOCOL), FAST)
    return Kept(packed, errors, len(findings) - errors, codes)
