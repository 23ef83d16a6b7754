"""What `spbe score` says of one sheet, of any status, in the order of the ministry's own report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Finding, Numbers, Typed, base_name
from spbe_cli.frozen import frozen
from spbe_cli.reports import data, levels
from spbe_cli.reports import document as doc
from spbe_cli.reports.evidence import EvidenceParts, evidence_data
from spbe_cli.reports.report import ReportOf, without_folder
from spbe_cli.reports.score_levels import IndicatorParts, LevelParts
from spbe_cli.reports.statements import SoundParts
from spbe_cli.reports.wording import RowKind, column, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import capital

if TYPE_CHECKING:
    from spbe_cli.analysis.plan import Target

MOST_NAMES: Final = 10  # so many weaknesses does the screen name
MOST_RAISES: Final = 10  # so many raises to a target are named; the plan has all of them
IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""


@frozen(slots=False)
class Summary(SoundParts):
    """What is said first of an index, and drawn of it."""

    known: Scored
    target: "Target | None"

    def _target_text(self, target: "Target") -> str:
        """Write a target with all its decimals, at least two."""
        return self.number(target.index, 2 if (target.index * 100).denominator == 1 else None)

    @property
    def _goal(self) -> doc.Mark | None:
        if self.target is None:
            return None
        text = self._target_text(self.target)
        key = "drawn.target" if self.target.plan.changes else "drawn.target_met"
        return doc.Mark(self.target.index, text, self.label(key, target=text))

    @property
    def _bound(self) -> doc.Mark | None:
        """Return what is drawn to be reached: the target, or else the next predicate."""
        return self._goal or self.next_bound(self.known.result)

    def summary(self, pieces: Iterable[doc.Block]) -> Iterator[doc.Block]:
        """Yield index, predicate and the way up, what they are made of, `pieces` of evidence."""
        result = self.known.result
        yield self.verdict(result, capital(self.exact_value(result)))
        yield self.scale([self.index_mark(result)], self.label("html.scale"), self._goal)
        yield doc.Paragraph(self.way_up(result), "strong")
        if self.target:
            short = self.target.index - result.total.index
            key = "target.gap" if short > 0 else "target.above" if short else "target.reached"
            size = abs(short)
            gap = self.number(size) if rounded(size) else self.exactly(size)
            goal = self._target_text(self.target)
            yield doc.Paragraph(self.label(key, target=goal, gap=gap), "strong")
        yield from self._made_of()
        if self.target and self.target.plan.changes:
            yield from self._way(self.target)
        groups = self._by_level()
        counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
        yield doc.Paragraph(f"{self.label('levels_counted')} {counts}")
        lowest = min(groups, default=self.used.highest)
        if levels.strength(self.used, Fraction(lowest)) == "weak":
            rest = len(groups[lowest]) - MOST_NAMES
            said = "; ".join(groups[lowest][:MOST_NAMES])
            said += ";" + self.label("and_more", count=rest) if rest > 0 else ""
            yield doc.Paragraph(self.label("weakness", level=lowest, names=said), "hint")
        yield from pieces
        yield doc.Paragraph(self.label("hint_detail"), "hint")

    def _made_of(self) -> Iterator[doc.Block]:
        highest, result = self.used.highest, self.known.result
        target, bound = self._goal, self._bound
        scores: list[Score] = []
        for domain in result.domains:
            scores += [domain, *(one for one in result.aspects if one.parent == domain.code)]
        scores = scores or list(result.aspects)

        def kind(one: Score) -> RowKind:
            return "total" if one is result.total else "group" if one in result.domains else ""

        def gap(one: Score) -> doc.Number | doc.State:
            if bound and one.index < bound.value:
                return self.index(bound.value - one.index)
            return doc.State(self.label("target.met"), "good")

        def bar(one: Score) -> doc.Bar:
            return doc.Bar(one.index, Fraction(highest), bound.value if bound else None)

        yield table(
            (*scores, result.total),
            self.column("code", 7, lambda one: "" if one is result.total else one.code),
            self.column("name", 44, lambda one: doc.Own(one.name)),
            self.numbers("weight", 9, lambda one: self.weight(one.weight), spare=1),
            self.numbers("index", 9, lambda one: self.index(one.index)),
            *([self.numbers("target.column", 10, gap)] if target else []),
            column(self.label("html.bar", lowest=0, highest=highest), 24, bar, spare=2),
            kind=kind,
        )
        below = (*result.domains, *result.aspects)
        low = [one.code for one in below if bound and one.index < bound.value]
        if bound and low:
            name = self.label("drawn.target", target=target.text) if target else bound.name
            yield doc.Paragraph(self.label("parts.below", codes=", ".join(low), bound=name))

    def _way(self, target: "Target") -> Iterator[doc.Block]:
        step = target.step
        changes = sorted(target.plan.changes, key=lambda one: -one.gain)
        goal = self._target_text(target)
        count = self.label(
            "target.count" if step == 1 else "target.count_steps",
            count=len(changes),
            index=self.number(target.plan.after.total.index),
            step=step,
        )
        found = "target.way" if target.plan.optimal else "target.way_found"
        yield doc.Heading(self.label(found, target=goal))
        yield table(
            changes[:MOST_RAISES],
            *self.indicator(7, 44),
            self.column("level", 9, lambda one: self.from_to(one.start, one.end)),
            self.numbers("plan.gain", 9, lambda one: self.gain(one.gain)),
            caption=count,
        )
        rest = len(changes) - MOST_RAISES
        said = [self.label("target.more", count=rest)] if rest > 0 else []
        supplied = self.known.sheet.assumed or self.known.sheet.carried.rows
        if not supplied:  # else there is no plan of it
            file = self.known.file
            typed = Typed(base_name(file) if Path(file).is_absolute() else file)
            option = f" --max-step {step}" if step > 1 else ""
            said.append(self.label("target.plan", typed=typed, target=goal, step=option))
        if said:
            yield doc.Paragraph(" ".join(said))

    def beside(self) -> Iterator[doc.Block]:
        """Yield the drawings of the aspects and of the domains."""
        result = self.known.result
        yield from self.radar([("", result)], self._goal)
        parts = result.domains or result.aspects
        named = [(f"{one.code} {one.name}", one.index, self.number(one.index)) for one in parts]
        title = self.label("excel.domain_chart" if result.domains else "excel.aspect_chart")
        ends = (Fraction(0), Fraction(self.used.highest))
        yield from self.bars(title, named, "0.00", ends, self._bound)

    def handout(self) -> Iterator[doc.Block]:
        """Yield weaknesses, strengths and remarks in short, for the first sheet of a workbook."""
        texts = dict[str, list[str]]()
        for level, names in self._by_level().items():
            head = self.label("excel.level_group", level=level, count=len(names))
            strength = levels.strength(self.used, Fraction(level))
            texts.setdefault(strength, []).append(f"{head}: {'; '.join(names)}")
        lists = {
            "excel.weaknesses": texts.get("weak", []),
            "excel.strengths": texts.get("strong", [])[::-1],
            "excel.notes": list(self._notes()),
        }
        for key, items in lists.items():
            if items:
                yield from (doc.Heading(self.label(key)), doc.Items(tuple(items)))

    def _notes(self) -> Iterator[str]:
        """Yield the warnings in short: one line for each code."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.known.findings:
            alike.setdefault(finding.code, []).append(finding)
        for code, (first, *others) in sorted(alike.items()):
            rows = tuple(one.indicator for one in others if one.indicator)
            more = ""
            if others:
                key = "excel.likewise" if len(rows) == len(others) else "excel.more_alike"
                more = " " + self.label(key, numbers=Numbers(rows), count=len(others))
            yield f"{code}: {self.words.sentence(first).prose()}{more}"

    def _by_level(self) -> dict[int, list[str]]:
        """Return the numbers and short names of the answered rows by level, the lowest first."""
        instrument, groups = self.used, dict[int, list[str]]()
        for score in sorted(self.known.answered, key=lambda one: instrument.level_at(one.index)):
            name = f"{score.code} {instrument.rows()[score.code].short}"
            name += f" ({self.level_text(score.index)})" if instrument.decimals else ""
            groups.setdefault(instrument.level_at(score.index), []).append(name)
        return groups


@frozen(slots=False)
class ScoreReport(ReportOf[Assessment]):
    """The report of one sheet; without an index there is less of it.

    A `draft` is for Word: to edit, to send as a nota dinas, to sign.
    """

    columns: ClassVar[Sequence[str]] = (
        "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
        "predicate", "evidence", "assumed", "cell", "note", "carried", "gap",
    )  # fmt: skip

    target: "Target | None" = None
    draft: bool = False

    @cached_property
    def _evidence(self) -> EvidenceParts | None:
        known = self.result
        return EvidenceParts(known, self.words) if isinstance(known, Sound) else None

    @cached_property
    def _behind(self) -> LevelParts | None:
        known = self.result
        return LevelParts(known, self.words) if isinstance(known, Scored) else None

    def document(self) -> doc.Document:
        """Return all that there is to say."""
        known, sheet, evidence = self.result, without_folder(self.result), self._evidence
        identity = sheet.identity
        institution, agency = identity.get("instansi"), identity.get("perangkat daerah")
        owner = institution or agency
        name = self.label("excel.partial_of" if owner else "excel.partial_title")
        if isinstance(known, Scored):
            name = known.instrument.index_name
        under = (institution and agency, identity.get("tahap"), self.origin(sheet))
        whole = doc.Document(
            title=" ".join(filter(None, (name, owner, identity.get("tahun")))),
            subtitle=" · ".join(filter(None, under)),
            parts=tuple(self._parts(sheet)),
            caveats=self.caveats(sheet),
            file=sheet.file,
            screen=None if sheet.sheet else self._possible(),
        )
        left = tuple(evidence.checklist_in_short()) if evidence else ()
        behind = self._behind
        if behind is None:
            return replace(whole, summary=(*self._without_index(), *left))
        first = Summary(behind.known, self.words, self.target)
        said = (*first.summary(self._pieces_counted()), *left)
        whole = replace(whole, one_page=True, handout=tuple(first.handout()))
        if not self.draft:
            return replace(whole, summary=said, beside=tuple(first.beside()))
        summary = (behind.addresses(whole.title), *said)
        return replace(whole, summary=summary, parts=(*whole.parts, behind.minutes()))

    def _pieces_counted(self) -> Iterable[doc.Block]:
        return self._evidence.pieces_counted() if self._evidence else ()

    def _parts(self, sheet: Assessment) -> Iterator[doc.Part]:
        known, evidence, behind = self.result, self._evidence, self._behind
        if behind:
            if self.draft:
                yield behind.in_sentences()
            else:
                yield from behind.strengths()
                yield from behind.weaknesses()
            yield from behind.recommendations()
            yield from behind.tasks()
        if isinstance(known, Sound):
            yield from (behind or IndicatorParts(known, self.words)).indicators()
        if evidence:
            yield from evidence.pieces()
        yield from self.findings(within=True)
        if evidence:
            yield from evidence.checklist()
        if behind:
            live = partial(_calculation, behind.known)
            yield doc.Part(self.label("sheet.calculation"), live=live)
        whose = ((label, sheet.identity.get(label)) for label in IDENTITY)
        yield from self.about(sheet, whose=whose)

    def _without_index(self) -> Iterator[doc.Block]:
        assessment = self.result
        if isinstance(assessment, Sound):
            instrument, sheet = assessment.instrument, assessment.sheet
            asked = {instrument.rows()[row].code for row in sheet.asked}
            lent = len({row for row in sheet.asked if row in {*sheet.assumed, *sheet.carried.rows}})
            key = "partial_lent" if lent else "partial_all" if asked else "partial_evidence"
            facts = {"asked": len(asked), "total": len(instrument.required_rows())}
            count = self.label(key, **facts, count=lent)
            count += "" if assessment.findings else " " + self.label("partial_clean")
            yield doc.Paragraph(count, "strong")
            yield doc.Paragraph(self.label("partial_next"))
            yield from self._pieces_counted()
        else:
            yield doc.Paragraph(self.label("html.no_index"), "strong")
        yield from self._possible()

    def _possible(self) -> doc.Blocks:
        """Say which index is still possible where answers are missing."""
        if self.result.bounds is None:
            return ()
        low, high = self.result.bounds
        named = {"predicate1": low.predicate.name, "predicate2": high.predicate.name}
        ends = {"low": self.number(low.total.index), "high": self.number(high.total.index)}
        return (doc.Paragraph(self.label("between", count=self.result.gaps, **ends, **named)),)

    def _data(self) -> Mapping[str, Any]:
        """Return an assessment as a JSON document."""
        assessment, result, evidence = self.result, self.result.result, self._evidence
        checks = evidence.checks if evidence else ()
        return {
            "status": str(assessment.status),
            **data.sheet_part(assessment),
            "index": data.index_part(result),
            "bounds": data.bounds_part(assessment.bounds),
            **data.scores_part(result),
            "indicators": list(data.indicator_parts(assessment)),
            "target": _target_data(self.target, result) if self.target and result else None,
            "assumed": data.assumed_part(assessment.sheet.assumed if assessment.sheet else {}),
            "carried": data.carried_part(assessment.sheet),
            "checklist": data.checks_part(checks) if assessment.folder else None,
            **(evidence.data() if evidence else evidence_data((), {})),
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        """Return one row a part, numbers with a point; without an index, only the status."""
        sheet, result = self.result.sheet, self.result.result
        supplied = tuple(self.supplied(sheet)) if sheet else ()
        rows: list[dict[str, Any]] = [{"part": "index", "note": "; ".join(supplied)}]
        if result:
            said = self.reservations(self.result)
            rows = list(data.result_rows(result))
            rows[0]["note"] = "; ".join((*said, *supplied))
            if self.target is not None:
                scores = (result.total, *result.domains, *result.aspects)
                for row, score in zip(rows, scores, strict=True):
                    row["gap"] = exact_text(self.target.index - score.index)
        if sheet:
            for one in data.indicator_parts(self.result):
                code, answer = one["code"], sheet.answers[one["code"]]
                about = {"part": "indicator", "parent": one["aspect"], "cell": answer.cell}
                given = {"assumed": code in sheet.assumed, "carried": code in sheet.carried.rows}
                rows.append({**one, **about, "level": exact_text(answer.level), **given})
        rows += self._evidence.rows() if self._evidence else ()
        whole = {"file": self.result.file, "status": str(self.result.status)}
        return [{**row, **whole} for row in rows]


def _calculation(known: Scored, page: Any) -> None:  # noqa: ANN401  a page of a workbook
    """Write the live formulas; only a workbook has them, and loads what writes it."""
    from spbe_cli.reports import score_calculation  # noqa: PLC0415

    score_calculation.write(page, known.instrument, known.result)


def _target_data(target: "Target", result: IndexResult) -> Mapping[str, Any]:
    """Return the target, the gaps to it (below 0 where it is passed), and the raises."""

    def gaps(scores: Iterable[Score]) -> list[dict[str, str]]:
        return [{"code": one.code, "gap": exact_text(target.index - one.index)} for one in scores]

    return {
        "value": exact_text(target.index),
        "gap": exact_text(target.index - result.total.index),
        "domains": gaps(result.domains),
        "aspects": gaps(result.aspects),
        "max_step": target.step,
        "changes": list(map(data.change_part, target.plan.changes)),
    }
