"""What stands where in an answer file, blank or after an earlier one.

All sheets are written from one `Layout`, so that links, formulas and texts agree on rows and
numbers.  The same request gives the same layout.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from spbe_cli.answers import STAGES, Item
from spbe_cli.findings import Day, Due
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Aspect, Domain, ExternalIndex, Indicator, Instrument
from spbe_cli.words import Words, capital, catalogue, fill
from spbe_cli.xlsx.styles import BORDERED, SHADES, Marks, Style

HEADING_ROW: Final = 4
FIRST_ROW: Final = HEADING_ROW + 1
WORDS: Final = Words()
MISSING: Final = "belum ada di sumber"
BETWEEN: Final = " · "


def said(key: str, **facts: object) -> str:
    """Return a text of answer files by its key, with facts put in; texts stay as they are."""
    shown = {n: one if isinstance(one, str) else WORDS.show(one) for n, one in facts.items()}
    return fill(catalogue.form_texts()[key], shown)


@frozen
class TemplateRequest:
    """What the respondent finds printed; `only` holds the numbers asked for, None asks for all.

    `correction` is which one it is; `items` asks for Bukti where the instrument lists none.
    """

    institution: str | None = None
    agency: str | None = None
    year: str | None = None
    stage: str | None = None
    due: Due = None
    contact: str | None = None
    only: tuple[str, ...] | None = None
    correction: int = 0
    items: bool = False


@frozen
class Prefill:
    """What stands in a row already; level and external index are a number or any text."""

    level: object = None
    evidence: str = ""
    explanation: str = ""
    external: object = None
    justification: str = ""


@frozen
class ItemEntry:
    """What stands in a row of Bukti, from row `source`; the instrument has `printed` ones."""

    code: str
    level: object = None
    asked: str = ""
    files: str = ""
    status: str = ""
    day: object = None
    note: str = ""
    owner: str = ""
    source: int = 0
    printed: bool = False
    remark: str = ""


def item_entries(items: Iterable[Item]) -> tuple[ItemEntry, ...]:
    """Return the pieces of evidence that say more than the instrument, to be written again."""
    found = []
    for one in items:
        if one.begun or one.owner:
            texts = (one.asked, one.files, one.status if one.begun else "", date_of(one.day))
            found.append(ItemEntry(one.code, one.level, *texts, one.note, one.owner))
    return tuple(found)


def date_of(day: object) -> date | None:
    """Return a day as Excel has it, if it is one."""
    return date(day.year, day.month, day.day) if isinstance(day, Day) and day.exists else None


JUSTIFICATION: Final = "Justifikasi"


@frozen
class ExtraColumn:
    """A column at the right, by number or code, by hand if `open`; no reader knows its heading."""

    heading: str
    width: int
    values: Mapping[str, object] = field(default_factory=dict)
    open: bool = False


@frozen
class FormLine:
    """A row of Jawaban; `block` begins its criteria.  One of `support` takes evidence only."""

    number: str
    row: int
    indicator: Indicator
    required: bool
    domain: str
    aspect: str
    tint: Style
    ink: Style
    block: int
    prefill: Prefill = Prefill()
    support: bool = False


@frozen
class Layout:
    """An answer file on paper: `typed` is what Identitas says, `marks` are cells that stand out."""

    instrument: Instrument
    request: TemplateRequest
    lines: tuple[FormLine, ...]
    columns: tuple[ExtraColumn, ...] = ()
    items: tuple[ItemEntry, ...] = ()
    item_columns: tuple[ExtraColumn, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)

    @property
    def letters(self) -> Mapping[str, str]:
        """The letters of the columns of Jawaban from E on, by what stands in them."""
        external = ["external"] if any(line.indicator.external for line in self.lines) else []
        there = ("level", *external, "evidence", "explanation", "check")
        return dict(zip(there, "EFGHI", strict=False))

    @property
    def blocks(self) -> tuple[FormLine, ...]:
        """The first row of every indicator in the file."""
        return tuple(line for line in self.lines if line.required)

    @property
    def asked(self) -> tuple[str, ...]:
        """The numbers of the indicators asked for."""
        shown = (line.indicator for line in self.blocks)
        return tuple(one.code for one in shown if is_asked(one, self.request.only))

    @property
    def has_optional_rows(self) -> bool:
        """Tell whether some rows may stay blank."""
        return any(not line.required or line.support for line in self.lines)

    @property
    def for_assessor(self) -> bool:
        """Tell whether a level that stays blank is as it was before."""
        return any(column.open for column in self.columns)

    @property
    def subject(self) -> str:
        """What is assessed, and of which year: `SPBE 2025`."""
        name = self.instrument.index_name.removeprefix("Indeks ")
        return f"{name} {self.request.year or ''}".strip()

    @property
    def until_and_to(self) -> str:
        """Until when and to whom the file goes back, to follow the words that ask for it."""
        request = self.request
        until = f" {said('until', due=request.due)}" if request.due else ""
        return until + (f" {said('to', contact=request.contact)}" if request.contact else "")

    @property
    def reply(self) -> str:
        """The words that ask for the file, if it is known until when or by whom."""
        reply = self.until_and_to
        return f"{said('send_back')}{reply}".rstrip(".") + "." if reply else ""

    @property
    def off_scale(self) -> int:
        """The whole number just off the scale, below it if there is one."""
        low, high = self.instrument.lowest, self.instrument.highest
        return low - 1 if low else high + 1

    @property
    def decimal_levels(self) -> str:
        """A scale with decimals, in words."""
        low, high = self.instrument.lowest, self.instrument.highest
        return said("decimal_levels", lowest=low, highest=high, example=low + Fraction(3, 2))


def lay_out(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    columns: Sequence[ExtraColumn] = (),
    items: Sequence[ItemEntry] = (),
    item_columns: Sequence[ExtraColumn] = (),
) -> Layout:
    """Decide which rows the file has: those asked for, those filled in, those for evidence."""
    wanted = None if request.only is None else (*request.only, *prefilled)
    parts: tuple[Domain | Aspect, ...] = instrument.domains or instrument.aspects
    shades = {part.code: SHADES[n % len(SHADES)] for n, part in enumerate(parts)}
    domains: dict[str | None, str] = {one.code: one.short for one in instrument.domains}
    aspects = {aspect.code: aspect for aspect in instrument.aspects}
    shown = (one for one in instrument.indicators() if is_asked(one, wanted))
    lines: list[FormLine] = []
    for position, indicator in enumerate(shown):
        aspect = aspects[indicator.aspect]
        tint, ink = shades[aspect.domain or aspect.code]
        asked = is_asked(indicator, request.only)
        for place, number in enumerate(indicator.rows()):
            given = prefilled.get(number, Prefill())
            line = FormLine(
                number=number,
                row=FIRST_ROW + len(lines),
                indicator=indicator,
                required=place == 0,
                domain=domains.get(aspect.domain, ""),
                aspect=aspect.short,
                tint={"bg_color": tint, **BORDERED},
                ink={"font_color": ink},
                block=2 + position * (1 + len(instrument.scale())),  # below the headings
                prefill=given,
                support=not asked and given.level is None,
            )
            lines.append(line)
    made = Layout(instrument, request, tuple(lines), tuple(columns), (), tuple(item_columns))
    asks_items = instrument.lists_items or request.items or items
    return replace(made, items=_item_rows(made, items)) if asks_items else made


def _item_rows(layout: Layout, entries: Sequence[ItemEntry]) -> tuple[ItemEntry, ...]:
    """Return the pieces of the indicators in the file, then what else stands in Bukti already."""
    given: dict[str, ItemEntry] = {}
    for entry in entries:
        given.setdefault(entry.code, entry)
    others = [one for one in entries if given[one.code] is not one]  # the first fills the row
    made: list[ItemEntry] = []
    for line in layout.blocks:
        owner = "" if line.support else layout.request.agency or ""
        for asked in line.indicator.asked_items():
            evidence = asked.evidence
            own = given.pop(asked.code, None) or ItemEntry(asked.code, owner=owner)
            level, age = own.level or asked.level, evidence.max_years
            notes = (evidence.note, said("max_age", age=age) if age else "")
            remark = " ".join(filter(None, notes))
            # Where no source lists pieces, what is asked is what somebody wrote.
            text = evidence.text if layout.instrument.lists_items else own.asked or evidence.text
            made.append(replace(own, level=level, asked=text, printed=True, remark=remark))
    free = 0 if layout.instrument.lists_items else 60
    return (*made, *given.values(), *others, *[ItemEntry("")] * free)


def is_asked(indicator: Indicator, only: tuple[str, ...] | None) -> bool:
    """Tell whether an indicator is asked for, by its own number or that of one of its rows."""
    return only is None or not {indicator.code, *indicator.rows()}.isdisjoint(only)


def index_scale(index: ExternalIndex) -> str:
    """Write the scale of another agency's index."""
    return f"{WORDS.show(index.minimum)} sampai {WORDS.show(index.maximum)}"


def is_year(text: str | None) -> bool:
    """Tell whether a text is a year in plain digits."""
    return re.fullmatch("[0-9]{4}", text or "") is not None


def next_year_layout(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    year: str | None,
    items: Sequence[ItemEntry] = (),
) -> Layout:
    """Lay out a blank answer file with what a year before said beside it."""
    before = int(year) if year and is_year(year) else None
    follows = before and is_year(request.year) and int(request.year or 0) == before + 1
    when = said("last_year" if follows else "earlier") + (f" ({year})" if before else "")

    columns = (
        ExtraColumn(capital(when), 12, _each(earlier, "level")),
        *_beside(earlier, when, {"external": 12, "evidence": 34, "explanation": 46}),
        *_beside(earlier, when, {"justification": 46}),
    )
    by_code = {one.code: one for one in items}
    beside = _beside(by_code, when, {"status": 14, "files": 34, "note": 34, "owner": 22})
    asked = replace(request, items=request.items or bool(items))
    # What somebody added has a row again, and so has evidence for indicators of others.
    printed = {one.code for indicator in instrument.indicators() for one in indicator.asked_items()}
    own = [ItemEntry(one.code, one.level, one.asked) for one in items if one.code not in printed]
    told = {key: Prefill() for key, one in earlier.items() if one.evidence or one.explanation}
    return lay_out(instrument, asked, told, columns, own, beside)


def _beside(
    entries: Mapping[str, object], when: str, widths: Mapping[str, int]
) -> tuple[ExtraColumn, ...]:
    """Return columns of what was said before, without those in which nobody said anything."""
    named = ((what, width, _each(entries, what)) for what, width in widths.items())
    return tuple(
        ExtraColumn(said(f"earlier.{what}", when=when), width, values)
        for what, width, values in named
        if any(value not in (None, "") for value in values.values())
    )


def _each(entries: Mapping[str, object], what: str) -> dict[str, object]:
    return {key: getattr(one, what) for key, one in entries.items()}


def assessors_layout(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    stage: str | None,
    items: Sequence[ItemEntry] = (),
) -> Layout:
    """Lay out what an assessor fills in: levels before are locked, evidence stands as it was."""
    asked = {number: replace(one, level=None, external=None) for number, one in earlier.items()}
    before = stage if stage in STAGES else said("earlier_stage")
    levels = ExtraColumn(before, 12, _each(earlier, "level"))
    reasons = _beside(earlier, before, {"external": 12, "justification": 46})
    columns = (levels, *reasons, ExtraColumn(JUSTIFICATION, 46, open=True))
    return lay_out(instrument, request, asked, columns, items)
