"""The texts that several sheets of an answer file share, and the prompts of Jawaban.

The sheets are Indonesian in both languages of the tool.  A prompt is what Excel shows beside a
cell of Jawaban when it is selected, or when it refuses an entry: 32 characters of title and 255
of text at most.
"""

from typing import Final, NamedTuple

from spbe_cli.findings import Choices
from spbe_cli.instrument import ExternalIndex, Indicator, Instrument, Level
from spbe_cli.words import Words
from spbe_cli.xlsx.form_layout import Layout, TemplateRequest
from spbe_cli.xlsx.styles import Page, written

WORDS: Final = Words()
MISSING: Final = "belum ada di sumber"
COLOURS: Final = (
    "Sel jingga wajib diperbaiki, sel kuning tua perlu diperiksa; daftarnya di lembar Perbaikan."
)
"""What the cells that stand out say to the respondent."""
_NOTE_LINE: Final = 48
"""How many characters a line of a note surely holds."""
_MOST_NOTE_LINES: Final = 24
_LONGEST_TITLE: Final = 32
_LONGEST_PROMPT: Final = 255
BETWEEN: Final = " · "

_EVIDENCE: Final = "Nama berkas atau tautan, dipisahkan titik koma, diawali nomor indikator."
_EXPLANATION: Final = (
    "Fakta: (apa) tercantum pada bukti (nama berkas), pasal/halaman (nomor). "
    "Analisis: bukti itu menunjukkan terpenuhinya (kriteria tingkat yang dipilih)."
)


def add_notes(page: Page, layout: Layout, title: str) -> None:
    """Add to the cells of a sheet that stand out the notes that say why."""
    font = {"font_name": "Calibri", "font_size": 10}
    for (name, cell), mark in layout.marks.items():
        if name == title:
            lines = sum(1 + len(line) // _NOTE_LINE for line in mark.note.split("\n"))
            height = 16 * min(lines + 1, _MOST_NOTE_LINES)  # half a screen at most
            size = {"width": 320, "height": height}
            page.sheet.write_comment(cell, written(mark.note), {**size, **font})


def shortened(text: str, longest: int) -> str:
    """Cut a text that is too long, with a mark.

    >>> shortened("kebijakan", 5), shortened("data", 5)
    ('kebi…', 'data')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def subject(layout: Layout) -> str:
    """Say what is assessed, and of which year: `SPBE 2025`."""
    name = layout.instrument.index_name.removeprefix("Indeks ")
    return f"{name} {layout.request.year or ''}".strip()


def reply_request(request: TemplateRequest) -> str:
    """Say until when and to whom the file goes back; empty if neither is known."""
    reply = until_and_to(request)
    return f"Kirim kembali{reply}".rstrip(".") + "." if reply else ""


def until_and_to(request: TemplateRequest) -> str:
    """Say until when and to whom, as far as it is known, to follow the words that ask for it."""
    until = f" paling lambat {request.due}" if request.due else ""
    receiver = f" kepada {request.contact}" if request.contact else ""
    return until + receiver


class Prompt(NamedTuple):
    """A title and a text."""

    title: str
    text: str


def level_prompt(indicator: Indicator) -> Prompt:
    """Say what sets the levels of an indicator apart, shortened so that it fits."""
    title = f"Indikator {indicator.code}: beda antartingkat"
    parts = [f"{level.number} {_difference(level)}" for level in indicator.levels]
    return Prompt(shortened(title, _LONGEST_TITLE), _fitted(parts))


def _difference(level: Level) -> str:
    """Say what is new at a level; its name, if no source tells the difference."""
    return level.distinguishing or level.name or MISSING


def _fitted(parts: list[str]) -> str:
    longest = max(map(len, parts))
    while len(text := BETWEEN.join(shortened(part, longest) for part in parts)) > _LONGEST_PROMPT:
        longest -= 1
    return text


def evidence_prompt(indicator: Indicator) -> Prompt:
    """Name typical evidence; without a source for it, how evidence is written."""
    if indicator.evidence is None:
        return Prompt("Bukti dukung", _EVIDENCE)
    return Prompt("Bukti yang lazim", shortened(indicator.evidence, _LONGEST_PROMPT))


def explanation_prompt(indicator: Indicator) -> Prompt:
    """Give the pattern of sentences for an explanation."""
    pattern = indicator.capability.explanation or _EXPLANATION
    return Prompt("Pola kalimat", shortened(pattern, _LONGEST_PROMPT))


def stop_message(instrument: Instrument) -> Prompt:
    """Say which levels there are, when something else was entered."""
    title = f"Tingkat {instrument.lowest} sampai {instrument.highest}"
    if instrument.decimals:
        return Prompt(title, f"Isi {decimal_levels(instrument)}.")
    choices = WORDS.show(Choices(instrument.lowest, instrument.highest))
    off = off_scale(instrument)
    return Prompt(
        title, f"Pilih {choices} dari daftar. Tidak ada tingkat {off} atau setengah tingkat."
    )


def index_prompt(index: ExternalIndex) -> Prompt:
    """Say which value of another agency is taken, and instead of what."""
    text = (
        f"Bila {index.authority} sudah menerbitkan nilai {index.name}, tulis apa adanya, dari "
        f"{index_scale(index)}, dan kosongkan Tingkat. Bila belum, isi Tingkat."
    )
    return Prompt(shortened(f"Indeks Asal: {index.name}", _LONGEST_TITLE), _fitted([text]))


def index_stop(index: ExternalIndex) -> Prompt:
    """Say which values another agency's index has, when something else was entered."""
    title = shortened(f"{index.name} {index_scale(index)}", _LONGEST_TITLE)
    return Prompt(title, _fitted([f"Isi nilai {index.name} dari {index_scale(index)}."]))


def index_scale(index: ExternalIndex) -> str:
    """Write the scale of another agency's index."""
    return f"{WORDS.show(index.minimum)} sampai {WORDS.show(index.maximum)}"


def off_scale(instrument: Instrument) -> int:
    """Return the whole number just off the scale, below it if there is one."""
    return instrument.lowest - 1 if instrument.lowest else instrument.highest + 1


def decimal_levels(instrument: Instrument) -> str:
    """Describe a scale with decimals."""
    low, high = instrument.lowest, instrument.highest
    return f"angka dari {low} sampai {high}; boleh dengan desimal, misalnya {low + 1},5"
