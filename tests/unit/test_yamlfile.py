"""From the bytes of a YAML file to nodes: what is kept, what is refused, and where."""

import pytest

from spbe_cli.instrument.nodes import data_of
from spbe_cli.instrument.yaml import (
    LIMIT_BYTES,
    LIMIT_DEPTH,
    LIMIT_FINDINGS,
    LIMIT_KEYS,
    LIMIT_NODES,
    LIMIT_TEXT,
    parse,
)
from spbe_cli.words import Words


def told(content: bytes | str) -> list[str]:
    """Return what is said of a file: place, code, sentence."""
    _, findings = parse(content if isinstance(content, bytes) else content.encode(), "a")
    return [Words().line(finding).removeprefix("a:") for finding in findings]


def kept(content: str) -> object:
    """Return what a file holds, as lists, dictionaries and texts."""
    root, findings = parse(content.encode(), "a")
    assert findings == ()
    return data_of(root)


def keys(count: int) -> str:
    return "".join(f"k{number}: x\n" for number in range(count))


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "text",
    [
        f"[{'x, ' * (LIMIT_NODES - 1)}]",
        keys(LIMIT_KEYS),
        nested(LIMIT_DEPTH),
        "x" * LIMIT_TEXT,
        f"'{'x' * LIMIT_TEXT}'",
    ],
    ids=["nodes", "keys", "depth", "text", "quoted"],
)
def test_a_file_may_be_as_large_as_the_limits(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            f"[{'x, ' * LIMIT_NODES}]",
            (
                f"1:{2 + 3 * (LIMIT_NODES - 1)}: error I121: berkas memuat terlalu banyak nilai "
                "(> 30000, batas 30000); periksa namanya, karena berkas instrumen jauh lebih kecil"
            ),
        ),
        (
            keys(LIMIT_KEYS + 1),
            (
                f"{LIMIT_KEYS + 2}:1: error I121: berkas memuat terlalu banyak nilai "
                "(> 1000, batas 1000); periksa namanya, karena berkas instrumen jauh lebih kecil"
            ),
        ),
        (
            nested(LIMIT_DEPTH + 1),
            (
                "1:31: error I121: susunan berkas terlalu dalam (> 30, batas 30); "
                "perbaiki susunannya seperti contoh di docs/instrument.md"
            ),
        ),
        (
            f"a: {'x' * (LIMIT_TEXT + 1)}",
            (
                "1:4: error I121: satu nilai terlalu panjang (> 10000 karakter, batas 10000); "
                "ringkas teksnya"
            ),
        ),
        (
            f"a: '{'x' * (LIMIT_TEXT + 1)}'",
            (
                "1:4: error I121: satu nilai terlalu panjang (> 10000 karakter, batas 10000); "
                "ringkas teksnya"
            ),
        ),
        (
            f"a: '{'x' * LIMIT_TEXT}\n  x'",
            (
                "1:4: error I101: berkas YAML tidak terbaca: tanda kutip belum ditutup; "
                "perbaiki baris ini"
            ),
        ),
        (
            b"#" * (LIMIT_BYTES + 1),
            (
                "1:1: error I121: berkas terlalu besar (> 4 MB, batas 4 MB); "
                "periksa namanya, karena berkas instrumen jauh lebih kecil"
            ),
        ),
        (
            b"#" * LIMIT_BYTES,
            "1:1: error I127: berkas kosong; isi mulai dari contoh di docs/instrument.md",
        ),
    ],
    ids=["nodes", "keys", "depth", "text", "quoted", "quotation", "bytes", "no bytes"],
)
def test_what_is_larger_is_refused_at_its_place(content: bytes | str, line: str) -> None:
    assert told(content) == [line]


def test_of_many_findings_the_first_are_told_and_that_there_are_more() -> None:
    assert len(told("- &a x\n" * LIMIT_FINDINGS)) == LIMIT_FINDINGS
    lines = told("- &a x\n" * (LIMIT_FINDINGS + 1))
    assert len(lines) == LIMIT_FINDINGS + 1
    assert lines[-2:] == [
        '200:3: error I116: jangkar "&a" tidak dipakai dalam berkas ini; hapus jangkarnya',
        (
            "200:3: error I121: masih ada temuan lain; yang ditampilkan hanya 200 yang pertama; "
            "perbaiki yang sudah disebut, lalu periksa lagi"
        ),
    ]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            b"id: a\ntitle: caf\xe9\n",
            ["2:11: error I118: berkas bukan UTF-8 di byte 17; simpan sebagai UTF-8 (tanpa BOM)"],
        ),
        (
            b"\xe9",
            ["1:1: error I118: berkas bukan UTF-8 di byte 1; simpan sebagai UTF-8 (tanpa BOM)"],
        ),
        (
            b"\xef\xbb\xbfid: [a]\nid: b\n",
            [
                "1:1: error I118: berkas memuat BOM; simpan sebagai UTF-8 (tanpa BOM)",
                '2:1: error I106: kunci "id" sudah ada di baris 1; hapus salah satunya',
            ],
        ),
        (
            "a: &x 1\nb: *x\nc: !!str 2\nd: &y [1]\ne: !z {f: 1}\n",
            [
                '1:4: error I116: jangkar "&x" tidak dipakai dalam berkas ini; hapus jangkarnya',
                '2:4: error I116: alias "*x" tidak dipakai dalam berkas ini; tulis isinya',
                (
                    '3:4: error I116: tag "tag:yaml.org,2002:str" tidak dipakai dalam berkas ini; '
                    "hapus tandanya"
                ),
                '4:4: error I116: jangkar "&y" tidak dipakai dalam berkas ini; hapus jangkarnya',
                '5:4: error I116: tag "!z" tidak dipakai dalam berkas ini; hapus tandanya',
            ],
        ),
        (
            "a: 1\n? [x, y]\n: 2\n? {z: 1}\n",
            [
                (
                    "2:3: error I101: berkas YAML tidak terbaca: kunci harus berupa teks; "
                    "perbaiki baris ini"
                ),
                (
                    "4:3: error I101: berkas YAML tidak terbaca: kunci harus berupa teks; "
                    "perbaiki baris ini"
                ),
            ],
        ),
        (
            "a: 1\n---\nb: 1\n---\nc: 1\n",
            [
                (
                    "2:1: error I117: berkas memuat lebih dari satu dokumen (---); "
                    "pisahkan menjadi beberapa berkas"
                )
            ],
        ),
        (
            "ab: c\nd: \x01\n",
            [
                (
                    "2:4: error I101: berkas YAML tidak terbaca: ada karakter yang tidak boleh "
                    "dipakai; perbaiki baris ini"
                )
            ],
        ),
        (
            "a: b\ncd: e\nf: \x01\n",
            [
                (
                    "3:4: error I101: berkas YAML tidak terbaca: ada karakter yang tidak boleh "
                    "dipakai; perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 'x\nb: c'\nd: 'y\n",
            [
                (
                    "1:4: error I101: berkas YAML tidak terbaca: tanda kutip belum ditutup; "
                    "perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 'x\nb: c'\ne: f\nd: 'y\n",
            [
                (
                    "4:4: error I101: berkas YAML tidak terbaca: tanda kutip belum ditutup; "
                    "perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 'x' y\n",
            [
                (
                    "1:8: error I101: berkas YAML tidak terbaca: susunannya tidak dikenal; "
                    "perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 'x\nb: y\nc: 'z\n",
            [
                (
                    "1:4: error I101: berkas YAML tidak terbaca: tanda kutip belum ditutup; "
                    "perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 'x\n  y'\nb: c\nd: e: f\n",
            [
                (
                    "4:5: error I101: berkas YAML tidak terbaca: tanda titik dua di tempat yang "
                    "tidak semestinya; beri tanda kutip pada teksnya; perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 1\nb: *\n",
            [
                (
                    "2:5: error I101: berkas YAML tidak terbaca: tanda * atau & di awal teks; "
                    "beri tanda kutip; perbaiki baris ini"
                )
            ],
        ),
        (
            "a: 1\n\tb: 2\n",
            ["2:1: error I115: indentasi memakai tab; ganti dengan spasi"],
        ),
        (
            "a: {b: 1\nc: 2\n",
            [
                (
                    "1:4: error I101: berkas YAML tidak terbaca: kurung atau koma tidak lengkap; "
                    "perbaiki baris ini"
                )
            ],
        ),
    ],
)
def test_what_is_not_ours_is_told_where_it_stands(content: bytes | str, lines: list[str]) -> None:
    assert told(content) == lines


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{weight: 27,50}", {"weight": "27,50"}),
        ("{a: 1, weight: 27,50, b: 2}", {"a": "1", "weight": "27,50", "b": "2"}),
        ("{weight: 27,\n50}", {"weight": "27", "50": None}),
        ("{weight: 27,'50'}", {"weight": "27", "50": None}),
        ("{weight: '27',50}", {"weight": "27", "50": None}),
        ("{weight: 27,x}", {"weight": "27", "x": None}),
        ("{weight: x,50}", {"weight": "x", "50": None}),
        ("{weight: 27,50: 1}", {"weight": "27", "50": "1"}),
        ("{weight: 27,50: ''}", {"weight": "27", "50": ""}),
        ("{weight: [27],50}", {"weight": ["27"], "50": None}),
        ("{27,50}", {"27": None, "50": None}),
    ],
)
def test_a_decimal_comma_in_braces_is_put_together_again(text: str, data: object) -> None:
    assert kept(text) == data


def test_of_a_key_given_twice_the_first_counts() -> None:
    root, findings = parse(b"a: 1\nb: 2\na: 3\na: 4\n", "a")
    assert data_of(root) == {"a": "1", "b": "2"}
    assert [Words().line(finding).partition(";")[0] for finding in findings] == [
        'a:3:1: error I106: kunci "a" sudah ada di baris 1',
        'a:4:1: error I106: kunci "a" sudah ada di baris 1',
    ]


@pytest.mark.parametrize("text", ["", "# a\n", "~", "null", "---\n", "--- ~\n...\n"])
def test_a_file_of_nothing_has_no_root(text: str) -> None:
    assert parse(text.encode(), "a")[0] is None
    assert [line[:15] for line in told(text)] == ["1:1: error I127"]


def test_everything_is_kept_as_it_was_written() -> None:
    text = "a: 2.50\nb: '2.50'\nc: no\nd: [1:30, ~, '']\ne:\n  - f: |\n      g\n"
    data = {"a": "2.50", "b": "2.50", "c": "no", "d": ["1:30", None, ""], "e": [{"f": "g\n"}]}
    assert kept(text) == data
