"""What `spbe simulate` gives to programs: JSON (contract, section 5) and CSV."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import (
    Document,
    dump,
    index_part,
    level_number,
    printed,
    sheet_part,
)
from spbe_cli.former.yaml_findings import findings_part
from spbe_cli.planning.simulation import Simulation
from spbe_cli.scoring import Score
from spbe_cli.weighing import Simulated
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = ("part", "code", "name", "before", "after", "gain", "predicate")


def json(simulated: Simulated, page: Page) -> str:
    """Write one JSON document; without a simulation there is nothing after."""
    made, result = simulated.simulation, simulated.assessment.result
    return dump(
        {
            "spbe": __version__,
            **sheet_part(simulated.assessment),
            "before": index_part(result) if result else None,
            "after": index_part(made.after) if made else None,
            "changes": changes_part(made),
            "domains": parts_of(made, made.before.domains, made.after.domains) if made else [],
            "aspects": parts_of(made, made.before.aspects, made.after.aspects) if made else [],
            "findings": findings_part(simulated.findings, page.words),
        }
    )


def changes_part(made: Simulation | None) -> list[Document]:
    """Return what changes, and what it adds to the index."""
    return [
        {
            "indicator": effect.row,
            "from": None if effect.start is None else level_number(effect.start),
            "to": level_number(effect.end),
            "gain": exact_text(effect.gain),
        }
        for effect in (made.effects if made else ())
    ]


def parts_of(
    made: Simulation, before: tuple[Score, ...], after: tuple[Score, ...]
) -> list[Document]:
    """Return domains or aspects, with what each adds to the index."""
    weight = made.before.total.weight
    return [
        {
            "code": one.code,
            "name": one.name,
            "before": printed(one),
            "after": printed(other),
            "gain": exact_text((other.points - one.points) / weight),
        }
        for one, other in zip(before, after, strict=True)
    ]


def csv_table(simulated: Simulated, _: Page) -> str:
    """Write a table, one row a part and one a change, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in csv_rows(simulated):
        writer.writerow(map(harmless, row))
    return out.getvalue()


def csv_rows(simulated: Simulated) -> Iterator[tuple[str, ...]]:
    """Yield index, domains, aspects and changed rows."""
    made, instrument = simulated.simulation, simulated.assessment.instrument
    if made is None or instrument is None:
        return
    before, after = made.before, made.after
    gain = exact_text(after.total.index - before.total.index)
    ends = (str(before.total.rounded), str(after.total.rounded))
    yield ("index", after.total.code, after.total.name, *ends, gain, after.predicate.name)
    domains = parts_of(made, before.domains, after.domains)
    aspects = parts_of(made, before.aspects, after.aspects)
    for kind, parts in (("domain", domains), ("aspect", aspects)):
        for part in parts:
            values = (f"{part['before']:.2f}", f"{part['after']:.2f}", part["gain"])
            yield (kind, part["code"], part["name"], *values, "")
    for effect in made.effects:
        start = "" if effect.start is None else exact_text(effect.start)
        name = instrument.rows()[effect.row].name
        values = (start, exact_text(effect.end), exact_text(effect.gain))
        yield ("indicator", effect.row, name, *values, "")
