"""Whether sheets are of one institution, year and stage, and what is said where they are not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spbe_cli.findings import Place
from spbe_cli.sheet.identity import common_text, identities_agree, most_common, plain
from spbe_cli.words import Language, Words


@dataclass(frozen=True)
class Sheet:
    """What a sheet says in Identitas, and where; it says nothing of what has no place."""

    file: str
    identity: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict)


def said(*sheets: Sheet) -> list[str]:
    words = Words(Language.ENGLISH)
    return [words.line(finding) for finding in identities_agree(sheets)]


def test_who_differs_from_most_is_named_with_what_the_others_say() -> None:
    cell = {"instansi": Place("b.xlsx", "Identitas", "B1")}
    sheets = (
        Sheet("a.xlsx", {"instansi": "Kota  A", "tahun": "2024"}),
        Sheet("b.xlsx", {"instansi": "Kota B", "tahun": "2024"}, cell),
        Sheet("c.xlsx", {"instansi": "KOTA A", "tahun": "2025"}),
        Sheet("d.xlsx", {"instansi": "", "tahap": "Penilaian Mandiri"}),
        Sheet("e.xlsx", {}),
    )
    rest = "make them agree in the sheet Identitas, or leave the file out"
    assert said(*sheets) == [
        (
            'b.xlsx:Identitas!B1: error B104: Instansi is "Kota B" in b.xlsx, '
            f'"Kota  A" in the others; {rest}'
        ),
        f'c.xlsx: error B104: Tahun is "2025" in c.xlsx, "2024" in the others; {rest}',
    ]
    assert said(*sheets[3:], sheets[0]) == []


def test_of_texts_that_stand_equally_often_the_first_counts() -> None:
    assert most_common(["b", "a", "c", "c", "a"]) == "a"
    assert most_common([]) == ""
    sheets = [Sheet(text, {"tahap": text}) for text in ("", "Interviu", "Visitasi", "INTERVIU")]
    assert common_text(sheets, "tahap") == "Interviu"
    assert common_text(sheets, "tahun") == ""
    assert plain("  Kota \t A ") == "kota a"
