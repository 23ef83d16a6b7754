"""The words: both languages say the same things, in the house's manner."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from string import Formatter
from typing import Any, Final

import pytest
import yaml
from tests.program import ROOT

from spbe_cli.findings import Fact, Finding, Numbers, Place
from spbe_cli.words import BOTH, PLACEHOLDER, FindingPage, Language, Words, catalogue

PLACEHOLDERS: Final = """
item items levels statuses
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


FAMILIES: Final = ("answers", "instruments", "batch")
INDONESIAN, ENGLISH = Language


def sentences() -> Iterator[tuple[str, str, str, str, str]]:
    for language in Language:
        for code in catalogue.codes():
            for variant, (fact, remedy) in catalogue.record(code, language).sentences.items():
                yield language, code, variant, fact, remedy


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def without_duplicates(name: str) -> dict[str, Any]:
    """Load a file of words, and fail where a key stands twice: the last would win in silence."""

    class Loader(yaml.SafeLoader):
        pass

    def mapping(loader: Loader, node: yaml.MappingNode) -> dict[str, Any]:
        keys = [loader.construct_scalar(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), node.start_mark
        return dict(zip(keys, (loader.construct_object(v, deep=True) for _, v in node.value),
                        strict=True))  # fmt: skip

    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    text = files("spbe_cli.words").joinpath(name).read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader)  # noqa: S506  a safe one
    return loaded


SENTENCES: Final = [pytest.param(*one, id="-".join(one[:3])) for one in sentences()]
PAGES: Final = [
    pytest.param(catalogue.record(code, language).page, id=f"{language}-{code}")
    for language in Language
    for code in catalogue.codes()
]


def test_the_texts_of_answer_files_are_used_with_their_facts() -> None:
    texts = without_duplicates("form.yaml")
    assert list(texts) == sorted(texts)
    nodes = [
        node
        for path in (ROOT / "src" / "spbe_cli").rglob("*.py")
        if "said(" in (source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
    ]
    written = {node.value for node in nodes if isinstance(node, ast.Constant)}
    unused = {key for key in texts if not {key, key.rpartition(".")[0] + "."} & written}
    assert not unused
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "said":
            given = {word.arg for word in node.keywords}
            named = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
            for key in texts.keys() & set(named):
                assert None in given or placeholders(texts[key]) == given, key


@pytest.mark.parametrize("family", FAMILIES)
def test_every_record_is_whole_and_stands_in_order(family: str) -> None:
    records = without_duplicates(f"findings/{family}.yaml")
    assert list(records) == sorted(records)
    for code, known in records.items():
        assert catalogue.FAMILIES[code[0]] == family
        assert set(known) <= {"column", "gap", "reader", "id", "en"}, code
        ours, theirs = known["id"], known["en"]
        assert list(ours) == list(theirs), code
        assert list(ours.get("variants", ())) == list(theirs.get("variants", ())), code
        assert len(ours["steps"]) == len(theirs["steps"]), code
        assert ours["rule"] != theirs["rule"]
        assert ours["title"] != theirs["title"]
        for variant, one in {"": ours, **ours.get("variants", {})}.items():
            other = theirs["variants"][variant] if variant else theirs
            assert ("correction" in one) == ("correction" in other), code


@pytest.mark.parametrize("code", catalogue.codes())
def test_both_languages_use_the_same_placeholders(code: str) -> None:
    ours, theirs = (catalogue.record(code, language) for language in Language)
    for variant, pair in ours.sentences.items():
        other = theirs.sentences[variant]
        assert placeholders("".join(pair)) == placeholders("".join(other)), variant


def test_both_languages_have_the_same_labels() -> None:
    ours, theirs = (without_duplicates(f"{language}.yaml") for language in Language)
    assert list(ours) == list(theirs)
    for key, text in ours.items():
        assert sorted(placeholders(text)) == sorted(placeholders(theirs[key])), key
        if key.startswith(("help.", "command.", "option.", "argument.", "refusal.")):
            assert text.count("\n") == theirs[key].count("\n"), key


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
    for text in (
        *catalogue.labels(INDONESIAN).values(),
        *(str(one.values) for one in SENTENCES[: len(SENTENCES) // 2]),
    ):
        assert not BOTH.search(text), text
    for text in catalogue.labels(ENGLISH).values():
        assert not BOTH.search(text) or PLACEHOLDER.search(text), text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_to_the_house_style(page: FindingPage) -> None:
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
