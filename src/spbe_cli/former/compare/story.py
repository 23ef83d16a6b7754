"""What there is to say about two assessments, in words: shared by screen and documents."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.comparing import Compared, Kind, identity_text, same_institution
from spbe_cli.comparison import Change, Comparison, Counterpart, PartChange
from spbe_cli.exact import decimal_places
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import statements as story
from spbe_cli.reports.statements import GAIN_PLACES, gain_text
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

RESULT = "hasil "


def instrument_of(assessment: Assessment) -> Instrument:
    """Return the instrument of a sheet that was scored."""
    assert assessment.instrument is not None  # noqa: S101  a scored sheet has one
    return assessment.instrument


def names(compared: Compared, words: Words) -> tuple[str, str]:
    """Return what the columns of the two sheets are called: year, stage, or a number."""
    if compared.kind is Kind.FILES:
        return words.label("compare.file", number=1), words.label("compare.file", number=2)
    label = "tahun" if compared.kind is Kind.YEARS else "tahap"
    first, second = (identity_text(s, label) for s in (compared.first, compared.second))
    return visible(first), visible(second)


def heading(compared: Compared, words: Words) -> str:
    """Say whose assessments they are, and in what they differ."""
    first, second = names(compared, words)
    year = identity_text(compared.first, "tahun")
    if compared.kind is Kind.FILES:
        sheets = zip((first, second), (compared.first, compared.second), strict=True)
        return "; ".join(
            words.label("compare.file_is", name=name, whose=whose(sheet)) for name, sheet in sheets
        )
    if compared.kind is Kind.YEARS:
        first, second = (with_activity(s) for s in (compared.first, compared.second))
    both = words.label("compare.and", first=first, second=second)
    parts = [f"{both}, {year}" if compared.kind is Kind.STAGES and year else both]
    institution = institution_of(compared)
    return ": ".join([institution, *parts] if institution else parts)


def institution_of(compared: Compared) -> str:
    """Return the one institution of both sheets, if they have one."""
    sheets = (compared.first, compared.second)
    known = [text for text in (identity_text(sheet, "instansi") for sheet in sheets) if text]
    return known[0] if known and same_institution(*sheets) else ""


def whose(assessment: Assessment) -> str:
    """Say whose assessment it is, by its file where it does not say."""
    heading = story.heading(assessment)
    return f"{heading} ({assessment.file})" if heading else assessment.file


def with_activity(assessment: Assessment) -> str:
    """Write the year with the activity that gave the result: `2024 (Evaluasi)`."""
    year, stage = (identity_text(assessment, label) for label in ("tahun", "tahap"))
    activity = stage[len(RESULT) :] if stage.casefold().startswith(RESULT) else stage
    return f"{year} ({activity})" if activity else year


def verdict(compared: Compared, words: Words) -> str:
    """Say whether the two indices can be compared at all."""
    if compared.comparison is None:
        return words.label("compare.different")
    return words.label("compare.same", instrument=instrument_of(compared.first).title)


def hints(compared: Compared, words: Words) -> Iterator[str]:
    """Yield what must be known of the pair: the later one first, levels that nobody verified."""
    if compared.backward:
        first, second = names(compared, words)
        yield words.label("compare.backward", first=first, second=second)
    if not compared.by_assessor:
        yield from unverified(compared, words)


def unverified(compared: Compared, words: Words) -> Iterator[str]:
    """Yield of which sheet no assessor has looked at the levels, and what that means."""
    sheets = (compared.first, compared.second)
    called = [
        name
        for name, sheet in zip(names(compared, words), sheets, strict=True)
        if story.is_self_assessment(sheet)
    ]
    if called:
        one, *other = called
        named = words.label("compare.and", first=one, second=other[0]) if other else one
        both = words.label("compare.unverified", names=named)
        yield f"{both} {words.label('self_assessment')}"


def part_cells(part: PartChange, words: Words) -> list[str]:
    """Return the numbers of a part: before, after, difference, contribution."""
    ends = [words.number(part.before.index), words.number(part.after.index)]
    if part.before.points == part.after.points:
        return [*ends, "", ""]
    return [*ends, story.signed(part.difference, words), gain_text(part.gain, words)]


def differences_note(made: Comparison, words: Words) -> str:
    """Say what is to know of the differences of a table of parts; empty if there is nothing."""
    shown = (made.total, *parts(made))
    return story.rounding_note([(one.before.index, one.after.index) for one in shown], words)


def parts(made: Comparison) -> Iterator[PartChange]:
    """Yield every domain followed by its aspects; one that is alone says nothing new."""
    aspects = made.aspects
    if not made.domains:
        yield from aspects
    for domain in made.domains:
        yield domain
        own = [aspect for aspect in aspects if aspect.before.parent == domain.before.code]
        yield from own if len(own) > 1 else ()


def moved(compared: Compared, made: Comparison, words: Words) -> str:
    """Count what rose, fell and stayed, and say that the contributions add up."""
    raised, fell, kept = (len(made.moved(direction)) for direction in (1, -1, 0))
    key = "compare.judged" if compared.by_assessor else "compare.moved"
    counts = words.label(key, raised=raised, fell=fell, kept=kept)
    kind = "parts.domains" if made.domains else "parts.aspects"
    total = words.label("compare.sum", parts=words.label(kind), gain=exact_gain(made, words))
    return f"{counts} {total}"


def exact_gain(made: Comparison, words: Words) -> str:
    """Write the difference of the index with its sign, exactly."""
    gain = made.total.gain
    places = decimal_places(gain.denominator)
    if places is not None and places <= GAIN_PLACES:
        return gain_text(gain, words)
    return ("-" if gain < 0 else "+") + story.exact(abs(gain), words)


def list_heads(compared: Compared, words: Words) -> tuple[tuple[int, str], ...]:
    """Return the lists with their titles: what fell comes first."""
    keys = ("compare.lowered", "compare.lifted")
    if not compared.by_assessor:
        keys = ("compare.falls", "compare.raises")
    return tuple(zip((-1, 1), map(words.label, keys), strict=True))


def name_of(instrument: Instrument, row: str) -> str:
    """Return number and short name of a row."""
    return f"{row} {instrument.rows()[row].short}"


def levels_text(change: Change, words: Words) -> str:
    """Write from which level to which."""
    start, end = level_text(change.start, words), level_text(change.end, words)
    return words.label("compare.levels", start=start, end=end)


def level_text(level: Fraction | None, words: Words) -> str:
    """Write a level, or that there is no answer."""
    return "-" if level is None else story.level_text(level, words)


def evidence_text(compared: Compared, row: str, words: Words) -> str:
    """Say whether the first sheet names evidence for a row."""
    answer = compared.first.sheet and compared.first.sheet.answers.get(row)
    key = "there" if answer and answer.evidence else "not_there"
    return words.label(f"compare.evidence_{key}")


def kept_lines(
    compared: Compared, made: Comparison, words: Words, *, detail: bool
) -> Iterator[str]:
    """Yield which rows stayed at the lowest level; in detail, at every level."""
    instrument = instrument_of(compared.first)
    by_level: dict[int, list[str]] = {}
    for change in made.changes:
        if change.direction == 0 and change.start is not None:
            level = instrument.level_at(change.start)
            by_level.setdefault(level, []).append(name_of(instrument, change.row))
    for level in sorted(by_level):
        if detail or level == instrument.lowest:
            rows = "; ".join(by_level[level])
            yield words.label("compare.kept", level=level, names=rows)


def pair_text(compared: Compared, pair: Counterpart, words: Words) -> str:
    """Name the two rows that correspond."""
    one, two = instrument_of(compared.first), instrument_of(compared.second)
    old, new = name_of(one, pair.row1), name_of(two, pair.row2)
    return words.label("compare.becomes", old=old, new=new)


def alone_lines(compared: Compared, words: Words) -> Iterator[str]:
    """Yield which indicators have no counterpart."""
    editions = compared.editions
    if editions is None:
        yield words.label("compare.no_mapping")
        return
    yield words.label("compare.status_about")
    one, two = instrument_of(compared.first).title, instrument_of(compared.second).title
    for title, other, codes in ((one, two, editions.alone1), (two, one, editions.alone2)):
        if codes:
            facts = {"instrument1": title, "instrument2": other, "count": len(codes)}
            yield words.label("compare.alone", numbers=Numbers(codes), **facts)
