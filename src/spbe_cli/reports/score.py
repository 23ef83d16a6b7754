"""What `spbe score` says of one sheet, of any status, in the order of the ministry's own report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.analysis.portal import Check, checklist
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Finding, Numbers, Typed
from spbe_cli.reports import Rows, data, drawings, evidence, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports import score_levels as parts
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import Kind, column, numbers, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.analysis.plan import Target

MOST_NAMES: Final = 10
"""So many weaknesses does the screen name."""
MOST_RAISES: Final = 10
"""So many raises to a target are named; the plan has all of them."""
IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""
COLUMNS: Final = (
    "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
    "predicate", "evidence", "assumed", "cell", "note", "carried", "gap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The report of one sheet; without an index there is less of it.

    A `draft` is for Word: to edit, to send as a nota dinas, to sign.
    """

    assessment: Assessment
    words: Words
    command: str = ""
    target: "Target | None" = None
    draft: bool = False

    def document(self) -> doc.Document:
        """Return all that there is to say."""
        sheet, words = passages.named(self.assessment), self.words
        known = self.assessment if isinstance(self.assessment, Scored) else None
        identity = sheet.identity
        institution, agency = identity.get("instansi"), identity.get("perangkat daerah")
        owner = institution or agency
        part = words.label("excel.partial_of" if owner else "excel.partial_title")
        name = known.instrument.index_name if known else part
        under = (institution and agency, identity.get("tahap"), statements.origin(sheet, words))
        checks = evidence.checklist_in_short(self.assessment, self._checks, words)
        whole = doc.Document(
            title=" ".join(filter(None, (name, owner, identity.get("tahun")))),
            subtitle=" · ".join(filter(None, under)),
            summary=(*(self._summary(known) if known else self._without_index()), *checks),
            beside=tuple(self._beside(known) if known else ()),
            handout=tuple(self._handout(known) if known else ()),
            parts=tuple(self._parts(sheet, known)),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            one_page=known is not None,
            screen=None if sheet.sheet else self._possible(),
        )
        if not (self.draft and known):
            return whole
        summary = (parts.addresses(whole.title, words), *whole.summary)
        pages = (*whole.parts, parts.minutes(known, words))
        return replace(whole, summary=summary, beside=(), parts=pages)

    @property
    def _checks(self) -> tuple[Check, ...]:
        """What is to be done before it is sent, where the files of evidence are known."""
        return checklist(self.assessment) if self.assessment.folder else ()

    @property
    def _goal(self) -> doc.Mark | None:
        if self.target is None:
            return None
        text = _with_all_decimals(self.target.index, self.words)
        key = "drawn.target" if self.target.plan.changes else "drawn.target_met"
        return doc.Mark(self.target.index, text, self.words.label(key, target=text))

    def _bound(self, known: Scored) -> doc.Mark | None:
        """Return what is drawn to be reached: the target, or else the next predicate."""
        return self._goal or drawings.next_bound(known.instrument, known.result, self.words)

    def _summary(self, known: Scored) -> Iterator[doc.Block]:
        instrument, result, words = known.instrument, known.result, self.words
        exact = passages.capital(statements.exact_value(result, instrument, words))
        yield passages.verdict(result, instrument, words, exact)
        marks = [drawings.index_mark(result, words)]
        yield drawings.scale(instrument, marks, words.label("html.scale"), words, self._goal)
        yield doc.Paragraph(statements.way_up(result, instrument, words), "strong")
        if self.target:
            short = self.target.index - result.total.index
            key = "target.gap" if short > 0 else "target.above" if short else "target.reached"
            size = abs(short)
            gap = words.number(size) if rounded(size) else statements.exact(size, words)
            goal = _with_all_decimals(self.target.index, words)
            yield doc.Paragraph(words.label(key, target=goal, gap=gap), "strong")
        yield from self._made_of(known)
        if self.target and self.target.plan.changes:
            yield from self._way(self.target, known)
        groups = levels.by_level(known, words)
        counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
        yield doc.Paragraph(f"{words.label('levels_counted')} {counts}")
        lowest = min(groups, default=instrument.highest)
        if levels.standing(instrument, Fraction(lowest)) == "weak":
            rest = len(groups[lowest]) - MOST_NAMES
            said = "; ".join(groups[lowest][:MOST_NAMES])
            said += ";" + words.label("and_more", count=rest) if rest > 0 else ""
            yield doc.Paragraph(words.label("weakness", level=lowest, names=said), "hint")
        yield from evidence.summary(self.assessment, words)
        yield doc.Paragraph(words.label("hint_detail"), "hint")

    def _made_of(self, known: Scored) -> Iterator[doc.Block]:
        highest, result, words = known.instrument.highest, known.result, self.words
        label, target, bound = words.label, self._goal, self._bound(known)
        scores: list[Score] = []
        for domain in result.domains:
            scores += [domain, *(one for one in result.aspects if one.parent == domain.code)]
        scores = scores or list(result.aspects)

        def kind(one: Score) -> Kind:
            return "total" if one is result.total else "group" if one in result.domains else ""

        def weight(one: Score) -> doc.Number:
            return doc.Number(one.weight, words.number(one.weight))

        def gap(one: Score) -> doc.Number | doc.State:
            if bound and one.index < bound.value:
                return passages.index(bound.value - one.index, words)
            return doc.State(label("target.met"), "good")

        def bar(one: Score) -> doc.Bar:
            return doc.Bar(one.index, Fraction(highest), bound.value if bound else None)

        yield table(
            (*scores, result.total),
            column(label("code"), 7, lambda one: "" if one is result.total else one.code),
            column(label("name"), 44, lambda one: doc.Own(one.name)),
            numbers(label("weight"), 9, weight, spare=1),
            numbers(label("index"), 9, lambda one: passages.index(one.index, words)),
            *([numbers(label("target.column"), 10, gap)] if target else []),
            column(label("html.bar", lowest=0, highest=highest), 24, bar, spare=2),
            kind=kind,
        )
        below = (*result.domains, *result.aspects)
        low = [one.code for one in below if bound and one.index < bound.value]
        if bound and low:
            name = label("drawn.target", target=target.text) if target else bound.name
            yield doc.Paragraph(label("parts.below", codes=", ".join(low), bound=name))

    def _way(self, target: "Target", known: Scored) -> Iterator[doc.Block]:
        words, label, step = self.words, self.words.label, target.step
        changes = sorted(target.plan.changes, key=lambda one: -one.gain)
        goal = _with_all_decimals(target.index, words)
        index = words.number(target.plan.after.total.index)
        count = label(
            "target.count" if step == 1 else "target.count_steps",
            count=len(changes),
            index=index,
            step=step,
        )
        found = "target.way" if target.plan.optimal else "target.way_found"
        yield doc.Heading(label(found, target=goal))
        yield table(
            changes[:MOST_RAISES],
            *RowColumns(known.instrument, words).indicator(7, 44),
            column(label("level"), 9, lambda one: statements.raise_text(one.start, one.end, words)),
            numbers(label("plan.gain"), 9, lambda one: passages.gain(one.gain, words)),
            caption=count,
        )
        rest = len(changes) - MOST_RAISES
        said = [label("target.more", count=rest)] if rest > 0 else []
        if not (known.sheet.assumed or known.sheet.carried.rows):  # else there is no plan of it
            file = self.assessment.file
            typed = Typed(statements.file_name(file) if Path(file).is_absolute() else file)
            option = f" --max-step {step}" if step > 1 else ""
            said.append(label("target.plan", typed=typed, target=goal, step=option))
        if said:
            yield doc.Paragraph(" ".join(said))

    def _beside(self, known: Scored) -> Iterator[doc.Block]:
        instrument, result, words = known.instrument, known.result, self.words
        yield from drawings.radar([("", result)], instrument, words, self._goal)
        parts = result.domains or result.aspects
        named = [(f"{one.code} {one.name}", one.index, words.number(one.index)) for one in parts]
        title = words.label("excel.domain_chart" if result.domains else "excel.aspect_chart")
        ends = (Fraction(0), Fraction(instrument.highest))
        yield from drawings.bars(title, named, "0.00", ends, self._bound(known))

    def _handout(self, known: Scored) -> Iterator[doc.Block]:
        label, texts = self.words.label, dict[str, list[str]]()
        for level, names in levels.by_level(known, self.words).items():
            head = label("excel.level_group", level=level, count=len(names))
            standing = levels.standing(known.instrument, Fraction(level))
            texts.setdefault(standing, []).append(f"{head}: {'; '.join(names)}")
        if "weak" in texts:
            yield from (doc.Heading(label("excel.weaknesses")), doc.Items(tuple(texts["weak"])))
        if "strong" in texts:
            strong = tuple(reversed(texts["strong"]))
            yield from (doc.Heading(label("excel.strengths")), doc.Items(strong))
        if notes := tuple(self._notes()):
            yield from (doc.Heading(label("excel.notes")), doc.Items(notes))

    def _notes(self) -> Iterator[str]:
        """Yield the warnings in short: one line for each code."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.assessment.findings:
            alike.setdefault(finding.code, []).append(finding)
        for code, (first, *others) in sorted(alike.items()):
            rows = tuple(one.indicator for one in others if one.indicator)
            more = ""
            if others:
                key = "excel.likewise" if len(rows) == len(others) else "excel.more_alike"
                more = " " + self.words.label(key, numbers=Numbers(rows), count=len(others))
            yield f"{code}: {self.words.sentence(first).prose()}{more}"

    def _parts(self, sheet: Assessment, known: Scored | None) -> Iterator[doc.Part]:
        words = self.words
        if known and self.draft:
            yield parts.in_sentences(known, words)
        elif known:
            yield from parts.strengths(known, words)
            yield from parts.weaknesses(known, words)
        if known:
            yield from parts.recommendations(known, words)
            yield from parts.tasks(known, words)
        yield from parts.indicators(sheet, words)
        yield from evidence.parts(sheet, words)
        yield from passages.findings(sheet.findings, words, within=True)
        yield from evidence.checklist(self.assessment, self._checks, words)
        if known:
            yield doc.Part(words.label("sheet.calculation"), live=partial(_calculation, known))
        whose = ((label, sheet.identity.get(label)) for label in IDENTITY)
        yield from passages.about((sheet,), words, self.command, whose)

    def _without_index(self) -> Iterator[doc.Block]:
        assessment, label = self.assessment, self.words.label
        if isinstance(assessment, Sound):
            instrument, sheet = assessment.instrument, assessment.sheet
            asked = {instrument.rows()[row].code for row in sheet.asked}
            key = "partial_all" if asked else "partial_evidence"
            count = label(key, asked=len(asked), total=len(instrument.required_rows()))
            count += "" if assessment.findings else " " + label("partial_clean")
            yield doc.Paragraph(count, "strong")
            yield doc.Paragraph(label("partial_next"))
            yield from evidence.summary(assessment, self.words)
        else:
            yield doc.Paragraph(label("html.no_index"), "strong")
        yield from self._possible()

    def _possible(self) -> doc.Blocks:
        bounds = statements.possible(self.assessment, self.words)
        return (doc.Paragraph(bounds),) if bounds else ()

    def data(self) -> Mapping[str, Any]:
        """Return an assessment as a JSON document."""
        assessment, result = self.assessment, self.assessment.result
        return {
            "status": str(assessment.status),
            **data.sheet_part(assessment),
            "index": data.index_part(result) if result else None,
            "bounds": data.bounds_part(assessment.bounds),
            **data.scores_part(result),
            "indicators": list(data.indicator_parts(assessment)),
            "target": _target_data(self.target, result) if self.target and result else None,
            "assumed": data.assumed_part(assessment.sheet.assumed if assessment.sheet else {}),
            "carried": data.carried_part(assessment.sheet),
            "checklist": evidence.checklist_data(self._checks) if assessment.folder else None,
            **evidence.data(assessment),
            "findings": [data.finding_part(one, self.words) for one in assessment.findings],
        }

    def rows(self) -> Rows:
        """Return one row a part, numbers with a point; without an index, only the status."""
        sheet, result = self.assessment.sheet, self.assessment.result
        supplied = tuple(statements.supplied(sheet, self.words)) if sheet else ()
        rows: list[dict[str, Any]] = [{"part": "index", "note": "; ".join(supplied)}]
        if result:
            said = statements.reservations(self.assessment, self.words)
            rows = list(data.score_rows(result))
            rows[0]["note"] = "; ".join((*said, *supplied))
            if self.target is not None:
                scores = (result.total, *result.domains, *result.aspects)
                for row, score in zip(rows, scores, strict=True):
                    row["gap"] = exact_text(self.target.index - score.index)
        if sheet:
            for one in data.indicator_parts(self.assessment):
                code, answer = one["code"], sheet.answers[one["code"]]
                about = {"part": "indicator", "parent": one["aspect"], "cell": answer.cell}
                given = {"assumed": code in sheet.assumed, "carried": code in sheet.carried.rows}
                rows.append({**one, **about, "level": exact_text(answer.level), **given})
        rows += evidence.rows(self.assessment)
        done, full = self.words.label("checklist.done"), self.words.in_full()
        for check, name, lacking in evidence.checked(self.assessment, self._checks, full):
            note = lacking or done
            rows.append({"part": "checklist", "code": check.name, "name": name, "note": note})
        whole = {"file": self.assessment.file, "status": str(self.assessment.status)}
        return COLUMNS, [{**row, **whole} for row in rows]


def _with_all_decimals(target: Fraction, words: Words) -> str:
    return words.number(target, 2 if (target * 100).denominator == 1 else None)


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


def _calculation(known: Scored, page: Any) -> None:  # noqa: ANN401  a page of a workbook
    """Write the live formulas; only a workbook has them, and loads what writes it."""
    from spbe_cli.reports import score_calculation  # noqa: PLC0415

    score_calculation.write(page, known.instrument, known.result)
