"""`spbe plan` from the command line."""

import csv
import html
import json
import re
import time
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.cli.quick_sheets import write

from spbe_cli.analysis import plan_search
from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import Screen

Capture = pytest.CaptureFixture[str]

ROOT = Path(__file__).parents[2]
SHEET = str(ROOT / "examples" / "bandar-lampung-2024.xlsx")
OWNERS = str(ROOT / "examples" / "penugasan.yaml")


def told(arguments: list[str], capsys: Capture) -> tuple[int, str, str]:
    code = run(["plan", SHEET, *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("target", ["3.5", "3,5", "Sangat Baik", " sangat  baik "])
def test_a_target_is_a_number_or_a_predicate(capsys: Capture, target: str) -> None:
    code, out, _ = told(["--target", target], capsys)
    assert code == 0
    assert "ke Sangat Baik (3,50)\n" in out
    assert "19 indikator naik satu tingkat. Tidak ada" in out


LIMITED = ["--target", "3,5", "--lock", "38-41", "--phases", "2", "--budget", "30"]
LIMITS = (
    "dalam batas ini: paling banyak 1 tingkat per indikator dalam setiap fase (--max-step 1), "
    "2 fase (--phases 2), paling tinggi sampai tingkat 5, indikator 38-41 tidak naik (--lock), "
    "upaya paling banyak 30 (--budget)."
)


def text_of(file: Path) -> str:
    """Return all text of a written file, without its marks."""
    if file.suffix in {".docx", ".xlsx"}:
        with ZipFile(file) as archive:
            parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)) for part in parts)
    return html.unescape(re.sub(r"<[^>]*>", " ", file.read_text("utf-8")))


def test_the_limits_of_a_plan_stand_beside_the_claim_on_the_screen(capsys: Capture) -> None:
    out = " ".join(told(LIMITED, capsys)[1].split())
    assert f"Tidak ada rencana lain yang lebih sedikit {LIMITS} Sesudahnya: " in out
    english = " ".join(told([*LIMITED, "--lang", "en"], capsys)[1].split())
    assert (
        "No other plan needs fewer raises within these limits: at most 1 level an indicator in "
        "every phase (--max-step 1), 2 phases (--phases 2), up to level 5, without indicators "
        "38-41 (--lock), an effort of at most 30 (--budget)."
    ) in english


@pytest.mark.parametrize("ending", [".html", ".docx", ".xlsx", ".md"])
def test_the_limits_of_a_plan_stand_beside_the_claim_in_every_file(
    tmp_path: Path, capsys: Capture, ending: str
) -> None:
    file = tmp_path / f"rencana{ending}"
    assert told([*LIMITED, "-o", str(file)], capsys)[0] == 0
    assert LIMITS in " ".join(text_of(file).replace("\\", "").split())


def test_the_limits_of_a_plan_are_named_for_programs(capsys: Capture) -> None:
    document = json.loads(told([*LIMITED, "-f", "json"], capsys)[1])
    locks = ["38", "39", "40", "41"]
    kept = {"step": 1, "locks": locks, "budget": "30", "phases": 2, "ceiling": 5}
    assert document["limits"] == kept
    document = json.loads(told(["--target", "5,5", "-f", "json"], capsys)[1])
    kept = {"step": 1, "locks": [], "budget": None, "phases": 1, "ceiling": 5}
    assert (document["limits"], document["lifted"]) == (kept, [])


@pytest.mark.parametrize(
    ("arguments", "cost", "said"),
    [
        # An integer program counts 18 raises with 3 or 4 levels an indicator, 19 with 2 or 1.
        (["--target", "3,5"], "19", "Dengan --max-step 3 cukup 18 tingkat."),
        (["--target", "3,5", "--max-step", "2"], "19", "Dengan --max-step 3 cukup 18 tingkat."),
        (["--target", "3,5", "--max-step", "4"], "18", None),
        (
            ["--target", "3,5", "--lock", "38-41"],
            "20",
            "Dengan --max-step 3 cukup 18 tingkat; tanpa --lock cukup 19 tingkat.",
        ),
        (["--target", "3,5", "--max-step", "4", "--lock", "38-41"], "18", None),
        (["--budget", "1", "--lock", "42-47"], "1", "Tanpa --lock indeksnya 3,01 (persis 3,0095)."),
    ],
)
def test_a_limit_that_makes_a_plan_heavier_is_told(
    capsys: Capture, arguments: list[str], cost: str, said: str | None
) -> None:
    out = " ".join(told(arguments, capsys)[1].split())
    document = json.loads(told([*arguments, "-f", "json"], capsys)[1])
    assert document["cost"] == cost
    if said is None:
        assert document["lifted"] == []
        assert " cukup " not in out
    else:
        assert said in out
        assert [one["limit"] for one in document["lifted"]][-1] == (
            "locks" if "anpa --lock" in said else "step"
        )


def test_nothing_to_raise_names_the_limits_that_allow_nothing(capsys: Capture) -> None:
    out = " ".join(told(["--budget", "1", "--lock", "1-47"], capsys)[1].split())
    assert "direncanakan dalam batas ini: paling banyak 1 tingkat per indikator" in out
    assert "indikator 1-47 tidak naik (--lock)" in out
    assert "Tanpa --lock indeksnya 3,01" in out


@pytest.mark.parametrize("way", [["--target", "3,5"], ["--budget", "20"]])
def test_what_was_not_searched_to_the_end_is_not_called_the_best(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: list[str]
) -> None:
    monkeypatch.setattr(plan_search, "WIDTHS", (2,))
    efforts = "".join(f"  '{n}': {{2: 1, 3: 1.0{n:02}, 4: 1.1, 5: 1}}\n" for n in range(1, 48))
    file = written(tmp_path / "upaya.yaml", f"efforts:\n{efforts}")
    arguments = [*way, "--efforts", file, "--alternatives", "1"]
    out = " ".join(told(arguments, capsys)[1].split())
    assert "Kemungkinannya terlalu banyak untuk diperiksa semuanya: mungkin ada rencana" in out
    assert "idak ada rencana lain" not in out
    assert json.loads(told([*arguments, "-f", "json"], capsys)[1])["optimal"] is False


@pytest.mark.parametrize(
    "limits",
    [
        ["--max-step", "1"],
        ["--max-step", "2", "--lock", "11-20"],
        ["--budget", "18"],
        ["--budget", "7", "--reserve", "0,03"],
        ["--phases", "2", "--reserve", "0,3"],
    ],
)
def test_the_target_that_is_suggested_instead_can_be_reached(
    capsys: Capture, limits: list[str]
) -> None:
    code, _, err = told(["--target", "5", *limits], capsys)
    found = re.search(r"turunkan target ke (\d,\d\d)", err)
    assert code == 1
    assert found
    assert told(["--target", found[1], *limits], capsys)[0] == 0
    above = f"{float(found[1].replace(',', '.')) + 0.01:.2f}"
    assert told(["--target", above, *limits], capsys)[0] == 1


def test_step_and_budget_that_are_suggested_together_suffice(capsys: Capture) -> None:
    assert told(["--target", "4,5", "--max-step", "2", "--budget", "71"], capsys)[0] == 0
    assert told(["--target", "4,5", "--max-step", "2", "--budget", "70"], capsys)[0] == 1


def test_what_is_suggested_for_a_reserve_can_be_reached(capsys: Capture) -> None:
    # One step for everybody gives 3,9245: 4,00 is out of reach, and so is more than 3,92.
    _, out, _ = told(["--target", "3,9"], capsys)
    assert "Untuk cadangan, arahkan rencana ke 3,92 (--target 3,92)." in " ".join(out.split())
    assert told(["--target", "3,92"], capsys)[0] == 0
    _, out, _ = told(["--target", "3,92"], capsys)
    assert "Untuk cadangan" not in out


def test_an_index_exactly_on_its_bound_is_told_in_words(tmp_path: Path, capsys: Capture) -> None:
    # All at 3; ten indicators of weight 2,5 up by two levels add 50 points of 100: 3,50 exactly.
    _, out, _ = told(["--target", "3,5045"], capsys)
    assert "Hati-hati: indeksnya tepat pada target. Bila satu saja" in " ".join(out.split())
    locked = ",".join(str(n) for n in range(1, 48) if not 11 <= n <= 20)
    sheet = write(tmp_path / "tiga.xlsx", levels={str(n): 3 for n in range(1, 48)})
    arguments = ["plan", str(sheet), "--target", "3,5", "--max-step", "2", "--lock", locked]
    assert run([*arguments, "--phases", "2"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "2 Sangat Baik 3,50 3,5 +0,0000 " in out
    assert "Hati-hati: indeksnya tepat pada batas. Bila satu saja tidak tercapai, predikat" in out


def test_a_plan_from_a_self_assessment_says_so(tmp_path: Path, capsys: Capture) -> None:
    sheet = write(tmp_path / "mandiri.xlsx", Tahap="Penilaian Mandiri")
    assert run(["plan", str(sheet), "--target", "3,5"]) == 0
    assert "\nBelum diverifikasi asesor\n" in capsys.readouterr().out
    assert "diverifikasi" not in told(["--target", "3,5"], capsys)[1]


def test_at_the_highest_predicate_no_higher_target_is_asked_for(
    tmp_path: Path, capsys: Capture
) -> None:
    sheet = write(tmp_path / "lima.xlsx", levels={str(n): 5 for n in range(1, 48)})
    assert run(["plan", str(sheet), "--target", "Memuaskan"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "sudah tercapai (indeks 5,00), dan Memuaskan predikat tertinggi." in out
    assert "lebih tinggi." not in out


def test_a_target_of_0_is_a_target(capsys: Capture) -> None:
    code, out, _ = told(["--target", "0"], capsys)
    assert code == 0
    assert "Target 0,00 sudah tercapai (indeks 2,98)." in out


def test_raises_that_nobody_owns_are_not_said_to_be_in_0_agencies(
    tmp_path: Path, capsys: Capture
) -> None:
    text = "assignments:\n  - agency: Bappeda\n    owns: '1'\n"
    owners = written(tmp_path / "tugas.yaml", text)
    out = " ".join(told(["--budget", "1", "--assign", owners], capsys)[1].split())
    assert "1 indikator naik satu tingkat, belum ada penanggung jawabnya. Upayanya" in out
    assert "0 perangkat daerah" not in out


def test_a_target_reached_already_is_no_fault(capsys: Capture) -> None:
    code, out, err = told(["--target", "Baik"], capsys)
    assert (code, err) == (0, "")
    assert "Target 2,60 sudah tercapai (indeks 2,98). Pilih target yang lebih tinggi." in out
    code, out, _ = told(["--target", "Baik", "-f", "json"], capsys)
    assert (json.loads(out)["cost"], json.loads(out)["changes"]) == ("0", [])
    assert "sudah tercapai" in told(["--target", "Baik", "-f", "markdown"], capsys)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--target", "bagus"],
            "; tulis angka (3,5) atau predikat: Cukup, Baik, Sangat Baik, Memuaskan\n",
        ),
        ([], "Tujuan belum disebut; tulis --target"),
        (["--budget", "3", "--reserve", "0,5"], "tulis juga --target, atau hapus --reserve\n"),
        (["--target", "4", "--max-step", "0"], "--max-step: tulis bilangan bulat dari 1 sampai 50"),
        (["--target", "4", "--phases", "x"], "--phases: tulis bilangan bulat dari 1 sampai 20\n"),
        (["--target", "4", "--reserve", "x"], '--reserve "x" tidak terbaca; tulis angka, '),
        (["--target", "4", "--lock", "13-"], '--lock "13-" tidak terbaca; tulis nomor'),
        (["--target", "4", "--lock", "99"], "--lock: nomor indikator 99 tidak ada dalam Permen"),
        (["--target", "4", "--efforts", "tak-ada.yaml"], "Tidak ada berkas bernama tak-ada.yaml"),
    ],
)
def test_wrong_use_is_refused(capsys: Capture, arguments: list[str], said: str) -> None:
    code, out, err = told(arguments, capsys)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target", "3,1"], "sisa di atas target hanya 0,0295. Bila satu saja tidak tercapai, t"),
        (["--target", "3,5", "--reserve", "0,03"], "0,0545: target tetap tercapai walau satu ind"),
        (["--target", "3,5", "--reserve", "0,07"], "0,0795: target tetap tercapai walau 2 indik"),
        (["--target", "3,5", "--reserve", "0,02"], "0,0295: target meleset bila kenaikan yang t"),
        (["--target", "4,2", "--max-step", "3"], "predikat paling tinggi Sangat Baik. Untuk cada"),
    ],
)
def test_the_margin_is_told(capsys: Capture, arguments: list[str], said: str) -> None:
    code, out, _ = told(arguments, capsys)
    assert code == 0
    assert said in " ".join(out.split())


def test_indicators_are_locked_wherever_they_are_named(capsys: Capture) -> None:
    asked = ["--target", "3,5", "-f", "json"]
    once = json.loads(told([*asked, "--lock", "11,12,45-46"], capsys)[1])
    twice = json.loads(told([*asked, "--lock", "11,12", "--lock", "45-46"], capsys)[1])
    assert once == twice
    raised = {change["indicator"] for change in twice["changes"]}
    assert raised
    assert not raised & {"11", "12", "45", "46"}


def test_a_budget_finds_the_highest_index(capsys: Capture) -> None:
    code, out, _ = told(["--budget", "3"], capsys)
    assert code == 0
    said = " ".join(out.split())
    assert "· dari 2,98 (Baik), upaya paling banyak 3 PermenPANRB" in said
    assert "Upayanya 3 dari 3; tidak ada rencana lain dengan indeks lebih tinggi dalam" in said
    assert "Tidak ada kenaikan yang dapat" in told(["--budget", "0,5"], capsys)[1]


def test_phases_are_shown_one_after_another(capsys: Capture) -> None:
    code, out, _ = told(["--target", "4,2", "--phases", "3", "--assign", OWNERS], capsys)
    assert code == 0
    # Above the bounds: 3,422 - 2,60; 3,8245 - 3,50; 4,222 - 4,20
    phases = re.findall(r"^ +(\d)  .*  (\d,\d\d) +(\d,\d+)  \+(\d,\d{4}) ", out, re.MULTILINE)
    assert phases == [
        ("1", "3,42", "3,422", "0,8220"),
        ("2", "3,82", "3,8245", "0,3245"),
        ("3", "4,22", "4,222", "0,0220"),
    ]
    _, out, _ = told(["--target", "4,2", "--phases", "3", "-f", "json"], capsys)
    document = json.loads(out)
    assert [phase["above_bound"] for phase in document["phases"]] == ["0.822", "0.3245", "0.022"]
    assert [phase["phase"] for phase in document["phases"]] == [1, 2, 3]
    assert document["phases"][-1]["after"] == document["after"]
    assert {change["phase"] for change in document["changes"]} == {1, 2, 3}


def test_alternatives_are_equally_light(capsys: Capture) -> None:
    code, out, _ = told(["--target", "3,5", "--alternatives", "2"], capsys)
    assert code == 0
    said = "3,5045: indikator 15 ke tingkat 4 menggantikan indikator 16 ke tingkat 3"
    assert f"\n- {said}\n- " in out
    _, out, _ = told(["--target", "3,5", "--alternatives", "2", "-f", "json"], capsys)
    assert [len(other["changes"]) for other in json.loads(out)["alternatives"]] == [19, 19]
    everything = ["--target", "5", "--max-step", "4", "--alternatives", "1"]
    assert "Tidak ada rencana lain yang sama ringan dalam batas itu." in told(everything, capsys)[1]


def test_efforts_change_the_plan(tmp_path: Path, capsys: Capture) -> None:
    dear = "".join(f"  '{n}': {{2: 50, 3: 50, 4: 50, 5: 50}}\n" for n in range(42, 48))
    file = written(tmp_path / "upaya.yaml", f"efforts:\n{dear}")
    code, out, _ = told(["--target", "3,1", "--efforts", file, "-f", "json"], capsys)
    changes = json.loads(out)["changes"]
    assert code == 0
    assert not {change["indicator"] for change in changes} & set(map(str, range(42, 48)))
    _, out, _ = told(["--target", "3,1", "--efforts", file], capsys)
    assert "Upayanya 5; tidak ada rencana lain yang lebih ringan dalam batas ini: " in " ".join(
        out.split()
    )


def test_efforts_are_shown_for_every_raise_and_phase_with_their_unit(
    tmp_path: Path, capsys: Capture
) -> None:
    text = "unit: bulan\ndefault: 2\nefforts:\n  '11':\n    2: 0.5\n"
    arguments = ["--efforts", written(tmp_path / "upaya.yaml", text), "--phases", "2"]
    out = " ".join(told(["--budget", "4.5", *arguments], capsys)[1].split())
    # 0,5 + 2 + 2: the cheap raise of 11, and two of the dearer ones.
    assert "Upayanya 4,5 dari 4,5 bulan; tidak ada" in out
    raises = re.findall(r"\d ke \d (\d) (\S+) \+0,0", out)
    assert raises == [("1", "0,5"), ("1", "2"), ("2", "2")]
    phases = re.findall(r" (\d) \+0,0\d+ (2\S*)(?= \d Baik| Yang dinaikkan)", out)
    assert phases == [("2", "2,5"), ("1", "2")]
    made = json.loads(told(["--budget", "4.5", *arguments, "-f", "json"], capsys)[1])
    assert made["unit"] == "bulan"
    assert [phase["cost"] for phase in made["phases"]] == ["2.5", "2"]
    said = told(["--budget", "4.5", *arguments, "-f", "markdown"], capsys)[1]
    assert "| Upaya (bulan) |" in said


def test_an_indicator_without_an_owner_is_listed_last(tmp_path: Path, capsys: Capture) -> None:
    owners = written(tmp_path / "tugas.yaml", "assignments:\n  - agency: Bapenda\n    owns: '45'\n")
    code, out, err = told(["--budget", "3", "--assign", owners], capsys)
    assert code == 0
    assert "warning I206" in err
    assert out.index("Bapenda") < out.index("Belum ada penanggung jawab")
    assert told(["--budget", "3", "--assign", owners, "--strict"], capsys)[0] == 1
    out = told(["--budget", "3", "--assign", owners, "-f", "markdown"], capsys)[1]
    assert "| Belum ada penanggung jawab | 2 | +0,0600 |" in out
    assert "\n## Rencana kenaikan tingkat: Belum ada penanggung jawab\n" in out


def test_every_level_on_the_way_is_named_with_criterion_and_evidence(capsys: Capture) -> None:
    arguments = ["--target", "4,2", "--max-step", "2"]
    out = told(arguments, capsys)[1]
    assert "2: dokumen tersedia; 3: muatan lengkap" in re.sub(r"\s+", " ", out)
    rows = csv.DictReader(StringIO(told([*arguments, "-f", "csv"], capsys)[1]))
    row = next(row for row in rows if row["indicator"] == "13")
    assert (row["from"], row["to"]) == ("2", "4")
    assert re.findall(r"^Tingkat (\d): \w", row["criterion"], re.MULTILINE) == ["3", "4"]
    own, third, fourth = row["evidence"].split("\n")
    assert own.startswith("RKA/DPA yang memuat anggaran SPBE")
    assert third == "dokumentasi penerapan lengkap, sesuai pedoman, atau di seluruh unit"
    assert fourth.startswith("dokumen strategi atau integrasi, dan laporan reviu/evaluasi")


@pytest.mark.parametrize("width", [20, 40, 60, 70, 80, 120])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setattr("spbe_cli.cli.program.screen_of", lambda *_, **__: Screen(width))
    arguments = ["--target", "4,2", "--phases", "2", "--max-step", "2", "--assign", OWNERS]
    _, out, _ = told([*arguments, "--alternatives", "3", "--lang", language], capsys)
    assert max(map(len, out.splitlines())) <= max(width, 30)


def test_a_sheet_without_an_index_gives_no_plan(tmp_path: Path, capsys: Capture) -> None:
    bad = str(ROOT / "examples" / "bad" / "sembilan-kesalahan.xlsx")
    assert run(["plan", bad, "--target", "3,5"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Indeks tidak dihitung" in err
    assert run(["plan", bad, "--target", "3,5", "-f", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["before"] is None
    part = str(tmp_path / "bagian.xlsx")
    assert run(["template", "--only", "13", "-o", part]) == 0
    assert run(["plan", part, "--target", "3,5", "-f", "csv"]) == 1


def test_the_search_is_quick_even_with_odd_efforts(tmp_path: Path, capsys: Capture) -> None:
    lines = "".join(
        f"  '{n}': {{2: {n * 7 % 13 + 1}.25, 3: {n * 5 % 11 + 1}, 4: {n}.5, 5: {50 - n}}}\n"
        for n in range(1, 48)
    )
    file = written(tmp_path / "upaya.yaml", f"efforts:\n{lines}")
    begun = time.perf_counter()
    code, _, _ = told(["--target", "4,2", "--phases", "4", "--efforts", file], capsys)
    assert code == 0
    assert time.perf_counter() - begun < 30
