"""The catalogues of words: both languages say the same things, in the house's manner."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from string import Formatter
from types import ModuleType
from typing import Final

import pytest

from spbe_cli.findings import Fact, Finding, Numbers, Place
from spbe_cli.messages import LABELS, Language, Words
from spbe_cli.messages.page import Page
from spbe_cli.messages.plurals import BOTH, PLACEHOLDER

PLACEHOLDERS: Final = """
    i number name found choices scale range count numbers row row1 row2 rows level level1 level2
    below above cell headings sheet sheets file files instrument instrument1 instrument2 other
    limit detail reason kind since until year replacement labels suggestion agency maximum minimum
    key parent parts total expected line where value example exact rounded predicate predicate1
    predicate2 target condition way case part computed published source authority origin missing
    keys agency1 agency2 agencies owner place file1 file2 folder label date typed
"""

# "salah" blames, but "salah satu" only means "one of".
FORBIDDEN: Final = re.compile(
    r"\b(gagal|invalid|tidak valid|error|errors|null|parsing|salah(?! satu))\b", re.IGNORECASE
)

VERBS: Final = {
    "id": """
        isi pilih tulis hapus ubah ganti pindahkan buka simpan tanyakan pakai
        bandingkan bedakan beri cocokkan kirim laporkan minta namai nomori pastikan perbaiki
        periksa pisahkan rapikan ringkas salin samakan sisakan tambahkan tampilkan tukar turunkan
        tutup unduh urutkan sepakati jalankan ingatkan catat
    """,
    "en": """
        enter choose write delete change replace move open save ask use
        add check close compare copy correct download drop fill give keep lower make name order
        renumber report send set shorten show split start swap tidy unmerge agree run remind note
    """,
}

PACKAGES: Final = {"id": "indonesian", "en": "english"}
SUBJECTS: Final = {
    "answers": ("levels", "sheets", "results", "remarks", "evidence"),
    "files": ("files",),
    "instruments": ("instruments",),
    "batch": ("batch",),
}

Sentences = Mapping[str, Mapping[str, tuple[str, str]]]


def module(language: str, name: str) -> ModuleType:
    return import_module(f"spbe_cli.messages.{PACKAGES[language]}.{name}")


def sentences_of(language: str) -> Sentences:
    return {
        code: variants
        for subject in SUBJECTS
        for code, variants in module(language, subject).SENTENCES.items()
    }


def pages_of(language: str) -> Mapping[str, Page]:
    return {
        code: page
        for subject in SUBJECTS
        for code, page in module(language, f"pages_{subject}").PAGES.items()
    }


INDONESIAN: Final = sentences_of("id")
ENGLISH: Final = sentences_of("en")
INDONESIAN_PAGES: Final = pages_of("id")
ENGLISH_PAGES: Final = pages_of("en")
CATALOGUES: Final = {"id": INDONESIAN, "en": ENGLISH}
PAGES: Final = {"id": INDONESIAN_PAGES, "en": ENGLISH_PAGES}


def sentences() -> Iterator[tuple[str, str, str, str, str]]:
    for language, catalogue in CATALOGUES.items():
        for code, variants in catalogue.items():
            for variant, (fact, remedy) in variants.items():
                yield language, code, variant, fact, remedy


def pages() -> Iterator[tuple[str, str, Page]]:
    for language, catalogue in PAGES.items():
        for code, page in catalogue.items():
            yield language, code, page


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


SENTENCES: Final = [pytest.param(*one, id="-".join(one[:3])) for one in sentences()]
ALL_PAGES: Final = [pytest.param(page, id=f"{language}-{code}") for language, code, page in pages()]


def test_both_languages_have_the_same_codes_in_the_same_order() -> None:
    assert list(INDONESIAN) == list(ENGLISH)


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_code_stands_in_two_modules(language: str) -> None:
    names = [name for parts in SUBJECTS.values() for name in parts]
    codes = [code for name in names for code in module(language, name).SENTENCES]
    assert len(codes) == len(set(codes)) == len(CATALOGUES[language])


@pytest.mark.parametrize("code", INDONESIAN)
def test_both_languages_have_the_same_variants(code: str) -> None:
    assert list(INDONESIAN[code]) == list(ENGLISH[code])


@pytest.mark.parametrize("code", INDONESIAN)
def test_both_languages_use_the_same_placeholders(code: str) -> None:
    for variant, pair in INDONESIAN[code].items():
        other = ENGLISH[code][variant]
        assert placeholders("".join(pair)) == placeholders("".join(other)), variant


@pytest.mark.parametrize(("language", "code", "variant", "fact", "remedy"), SENTENCES)
def test_a_sentence_keeps_to_the_house_style(
    language: str, code: str, variant: str, fact: str, remedy: str
) -> None:
    assert re.fullmatch(r"[AIB][12]\d\d", code)
    assert re.fullmatch(r"[a-z_]*", variant)
    whole = f"{fact}; {remedy}"
    assert whole.isascii()
    assert whole.isprintable()
    assert "!" not in whole.replace("#REF!", "")
    assert len(fact) + len(remedy) <= 220
    # The name of an option, and the plain English for "kesalahan".
    assert not FORBIDDEN.search(
        whole.replace("--skip-invalid", "").replace("{count} [error|errors]", "")
    )
    assert placeholders(whole) <= set(PLACEHOLDERS.split())
    for text in (fact, remedy):
        assert text == text.strip()
        assert not text.endswith(".")
        assert text[0].islower() or text[0] == "{"
    assert re.split(r"[^\w]", remedy)[0] in VERBS[language].split()


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_label_is_defined_twice(language: str) -> None:
    keys = [key for name in LABELS for key in module(language, name).LABELS]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


ONE_AND_MANY: Final = [
    ("batch.agencies", "1 agency", "2 agencies"),
    ("batch.read", "1 file read", "2 files read"),
    ("merge.all", "1 agency", "2 agencies"),
    ("merge.others", "1 other agency", "2 other agencies"),
    ("assigned.without", "1 indicator is not assigned", "2 indicators are not assigned"),
    ("batch.errors", "1 error", "2 errors"),
]


@pytest.mark.parametrize(("key", "one", "many"), ONE_AND_MANY)
def test_a_label_agrees_with_its_number(key: str, one: str, many: str) -> None:
    words = Words(Language.ENGLISH)
    assert (words.label(key, count=1), words.label(key, count=2)) == (one, many)


def test_a_sentence_agrees_with_its_number() -> None:
    facts: dict[str, Fact] = {"count": 1, "numbers": Numbers(("13",))}
    missing = Finding("B201", Place("a.xlsx"), facts)
    assert str(Words(Language.ENGLISH).sentence(missing)) == (
        "1 indicator has no answer yet: 13; ask the agencies"
    )
    formulas = Finding("A215", Place("a.xlsx"), facts)
    assert Words(Language.ENGLISH).correction(formulas).fact == (
        "the level of 1 indicator comes from a formula and was copied as a number: 13"
    )


def test_every_pair_of_one_and_many_has_a_number() -> None:
    """One that follows no number, or stands where Indonesian has it, would never agree."""
    for name in (*LABELS, *(name for names in SUBJECTS.values() for name in names)):
        ours, theirs = module("id", name), module("en", name)
        for texts in (getattr(ours, "LABELS", {}), getattr(ours, "SENTENCES", {})):
            assert not BOTH.search(str(texts)), name
        for text in getattr(theirs, "LABELS", {}).values():
            assert not BOTH.search(text) or PLACEHOLDER.search(text), text


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_code_has_a_page_and_every_page_a_code(language: str) -> None:
    assert set(PAGES[language]) == set(CATALOGUES[language])


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_keeps_to_the_house_style(page: Page) -> None:
    texts = (page.title, page.rule, page.cause, page.example, *page.steps)
    for text in texts:
        assert text.isascii()
        assert text.isprintable()
        assert text == text.strip() != ""
    for text in (page.rule, page.cause, *page.steps):
        assert text.endswith(".")
    for text in (page.title, page.example):
        assert not text.endswith(".")
    assert not FORBIDDEN.search(f"{page.title} {page.rule}")
    assert len(page.title) <= 60


@pytest.mark.parametrize("code", INDONESIAN_PAGES)
def test_a_page_has_as_many_steps_in_both_languages(code: str) -> None:
    assert len(INDONESIAN_PAGES[code].steps) == len(ENGLISH_PAGES[code].steps)


@pytest.mark.parametrize("code", INDONESIAN_PAGES)
def test_a_page_is_not_left_untranslated(code: str) -> None:
    ours, theirs = INDONESIAN_PAGES[code], ENGLISH_PAGES[code]
    assert ours.rule != theirs.rule
    assert ours.title != theirs.title
