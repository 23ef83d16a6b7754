"""What is said of a sheet and its result, in words, and what is drawn of it, in meaning."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from textwrap import shorten
from typing import Final, Literal, TypeVar

from spbe_cli.answers import AnswerSheet, Assignment
from spbe_cli.findings import Numbers, base_name
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports.levels import agency_of, passed
from spbe_cli.reports.wording import HasRow, Wording, tone_of
from spbe_cli.scoring import IndexResult, next_predicate, outlook, score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words, capital

RESULT: Final = "hasil "
LONGEST_ON_SCREEN: Final = 160
"""A longer Justifikasi is cut on a screen; every file has the whole of it."""
FEWEST_AXES: Final = 3
FEWEST_BARS: Final = 2  # a single bar says nothing that its number does not
Item = TypeVar("Item", bound=HasRow)


def whose_heading(assessment: Assessment, *, stage: bool = True) -> str:
    """Say whose assessment it is: agency, institution, year, stage."""
    labels = ("perangkat daerah", "instansi", "tahun", *(("tahap",) if stage else ()))
    return " · ".join(filter(None, (assessment.says(label) for label in labels)))


def activity(stage: str) -> str:
    """Return the activity that gave a result: `Evaluasi` of `Hasil Evaluasi`."""
    return stage[len(RESULT) :] if stage.casefold().startswith(RESULT) else stage


def reason(justification: str) -> doc.Own:
    """Return what an assessor wrote; a long text has a short form for screens."""
    return doc.Own(justification, shorten(justification, LONGEST_ON_SCREEN, placeholder=" …"))


class Statements(Wording):
    """What is said and drawn of sheets and results."""

    def verdict(self, result: IndexResult, note: str = "") -> doc.Verdict:
        """Return the index and its predicate, with what is to say of it."""
        number, word = self.index(result.total.index), result.predicate.name
        return doc.Verdict(result.total.name, number, word, note, tone_of(word, self.used))

    def origin(self, assessment: Assessment) -> str:
        """Say by which instrument, and from which file."""
        if (instrument := assessment.instrument) is None:
            return assessment.file
        count = self.label("count_of_indicators", count=len(tuple(instrument.indicators())))
        return f"{instrument.title} · {count} · {assessment.file}"

    def reservations(self, assessment: Assessment) -> Iterator[str]:
        """Yield how far the number can be trusted: where the instrument is from, who judged."""
        if assessment.instrument and assessment.instrument.secondary:
            yield self.label("source.secondary")
        if assessment.is_self_assessment:
            yield self.label("stage.unverified")

    def exact_value(self, result: IndexResult) -> str:
        """Give the exact index; if it lies below the bound that the printed one shows, say so."""
        total, value = result.total, self.exactly(result.total.index)
        for predicate in self.used.predicates:
            if total.index < predicate.minimum <= total.rounded:
                return self.label("below_bound", value=value, bound=self.number(predicate.minimum))
        return self.label("exact_value", value=value)

    def step(self, direction: Literal["up", "down"]) -> str:
        """Say what one level is: where scores have decimals, the way to the next bound."""
        return self.label(f"step.bound_{direction}" if self.used.decimals else "step.level")

    def way_up(self, result: IndexResult) -> str:
        """Say how far the next predicate is, in things one can do."""
        way = outlook(self.used, result)
        if way is None:
            return self.label("highest_predicate")
        facts: dict[str, object] = {
            "predicate": way.next.name,
            "bound": self.number(way.next.minimum),
            "short": self.number(way.short_by),
            "step": self.step("up"),
        }
        if way.raises is None:
            return self.label("toward_far", ceiling=self.number(way.ceiling), **facts)
        if way.short_by * 200 < 1:
            facts["short"] = self.number(way.short_by, None)
            value = self.exactly(result.total.index)
            return self.label("toward_exact", count=way.raises, value=value, **facts)
        return self.label("toward", count=way.raises, **facts)

    def supplied(self, sheet: AnswerSheet) -> Iterator[str]:
        """Say which levels nobody gave at this stage: assumed ones, those of an earlier stage."""
        if assumed := sheet.assumed:
            key = "assumed_items" if sheet.from_items else "assumed"
            level, numbers = next(iter(assumed.values())), Numbers(tuple(assumed))
            yield self.label(key, count=len(assumed), level=level, numbers=numbers)
        if rows := sheet.carried.rows:
            stage = sheet.carried.stage or self.label("carried_stage")
            counts = {"count": len(rows), "total": len(sheet.answers), "numbers": Numbers(rows)}
            yield self.label("carried", stage=stage, file=base_name(sheet.carried.file), **counts)

    def caveats(self, assessment: Assessment, *, unproven: bool = True) -> tuple[str, ...]:
        """Say what must be known beside the number: where it is from, what is assumed or bare."""
        said = list(self.reservations(assessment))
        said += self.supplied(assessment.sheet) if assessment.sheet else ()
        if isinstance(assessment, Scored) and assessment.is_self_assessment:
            said.append(self.label("self_assessment"))
            said += self._unproven(assessment) if unproven else ()
        return tuple(capital(one) + ("" if one.endswith((".", "!", "?")) else ".") for one in said)

    def _unproven(self, known: Scored) -> list[str]:
        """Say what the index would be if claims without evidence counted as the lowest level."""
        sheet, lowest = known.sheet, Fraction(known.instrument.lowest)
        bare = [
            row
            for row, answer in sheet.answers.items()
            if answer.level > lowest and not answer.evidence and row not in sheet.assumed
        ]
        if not bare:
            return []
        result = score(known.instrument, {**sheet.levels(), **dict.fromkeys(bare, lowest)})
        facts = {"numbers": Numbers(tuple(bare)), "lowest": known.instrument.lowest}
        index, predicate = self.number(result.total.index), result.predicate.name
        return [self.label("without_evidence", index=index, predicate=predicate, **facts)]

    def demand(self, row: str, start: Fraction, end: Fraction) -> str:
        """Say in short what sets the levels apart; of several, each with its number."""
        found, unknown = passed(self.used, row, start, end), self.label("not_in_source")
        texts = [level.distinguishing or level.criterion or unknown for level in found]
        if len(found) > 1:
            texts = [f"{one.number}: {text}" for one, text in zip(found, texts, strict=True)]
        return "; ".join(texts) or unknown

    def criteria(self, row: str, start: Fraction, end: Fraction) -> str:
        """Write the criterion of the level reached, and of those passed on the way."""
        found, name = passed(self.used, row, start, end), self.label("level")
        texts = [level.criterion or self.label("not_in_source") for level in found]
        if len(found) > 1:
            texts = [f"{name} {one.number}: {text}" for one, text in zip(found, texts, strict=True)]
        return "\n".join(texts)

    def by_agency(
        self,
        items: Iterable[Item],
        worth: Callable[[Item], Fraction],
        assignment: Assignment | None,
    ) -> list[tuple[str, tuple[Item, ...]]]:
        """Group by agency: what is worth most first, nobody's last; without agencies all in one."""
        if assignment is None:
            return [("", tuple(items))]
        found: dict[str | None, list[Item]] = {}
        for one in items:
            found.setdefault(agency_of(one.row, self.used, assignment), []).append(one)
        sums = {name: sum(map(worth, own)) for name, own in found.items()}
        order = sorted(found, key=lambda name: (name is None, -sums[name], name or ""))
        return [(name or self.label("plan.unassigned"), tuple(found[name])) for name in order]

    # Drawings; how they look is for the writers of the formats

    def scale(
        self, marks: Sequence[doc.Mark], title: str, bound: doc.Mark | None = None
    ) -> doc.Scale:
        """Return indices, and a target, on the scale of predicates; the last is what counts."""
        lowest = Fraction(self.used.lowest)
        begins = [(max(one.minimum, lowest), one.name) for one in reversed(self.used.predicates)]
        bands = tuple(doc.Mark(begin, self.number(begin), name) for begin, name in begins)
        highest = Fraction(self.used.highest)
        end = doc.Mark(highest, self.number(highest))
        said = "; ".join(f"{band.name} {band.text}" for band in bands)
        shown = [f"{mark.name} {mark.text}".strip() for mark in marks]
        shown += [bound.name] if bound else []
        said = f"{'; '.join(shown)}. {said}; {end.text}."
        return doc.Scale(title, said, bands, end, tuple(marks), bound)

    def index_mark(self, result: IndexResult, name: str = "") -> doc.Mark:
        """Return an index as a mark; its name is whose or of when it is."""
        called = f"{name}: {result.predicate.name}" if name else result.predicate.name
        return doc.Mark(result.total.index, self.number(result.total.index), called)

    def radar(
        self, results: Sequence[tuple[str, IndexResult]], bound: doc.Mark | None = None
    ) -> tuple[doc.Drawing, ...]:
        """Return the radar of named results, the last counts, and a bound."""
        (name, last), *former = reversed(results)
        bound = bound or self.next_bound(last)
        if len(last.aspects) < FEWEST_AXES:
            return ()
        short = {aspect.code: aspect.short for aspect in self.used.aspects}
        axes = tuple(f"{score.code} {short[score.code]}\n{self.number(score.index)}"
                     for score in last.aspects)  # fmt: skip
        series: list[doc.Series] = []
        for called, result in ((name or self.label("index"), last), *former):
            values = tuple(Fraction(one.rounded) for one in result.aspects)
            series.append(doc.Series(called, values, "former" if series else ""))
        lines = self.label("html.legend")
        if former:
            lines = self.label("html.legend_former", before=former[0][0], after=name)
        if bound:
            series.append(doc.Series(bound.name, (bound.value,) * len(axes), "bound"))
            lines += " " + self.label("html.legend_bound", bound=bound.name)
        said = [self.label("html.radar_ends", lowest=self.used.lowest, highest=self.used.highest)]
        for one in series:
            pairs = zip(last.aspects, one.values, strict=True)
            shown = "; ".join(f"{score.code} {self.number(value)}" for score, value in pairs)
            said.append(f"{one.name}: {shown}.")
        ends = (self.used.lowest, self.used.highest)
        title = self.label("html.radar")
        return (doc.Radar(title, " ".join(said), axes, tuple(series), *ends, caption=lines),)

    def bars(
        self,
        title: str,
        named: Sequence[tuple[str, Fraction, str]],
        look: str,
        ends: tuple[Fraction, Fraction] | None = None,
        bound: doc.Mark | None = None,
    ) -> tuple[doc.Bars, ...]:
        """Return bars of those that have a length, if there are enough of them."""
        known = [one for one in named if one[1]]
        if len(known) < FEWEST_BARS:
            return ()
        names, values, texts = zip(*known, strict=True)
        said = "; ".join(f"{name} {text}" for name, _, text in known)
        caption = f"{title}. {bound.name}." if bound else ""
        said += f"; {bound.name}" if bound else ""
        drawn = (names, values, texts, look, ends, bound)
        return (doc.Bars(title, f"{said}.", *drawn, caption=caption),)

    def histogram(
        self, values: Sequence[Fraction], count: int, instrument: Instrument
    ) -> doc.Columns:
        """Return how many values lie where on the scale, in `count` columns, without a title."""
        first, last = Fraction(instrument.lowest), Fraction(instrument.highest)
        step = (last - first) / count
        heights = [0] * count
        for value in values:
            heights[max(min(int((value - first) / step), count - 1), 0)] += 1
        return doc.Columns(
            title="",
            said="",
            names=tuple(self.number(first + n * step) for n in range(count)),
            heights=tuple(map(Fraction, heights)),
            first=doc.Mark(first, str(instrument.lowest)),
            last=doc.Mark(last, str(instrument.highest)),
            top=str(max(heights)),
        )

    def next_bound(self, result: IndexResult) -> doc.Mark | None:
        """Return the bound of the next predicate, to be drawn; None at the highest."""
        following = next_predicate(self.used, result)
        if following is None:
            return None
        text = self.number(following.minimum)
        name = self.label("drawn.bound", predicate=following.name, bound=text)
        return doc.Mark(following.minimum, text, name)


@frozen(slots=False)
class SoundParts(Statements):
    """Parts of what is said of a sheet without errors."""

    known: Sound
    words: Words

    @property
    def used(self) -> Instrument:
        """The instrument of the sheet."""
        return self.known.instrument
