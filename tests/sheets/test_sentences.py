"""What is said of a sheet: the whole line of a finding, its place and its facts."""
# ruff: noqa: E501

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from tests.sheets.books import answer_row, appended, cells, edited, filled, on
from tests.sheets.test_rows import (
    A_DATE,
    LAST,
    OLD_ROWS,
    added,
    hide,
    merged,
    numbered,
    old,
    partial,
    removed,
)

from spbe_cli.inspection import shipped
from spbe_cli.sheet.assess import Assessment, Choice
from spbe_cli.words import Words

Make = Callable[[], bytes]
Read = Callable[..., Assessment]

R59, R5, R8 = "permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026"
PLAN = "indikator 13 (Keterpaduan Rencana dan Anggaran SPBE)"
STAFF = "indikator 41 (Layanan Kinerja Pegawai)"
ONE_TO_FIVE = "1, 2, 3, 4, atau 5"
FIVE = {f"F{row}": "satu.pdf" for row in range(5, 10)}
BLANK = {f"E{row}": None for row in range(5, 52)}


def repeated(*rows: tuple[object, ...]) -> Make:
    """Return a maker of a sheet of 2018 with these rows of indicator 35."""
    return old(("34", "", 4, "34.pdf"), *OLD_ROWS[:33], *rows)


def columns_hidden(sheet: Worksheet) -> None:
    """Hide the columns of levels and of evidence."""
    for letter in "EF":
        sheet.column_dimensions[letter].hidden = True


def since_1904(book: Workbook) -> None:
    """Count days as Excel for the Macintosh did."""
    book.epoch = CALENDAR_MAC_1904


def identity(**values: object) -> Make:
    """Return a maker of the good sheet with cells of Identitas changed."""
    return edited(cells("Identitas", **values))


LINES: tuple[tuple[Make, str], ...] = (
    (
        filled(E17="tiga"),
        f'Jawaban!E17: error A101: {PLAN}: tingkat berisi teks "tiga"; isi dengan angka {ONE_TO_FIVE}',
    ),
    (
        numbered("No. 48"),
        (
            "Jawaban!A17: error A102: nomor indikator No. 48 tidak ada dalam PermenPANRB 59/2020 (1-47); "
            "perbaiki nomornya atau hapus baris 17"
        ),
    ),
    (
        numbered(48),
        (
            "Jawaban!A17: error A102: nomor indikator 48 tidak ada dalam PermenPANRB 59/2020 (1-47); "
            "perbaiki nomornya atau hapus baris 17"
        ),
    ),
    (
        added((*answer_row("41")[:4], 4, "b.pdf", "Fakta")),
        (
            f"Jawaban!A52: error A103: {STAFF} dijawab dua kali, di baris 45 (tingkat 3) dan "
            "baris 52 (tingkat 4); hapus salah satu barisnya"
        ),
    ),
    (
        edited(cells(E45=None), appended((*answer_row("41")[:4], True, "b.pdf", "Fakta"))),
        (
            f"Jawaban!A52: error A103: {STAFF} dijawab dua kali, di baris 45 (tingkat (kosong)) dan "
            "baris 52 (tingkat TRUE (benar)); hapus salah satu barisnya"
        ),
    ),
    (
        added(answer_row("41"), answer_row("41")),
        (
            f"Jawaban!A53: error A103: {STAFF} dijawab 3 kali, di baris 45, 52, 53; "
            "sisakan satu baris dan hapus yang lain"
        ),
    ),
    (
        filled(E17=None, F17=None, G17=None),
        f"Jawaban!E17: error A104: {PLAN}: tingkat belum diisi; isi {ONE_TO_FIVE}",
    ),
    (
        filled(E17=None, G17="  "),
        (
            f"Jawaban!E17: error A104: {PLAN}: tingkat belum diisi, padahal bukti dukung sudah ada; "
            f"isi {ONE_TO_FIVE}"
        ),
    ),
    (
        filled(E17=None, F17="-"),
        (
            f"Jawaban!E17: error A104: {PLAN}: tingkat belum diisi, padahal penjelasan sudah ada; "
            f"isi {ONE_TO_FIVE}"
        ),
    ),
    (
        filled(E17=None),
        (
            f"Jawaban!E17: error A104: {PLAN}: tingkat belum diisi, padahal bukti dukung dan "
            f"penjelasan sudah ada; isi {ONE_TO_FIVE}"
        ),
    ),
    (
        repeated(LAST[0], ("35-2", "", None, "x.pdf")),
        (
            "Jawaban!C37: error A104: indikator 35-2 (Layanan Publik): tingkat belum diisi, padahal "
            "bukti dukung sudah ada; isi 0, 1, 2, 3, 4, atau 5"
        ),
    ),
    (
        filled(E17=6),
        f"Jawaban!E17: error A105: {PLAN}: tingkat 6 di luar skala 1-5; isi {ONE_TO_FIVE}",
    ),
    (
        filled(E17=45750),
        (
            f"Jawaban!E17: error A105: {PLAN}: tingkat 45750 (3 April 2025) di luar skala 1-5; "
            f"isi {ONE_TO_FIVE}"
        ),
    ),
    (
        edited(cells(E17=44288), since_1904),
        (
            f"Jawaban!E17: error A105: {PLAN}: tingkat 44288 (3 April 2025) di luar skala 1-5; "
            f"isi {ONE_TO_FIVE}"
        ),
    ),
    (
        filled(E17=2025),
        f"Jawaban!E17: error A105: {PLAN}: tingkat 2025 di luar skala 1-5; isi {ONE_TO_FIVE}",
    ),
    (
        filled(E17=45750.5),
        f"Jawaban!E17: error A105: {PLAN}: tingkat 45750,5 di luar skala 1-5; isi {ONE_TO_FIVE}",
    ),
    (
        filled(F17="#REF!"),
        (
            f"Jawaban!F17: warning A201: {PLAN}: tingkat 3 belum disertai bukti dukung: selnya berisi "
            "tanda galat Excel #REF!; tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya"
        ),
    ),
    (
        filled(F17="=Rekap!C5"),
        (
            f"Jawaban!F17: warning A201: {PLAN}: tingkat 3 belum disertai bukti dukung: rumus =Rekap!C5 "
            "belum pernah dihitung; buka dan simpan berkas di Excel, atau tulis nama berkas atau "
            "tautan buktinya"
        ),
    ),
    (
        filled(E17=None, F17="#N/A", G17=None),
        f"Jawaban!E17: error A104: {PLAN}: tingkat belum diisi; isi {ONE_TO_FIVE}",
    ),
    (
        edited(removed(29, 50, 51)),
        (
            "Jawaban: error A111: tidak ada baris untuk 3 indikator: 25, 46, 47; "
            "tambahkan barisnya atau salin isian ke berkas dari spbe template"
        ),
    ),
    (
        filled(**BLANK),
        (
            "Jawaban: error A112: belum ada tingkat yang diisi (47 indikator), mungkin ini berkas "
            "kosong; kirim berkas yang sudah diisi"
        ),
    ),
    (
        numbered(None),
        (
            "Jawaban!E17: error A113: baris 17 berisi tingkat 3 tetapi nomor indikatornya kosong; "
            "tulis nomornya, atau hapus baris itu"
        ),
    ),
    (
        merged("E17:E19"),
        (
            "Jawaban!E17: error A114: sel E17:E19 digabung sehingga satu tingkat menutupi indikator "
            "13-15; pisahkan sel (Unmerge Cells), lalu isi setiap indikator"
        ),
    ),
    (
        filled(D37="Layanan Keuangan", D38="Layanan Penganggaran"),
        (
            'Jawaban!D37: error A115: baris ini bernomor 33 tetapi bernama "Layanan Keuangan" '
            "(indikator 34); samakan nomor dan nama, karena tingkat dapat masuk ke indikator yang "
            "keliru"
        ),
    ),
    (
        numbered("tiga belas"),
        (
            'Jawaban!A17: error A116: nomor indikator di A17 berisi "tiga belas"; '
            "tulis nomornya, misalnya 13"
        ),
    ),
    (
        numbered(A_DATE),
        (
            "Jawaban!A17: error A116: nomor indikator di A17 berubah menjadi tanggal 13 Mei 2025 oleh "
            "Excel; ubah format sel menjadi Teks (Text), lalu tulis nomornya, misalnya 13"
        ),
    ),
    (
        filled(A17=False),
        (
            "Jawaban!A17: error A116: nomor indikator di A17 berisi FALSE (salah); "
            "tulis nomornya, misalnya 13"
        ),
    ),
    (
        repeated(LAST[0], LAST[2]),
        (
            "Jawaban!A37: error A117: baris 35-3 ada tetapi baris 35-2 tidak ada; "
            "nomori ulang dari 35-1 tanpa melompat"
        ),
    ),
    (
        repeated(*LAST, ("35-4", "", 3, "x.pdf")),
        (
            "Jawaban!A39: error A117: indikator 35 dijawab 4 kali, paling banyak 3; "
            "hapus baris yang lebih"
        ),
    ),
    (
        partial("semua", "13"),
        (
            'Identitas!B6: error A130: nomor indikator yang diminta di B6 tidak terbaca: "semua"; '
            "tulis nomor dan rentang, misalnya 13, 32-34, 40"
        ),
    ),
    (
        partial("13, 48-50", "13"),
        (
            "Identitas!B6: error A130: nomor indikator yang diminta di B6 tidak ada dalam "
            "PermenPANRB 59/2020 (1-47): 48-50; perbaiki nomornya"
        ),
    ),
    (
        filled(F17=None),
        (
            f"Jawaban!F17: warning A201: {PLAN}: tingkat 3 belum disertai bukti dukung; "
            "tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya"
        ),
    ),
    (
        filled(F4="Catatan"),
        (
            "Jawaban: warning A201: tabel tidak punya kolom Bukti Dukung untuk 47 indikator di atas "
            "tingkat terendah: 1-47; tambahkan kolomnya, lalu tulis nama berkas atau tautan buktinya"
        ),
    ),
    (
        filled(F17="Terlampir."),
        (
            f'Jawaban!F17: warning A202: {PLAN}: bukti dukung hanya bertuliskan "Terlampir."; '
            "tulis nama berkas atau tautannya"
        ),
    ),
    (
        filled(G17=None, G20=" "),
        (
            "Jawaban: warning A203: penjelasan belum ada pada 2 indikator: 13, 16; "
            "tulis Fakta lalu Analisis, karena aplikasi Kementerian PANRB memintanya"
        ),
    ),
    (
        edited(on(lambda sheet: hide(sheet, 17, 18, 19, 21))),
        (
            "Jawaban: warning A204: baris 17-19, 21 disembunyikan tetapi isinya dihitung; "
            "tampilkan dan periksa, atau hapus"
        ),
    ),
    (
        edited(on(columns_hidden)),
        (
            "Jawaban: warning A204: kolom E, F disembunyikan tetapi isinya dihitung; "
            "tampilkan dan periksa, atau hapus"
        ),
    ),
    (
        identity(B3=2018),
        (
            "Identitas!B3: warning A206: tahun 2018 di luar masa berlaku PermenPANRB 59/2020 "
            f"(2021-2025); periksa tahun di Identitas, atau pakai -i {R5}"
        ),
    ),
    (
        identity(B3=2017),
        (
            "Identitas!B3: warning A206: tahun 2017 di luar masa berlaku PermenPANRB 59/2020 "
            "(2021-2025); periksa tahun di Identitas"
        ),
    ),
    (
        identity(B1=None, B4=" "),
        (
            "Identitas: warning A208: lembar Identitas belum lengkap: Instansi, Tahap; "
            "isi supaya berkas dapat dikenali saat digabung"
        ),
    ),
    (
        edited(cells("Identitas", B6="13"), removed(5)),
        (
            "Identitas: warning A208: lembar Identitas belum lengkap: Perangkat Daerah; "
            "isi supaya berkas dapat dikenali saat digabung"
        ),
    ),
    (
        edited(lambda book: book.remove(book["Identitas"])),
        (
            " warning A208: lembar Identitas tidak ada; "
            "salin isian ke berkas dari spbe template supaya dapat dikenali saat digabung"
        ),
    ),
    (
        filled(D37="Aplikasi e-Budgeting"),
        (
            'Jawaban!D37: warning A209: nama indikator 33 di berkas, "Aplikasi e-Budgeting", berbeda '
            "dari PermenPANRB 59/2020 (Layanan Penganggaran); "
            "pastikan nomornya benar, karena dihitung menurut nomor"
        ),
    ),
    (
        partial("13", "13", "14", "15", "16"),
        (
            "Jawaban: warning A210: 3 indikator terisi padahal tidak diminta: 14-16; "
            "pastikan disengaja, karena isian ini tetap dibaca"
        ),
    ),
    (
        filled(**FIVE),
        (
            'Jawaban: warning A211: bukti dukung yang sama, "satu.pdf", dipakai untuk 5 indikator: '
            "1-5; pastikan memuat bagian untuk setiap indikator"
        ),
    ),
    (
        filled(E24=3),
        (
            "Jawaban: warning A214: semua 47 indikator bertingkat 3; "
            "pastikan bukan hasil isian serentak"
        ),
    ),
)


@pytest.mark.parametrize(("make", "line"), LINES, ids=[line[:60] for _, line in LINES])
def test_a_finding_says_what_it_has_to(read: Read, make: Make, line: str) -> None:
    lines = [Words().line(finding) for finding in read(make()).findings]
    assert f"jawaban.xlsx:{line}" in lines


EDITIONS: tuple[tuple[str, str | None, int, list[str]], ...] = (
    (R59, R59, 2024, []),
    (R59, "PermenPANRB 59/2020", 2021, []),
    (
        R5,
        R59,
        2020,
        [
            (
                "Identitas!B5: warning A207: dihitung dengan PermenPANRB 5/2018 menurut -i, padahal "
                "Identitas menyebut PermenPANRB 59/2020; hapus -i bila tidak disengaja"
            ),
        ],
    ),
    (
        R59,
        "kota-madiun",
        2025,
        [
            (
                "Identitas!B5: warning A207: dihitung dengan PermenPANRB 59/2020 menurut -i, padahal "
                'Identitas menyebut "kota-madiun"; hapus -i bila tidak disengaja'
            ),
        ],
    ),
    (
        R59,
        None,
        2026,
        [
            (
                "Identitas!B3: warning A206: tahun 2026 di luar masa berlaku PermenPANRB 59/2020 "
                f"(2021-2025); periksa tahun di Identitas, atau pakai -i {R8}"
            ),
        ],
    ),
    (
        R8,
        R8,
        2025,
        [
            (
                "Identitas!B3: warning A206: tahun 2025 di luar masa berlaku PermenPANRB 8/2026 "
                f"(mulai 2026); periksa tahun di Identitas, atau pakai -i {R59}"
            ),
        ],
    ),
    (
        R8,
        R8,
        2017,
        [
            (
                "Identitas!B3: warning A206: tahun 2017 di luar masa berlaku PermenPANRB 8/2026 "
                "(mulai 2026); periksa tahun di Identitas"
            ),
        ],
    ),
    (R8, R8, 2030, []),
)


@pytest.mark.parametrize(("chosen", "named", "year", "lines"), EDITIONS)
def test_edition_and_year_are_held_against_identitas(
    read: Read, chosen: str, named: str | None, year: int, lines: list[str]
) -> None:
    content = identity(B3=year, B5=named)()
    made = read(content, choice=Choice(shipped(chosen)))
    about = [Words().line(one) for one in made.findings if one.code in {"A206", "A207"}]
    assert about == [f"jawaban.xlsx:{line}" for line in lines]


def test_what_is_assumed_is_said_with_its_level(read: Read) -> None:
    made = read(filled(E17=None, E18=None)(), choice=Choice(missing="lowest"))
    assert [Words().line(finding) for finding in made.findings] == [
        (
            "jawaban.xlsx:Jawaban: warning A216: 2 indikator tanpa tingkat dihitung tingkat 1: 13, 14; "
            "isi tingkatnya untuk mendapat indeks yang sebenarnya"
        )
    ]
