"""Every form in which a level, evidence or explanation is written (contract, section 3)."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from tests.reader.books import (
    Case,
    brief,
    case,
    cells,
    edited,
    filled,
    on,
    parts_of,
    raw_cell,
    zipped,
)

from spbe_cli.sheet.assess import Assessment, Choice, Status

NBSP = "\xa0"
INLINE = '<c r="E17" t="inlineStr">'
A_DATE = datetime(2025, 4, 3)  # noqa: DTZ001  Excel knows no time zones

FINE: tuple[object, ...] = (
    1, 5, 3.0, 3.0000000000000004, "3", " 3 ", f"{NBSP}3{NBSP}", "3\u2003", "3.0", "3,0",
    f"{NBSP}3,0 ", "3\n",
)  # fmt: skip
TEXTS = (
    "tiga",
    "III",
    "3 (tiga)",
    "tingkat 3",
    "Level 3",
    "\uff13",  # full-width
    "\u0663",  # Arabic
    "\u00b3",  # superscript
    "+3",
    "03",
    "3.00",
    "3,",
    ".3",
    "1e0",
    "3/4",
    "3-4",
    "3'",
    "3%",
    "TRUE",
    "-",
    "9" * 5_000,
    "1." + "0" * 5_000,
    "\u202e3",
    "x" * 32_767,
)
OFF_SCALE: tuple[object, ...] = (0, 6, -1, 33, 44, "0", "6", "-1", "0,0", 0.5, 5.5, 1e15, 1e300)
FRACTIONS: tuple[object, ...] = (3.5, 2.999, "3,5", "3.5", "2,75", 4.00001)

RAW = (
    case("cell without a value", raw_cell('<c r="E17"/>'), "A104 E17"),
    case("cell with an empty value", raw_cell('<c r="E17"><v></v></c>'), "A104 E17"),
    case("formula never calculated", raw_cell('<c r="E17"><f>Rekap!C5</f></c>'), "A108 E17"),
    case("formula, empty value", raw_cell('<c r="E17"><f>Rekap!C5</f><v></v></c>'), "A108 E17"),
    case("formula, empty value element", raw_cell('<c r="E17"><f>B1</f><v/></c>'), "A108 E17"),
    case("shared formula", raw_cell('<c r="E17"><f t="shared" si="0"/></c>'), "A108 E17"),
    case("long formula", raw_cell(f'<c r="E17"><f>{"A1+" * 2000}1</f></c>'), "A108 E17"),
    case("formula with a value", raw_cell('<c r="E17"><f>Rekap!C5</f><v>3</v></c>'), "A215"),
    case("formula with a text", raw_cell('<c r="E17" t="str"><f>B1</f><v>3</v></c>'), "A215"),
    case(
        "formula that gives no text",
        raw_cell('<c r="E17" t="str"><f>B1</f><v></v></c>'),
        "A104 E17",
    ),
    case(
        "formula that gives an error",
        raw_cell('<c r="E17" t="e"><f>B1</f><v>#N/A</v></c>'),
        "A109 E17",
    ),
    case("error", raw_cell('<c r="E17" t="e"><v>#REF!</v></c>'), "A109 E17"),
    case("endless error", raw_cell(f'<c r="E17" t="e"><v>{"#" * 40_000}</v></c>'), "A109 E17"),
    case("text of an error", raw_cell(f"{INLINE}<is><t>#REF!</t></is></c>"), "A101 E17"),
    case("TRUE", raw_cell('<c r="E17" t="b"><v>1</v></c>'), "A110 E17"),
    case("FALSE", raw_cell('<c r="E17" t="b"><v>0</v></c>'), "A110 E17"),
    case("3.0 as a number", raw_cell('<c r="E17"><v>3.0</v></c>')),
    case("3E0 as a number", raw_cell('<c r="E17"><v>3E0</v></c>')),
    case("16 digits", raw_cell('<c r="E17"><v>3.0000000000000004</v></c>')),
    case("16 digits below", raw_cell('<c r="E17"><v>2.9999999999999996</v></c>')),
    case("15 digits", raw_cell('<c r="E17"><v>3.00000000000001</v></c>'), "A106 E17"),
    case("too large for Excel", raw_cell('<c r="E17"><v>1E400</v></c>'), "A101 E17"),
    case("endless number", raw_cell(f'<c r="E17"><v>{"9" * 400}</v></c>'), "A101 E17"),
    case("endless exponent", raw_cell('<c r="E17"><v>1E999999999</v></c>'), "A101 E17"),
    case("tiny", raw_cell('<c r="E17"><v>1E-400</v></c>'), "A105 E17"),
    case("NaN", raw_cell('<c r="E17"><v>NaN</v></c>'), "A101 E17"),
    case("text in a number", raw_cell('<c r="E17"><v>abc</v></c>'), "A101 E17"),
    case(
        "date of the strict format", raw_cell('<c r="E17" t="d"><v>2025-04-03</v></c>'), "A107 E17"
    ),
    case("date and time", raw_cell('<c r="E17" t="d"><v>2025-04-03T10:30:00</v></c>'), "A107 E17"),
    case(
        "time of the strict format", raw_cell('<c r="E17" t="d"><v>T03:04:00</v></c>'), "A107 E17"
    ),
    case("no date at all", raw_cell('<c r="E17" t="d"><v>\u202etiga</v></c>'), "A101 E17"),
    case("no day of the calendar", raw_cell('<c r="E17" t="d"><v>2025-13-45</v></c>'), "A101 E17"),
    case("Excel's carriage return", raw_cell(f"{INLINE}<is><t>3_x000D_</t></is></c>")),
    case("rich text", raw_cell(f"{INLINE}<is><r><t>3</t></r><r><t>,0</t></r></is></c>")),
    case("phonetic hint", raw_cell(f"{INLINE}<is><t>3</t><rPh><t>san</t></rPh></is></c>")),
    case("lower-case reference", raw_cell('<c r="e17"><v>3</v></c>')),
    case("no reference", raw_cell("<c><v>3</v></c>")),
)


def formatted(value: object, number_format: str) -> Callable[[], bytes]:
    """Return a maker of the good sheet with a number shown in this format."""
    look = on(lambda sheet: setattr(sheet["E17"], "number_format", number_format))
    return edited(cells(E17=value), look)


def since_1904() -> bytes:
    """Return a sheet whose days count from 1904, with the highest number of Excel's days."""
    parts = parts_of(formatted(2_958_465, "dd/mm/yyyy")())
    workbook = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = workbook.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert parts["xl/workbook.xml"] != workbook
    return zipped(parts)


FORMATS = (
    case("date", filled(E17=A_DATE), "A107 E17"),
    case("time", filled(E17=time(3, 4)), "A107 E17"),
    case("span of time", filled(E17=timedelta(hours=30)), "A107 E17"),
    case("date in Indonesian", formatted(45_750, "[$-421]d mmmm yyyy"), "A107 E17"),
    case("elapsed hours", formatted(0.5, "[h]:mm"), "A107 E17"),
    case("day zero", formatted(0, "dd/mm/yyyy"), "A107 E17"),
    case("negative day", formatted(-3, "dd/mm/yyyy"), "A105 E17"),
    case("beyond all days", formatted(9_999_999, "dd/mm/yyyy"), "A105 E17"),
    case("beyond all days since 1904", since_1904, "A105 E17"),
    case("words in a format", formatted(3, '[Red]0" dari skala hari"')),
    case("a code of its own", formatted(3, "0.00_-;\\-0.00")),
    case("text format", formatted("3", "@")),
    case("percent", formatted(3, "0%")),
)
NO_EVIDENCE: tuple[object, ...] = (
    "", " ", NBSP, "-", "--", "\u2014", "\u2013", ".", "...", "_", "nihil", "Nihil.", "TIDAK ADA",
    "tidak  ada", "n/a", "N/A", "belum ada", False,
)  # fmt: skip
NO_DOCUMENT: tuple[object, ...] = (
    "ada", "Terlampir.", "menyusul", "proses", "sudah", "OK", "lihat lampiran", "\u2713", True,
)  # fmt: skip
SOME_EVIDENCE: tuple[object, ...] = (
    "Perwal 5/2024",
    "https://contoh.go.id/a.pdf",
    12,
    "a" * 32_767,
    "\U0001f4ce",
    "tidak ada perubahan: Perwal 5/2020",
)
EVIDENCE = (
    *(case(f"no evidence: {word}", filled(F17=word), "A201 F17") for word in NO_EVIDENCE),
    *(case(f"no document: {word}", filled(F17=word), "A202 F17") for word in NO_DOCUMENT),
    *(case(f"evidence: {word!r}"[:60], filled(F17=word)) for word in SOME_EVIDENCE),
    case(
        "formula not calculated",
        raw_cell('<c r="F17"><f>HYPERLINK("a.pdf")</f></c>', "F17"),
        "A201 F17",
    ),
    case("error of Excel", raw_cell('<c r="F17" t="e"><v>#REF!</v></c>', "F17"), "A201 F17"),
    case("formula with a value", raw_cell('<c r="F17" t="str"><f>B1</f><v>a.pdf</v></c>', "F17")),
    case(
        "formula that gives nothing",
        raw_cell('<c r="F17" t="str"><f>B1</f><v></v></c>', "F17"),
        "A201 F17",
    ),
    case("lowest level needs none", filled(E17=1, F17=None, G17=None)),
    case("same for four", filled(**{f"F{row}": "satu.pdf" for row in range(5, 9)})),
    case("same for five", filled(**{f"F{row}": "satu.pdf" for row in range(5, 10)}), "A211"),
    case(
        "same for five at the lowest level",
        filled(**{f"{c}{r}": v for r in range(5, 10) for c, v in (("F", "satu.pdf"), ("E", 1))}),
    ),
    case("no explanation", filled(G17=None, G20=" "), "A203"),
    case("no explanation of the lowest level", filled(E17=1, G17=None)),
    case("levels all alike", filled(E24=3), "A214"),
    case("all at the lowest level", filled(**{f"E{row}": 1 for row in range(5, 52)})),
)
MISSING = (
    case("missing", filled(E17=None, F17=None, G17=None), "A104 E17"),
    case("missing beside evidence", filled(E17=None, G17=None), "A104 E17"),
    case("missing beside both", filled(E17=" "), "A104 E17"),
    case("blank to the eye", filled(E17=NBSP), "A104 E17"),
    case("two are missing", filled(E17=None, E5=None), "A104 E5", "A104 E17"),
    case("none filled in", filled(**{f"E{row}": None for row in range(5, 52)}), "A112"),
)


def refused(values: tuple[object, ...], code: str) -> tuple[Case, ...]:
    """Return a case for every value, each refused with one code at its cell."""
    return tuple(
        case(f"{code} {value!r}"[:60], filled(E17=value), f"{code} E17") for value in values
    )


CASES = (
    case("a good sheet", filled()),
    *(case(f"fine {value!r}", filled(E17=value)) for value in FINE),
    *refused(TEXTS, "A101"),
    *refused(OFF_SCALE, "A105"),
    *refused(FRACTIONS, "A106"),
    *RAW,
    *FORMATS,
    *EVIDENCE,
    *MISSING,
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_every_form_of_a_level_is_read_or_refused(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


def test_what_excel_shows_as_three_is_three(read: Callable[..., Assessment]) -> None:
    for value in FINE[2:]:
        sheet = read(filled(E17=value)()).sheet
        assert sheet
        assert sheet.answers["13"].level == 3


def test_a_long_evidence_is_kept_whole(read: Callable[..., Assessment]) -> None:
    sheet = read(filled(F17="a" * 32_767)()).sheet
    assert sheet
    assert sheet.answers["13"].evidence == "a" * 32_767


def test_missing_answers_are_counted_only_on_request(read: Callable[..., Assessment]) -> None:
    content = filled(E17=None)()
    plain, lowest = read(content), read(content, choice=Choice(missing="lowest"))
    assert plain.status is Status.INVALID
    assert plain.bounds
    assert plain.bounds[0].total.points < plain.bounds[1].total.points
    assert [brief(finding) for finding in lowest.findings] == ["A216"]
    assert lowest.status is Status.SCORED
    assert lowest.sheet
    assert lowest.sheet.assumed == {"13": 1}
