"""From a sound instrument file to an `Instrument`: the one place that makes one."""

from fractions import Fraction

from spbe_cli.checks.structure import AspectFile, CapabilityFile, IndicatorFile, InstrumentFile
from spbe_cli.instrument import (
    Aspect,
    Capability,
    Domain,
    Evidence,
    ExternalIndex,
    Indicator,
    Instrument,
    Level,
    Pair,
    Predicate,
)


def build(file: InstrumentFile, sha256: str) -> Instrument:
    """Make the instrument of a file in which no fault was found."""
    maker = Maker(file)
    domains = tuple(maker.domains())
    aspects = tuple(aspect for domain in domains for aspect in domain.aspects)
    return Instrument(
        id=file.id,
        title=file.title,
        regulation=file.regulation,
        index_name=file.index_name,
        lowest=file.scale.lowest,
        highest=file.scale.highest,
        decimals=file.scale.decimals,
        predicate_on=file.predicate_on,
        domains=domains,
        aspects=aspects or tuple(maker.aspects(file.aspects, Fraction(100), None)),
        predicates=tuple(Predicate(p.name, p.minimum) for p in file.predicates),
        sources=file.sources,
        valid_from=file.valid_from,
        valid_until=file.valid_until,
        follows=file.follows,
        secondary=file.secondary,
        aliases=file.row_aliases,
        sha256=sha256,
        begins=file.scale.begins,
        edge=file.scale.edge,
        mapping=tuple(Pair(p.old, p.new, p.status, p.note) for p in file.mapping),
    )


class Maker:
    """Makes the parts of one instrument; holds what they share."""

    def __init__(self, file: InstrumentFile) -> None:
        self.file = file
        self.by_code = {part.code: part for part in file.capabilities}
        self.capabilities = {part.code: capability(part) for part in file.capabilities}
        self.externals = {
            part.name: ExternalIndex(part.name, part.authority, part.begins, part.maximum)
            for part in file.external_indices
        }

    def share(self, weight: Fraction, whole: Fraction) -> Fraction:
        """Return a weight in percent of the instrument; a relative one is a share of its parent."""
        return weight * whole / 100 if self.file.weights == "relative" else weight

    def domains(self) -> list[Domain]:
        """Make the domains with all that is in them."""
        made = []
        for part in self.file.domains:
            weight = self.share(part.weight, Fraction(100))
            aspects = self.aspects(part.aspects, weight, part.code)
            made.append(Domain(part.code, part.name, part.short, weight, tuple(aspects)))
        return made

    def aspects(
        self, parts: tuple[AspectFile, ...], whole: Fraction, domain: str | None
    ) -> list[Aspect]:
        """Make the aspects of a domain, or of an instrument without domains."""
        made = []
        for part in parts:
            weight = self.share(part.weight, whole)
            indicators = tuple(self.indicator(i, weight, part.code) for i in part.indicators)
            made.append(Aspect(part.code, part.name, part.short, weight, domain, indicators))
        return made

    def indicator(self, part: IndicatorFile, whole: Fraction, aspect: str) -> Indicator:
        """Make an indicator; what it does not say of its levels, its capability says."""
        kind = self.capabilities[part.capability]
        distinguishing = {**self.by_code[part.capability].distinguishing, **part.distinguishing}
        levels = tuple(
            Level(
                number,
                kind.level_names.get(number),
                criterion,
                distinguishing.get(number),
                tuple(
                    Evidence(e.letter, e.text, e.note) for e in part.evidence_items.get(number, ())
                ),
                part.notes.get(number),
            )
            for number, criterion in sorted(part.criteria.items())
        )
        return Indicator(
            code=part.code,
            name=part.name,
            short=part.short,
            weight=self.share(part.weight, whole),
            aspect=aspect,
            capability=kind,
            levels=levels,
            evidence=part.evidence,
            source=part.source,
            agency=part.agency,
            note=part.note,
            aliases=part.aliases,
            repeat=part.repeat,
            external=self.externals.get(part.external or ""),
        )


def capability(part: CapabilityFile) -> Capability:
    """Make a capability."""
    evidence = {number: text for number, text in part.evidence.items() if text}
    return Capability(part.code, part.name, part.label, part.levels, part.explanation, evidence)
