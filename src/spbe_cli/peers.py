"""Which published results a sheet or an institution is held against: of which year and group."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.institutions import kind_of, meant, suggestions
from spbe_cli.published import GROUPS, Result, results

MOST_NAMES: Final = 6


class Reason(Enum):
    """Why the results of a year were taken."""

    ASKED = "asked"
    SHEET = "sheet"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: an institution in place of a sheet, another group or year."""

    institution: str | None = None
    group: str | None = None
    year: int | None = None


def published_years() -> tuple[int, ...]:
    """Return the years that were published, the latest first."""
    return tuple(sorted({one.year for one in results()}, reverse=True))


def year_for(own: int | None, request: Request) -> tuple[int, Reason]:
    """Return the year asked for, else that of the sheet, else the latest published, and why."""
    years = published_years()
    if request.year is not None:
        return known_year(request.year), Reason.ASKED
    if own in years:
        return own, Reason.SHEET
    return years[0], Reason.LATEST


def known_year(year: int) -> int:
    """Refuse a year without published results."""
    years = published_years()
    if year not in years:
        raise UsageError("benchmark_year", year=year, years=", ".join(map(str, reversed(years))))
    return year


def group_of(name: str) -> str:
    """Return the group of a published institution, else that which its name begins with."""
    names = meant(name, (one.institution for one in results()))
    groups = {one.group for one in results() if one.institution in names}
    found = groups.pop() if len(groups) == 1 else kind_of(name)
    if found is None:
        raise UsageError("benchmark_group", found=Quoted(name), groups=", ".join(GROUPS))
    return found


def own_result(name: str, year: int, group: str) -> Result | None:
    """Return what was published for an institution; of several called so, for that in the group."""
    listed = {one.institution: one for one in results() if one.year == year}
    found = [listed[known] for known in meant(name, listed)]
    if len(found) > 1:
        found = [one for one in found if one.group == group]
    return found[0] if len(found) == 1 else None


def published_result(request: Request) -> tuple[Result, Reason]:
    """Return the result of the institution that was named: of the year asked, else its latest."""
    name = request.institution or ""
    years = published_years() if request.year is None else (known_year(request.year),)
    for year in years:
        listed = {one.institution: one for one in results() if one.year == year}
        found = meant(name, listed)
        if len(found) > 1:
            raise UsageError("institution_many", name=Quoted(name), names=some(found))
        if found:
            return listed[found[0]], Reason.LATEST if request.year is None else Reason.ASKED
    raise unknown_institution(name, years)


def unknown_institution(name: str, years: tuple[int, ...]) -> UsageError:
    """Say that nothing was published for an institution, and which one was probably meant."""
    known = [one for one in results() if meant(name, [one.institution])]
    facts = {"name": Quoted(name), "years": ", ".join(map(str, reversed(years)))}
    if known:
        return UsageError("institution_year", other=known[0].year, **facts)
    close = suggestions(name, [one.institution for one in results() if one.year in years])
    if close:
        return UsageError("institution_close", names=some(close), **facts)
    return UsageError("institution", **facts)


def some(names: tuple[str, ...]) -> str:
    """Write the first of many names."""
    return "; ".join((*names[:MOST_NAMES], *(["..."] if len(names) > MOST_NAMES else [])))
