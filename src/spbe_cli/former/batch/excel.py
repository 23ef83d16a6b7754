"""The workbook `rekap.xlsx`: sums, ranking, domains as a heat map, all findings, sources.

Rows go to disk as they come (`constant_memory`), each sheet from top to bottom, so that ten
thousand sheets take no more memory than ten.  Fixed dates: same input, same bytes.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from spbe_cli.batch.run import Batch
from spbe_cli.drafts import draft_prefix, sweep
from spbe_cli.errors import EnvironmentRefusal
from spbe_cli.former import Page
from spbe_cli.former.batch import excel_lists, excel_ranking, excel_summary
from spbe_cli.former.batch.ranking import whole_sheets
from spbe_cli.former.excel.book import MARK, OPTIONS, SUMMARY, WRITTEN
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.styles import STYLES

Write = Callable[[Canvas, Workbook, Batch], None]


def report(batch: Batch, page: Page) -> Iterator[bytes]:
    """Write the workbook; it comes in one piece.

    Raises:
        EnvironmentRefusal: there is no room for what is written meanwhile.
    """
    try:
        content = written(batch, page)
    except (FileCreateError, OSError) as refused:
        raise EnvironmentRefusal("temporary", reason=reason_of(refused)) from refused
    yield content


def reason_of(refused: FileCreateError | OSError) -> str:
    """Return what the system said; xlsxwriter hands it on in an error of its own."""
    cause = refused.args[0] if isinstance(refused, FileCreateError) else refused
    return getattr(cause, "strerror", None) or type(cause).__name__


def written(batch: Batch, page: Page) -> bytes:
    """Return the workbook, written by way of the folder for temporary files."""
    content = BytesIO()
    sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=draft_prefix(), ignore_cleanup_errors=True) as folder:
        options = {**OPTIONS, "in_memory": False, "constant_memory": True, "tmpdir": folder}
        with Workbook(content, options) as book:
            title = "rekap" if batch.complete else "rekap BELUM LENGKAP"
            book.set_properties({"title": title, "comments": "spbe", "created": WRITTEN})
            book.set_custom_property(MARK, "spbe batch", "text")
            formats = {name: book.add_format(dict(style)) for name, style in STYLES.items()}
            for name, write in sheets_of(batch):
                write(Canvas(book.add_worksheet(name), formats, page.words), book, batch)
    return content.getvalue()


def sheets_of(batch: Batch) -> Iterator[tuple[str, Write]]:
    """Yield the sheets of the workbook; those for which there is nothing are left out."""
    yield SUMMARY, excel_summary.write
    if batch.agencies:
        yield "Perangkat Daerah", excel_lists.write_agencies
    if whole_sheets(batch) or not batch.agencies:
        yield "Peringkat", excel_ranking.write_ranking
        yield "Domain", excel_ranking.write_domains
    yield "Temuan", excel_lists.write_findings
    yield "Tentang", excel_lists.write_sources
