"""A document as `laporan.html`: one file that a browser shows and prints.

The template arranges the blocks of a document.  It escapes all text, and control characters are
made visible on the way.  There is no link out of the page, no font to fetch, and a policy in the
file forbids the browser to fetch any.

Only a page with texts to copy has a script: this one, word for word, by whose hash the policy lets
it run and no other.  It takes nothing from the page but texts, and puts nothing into it but the
words of its buttons.  Without it a text is chosen with one click.
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import count
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.reports import svg
from spbe_cli.reports.document import Document, Listing
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

# It stands in a page that is sound XML, too: no `<` and no `&`.
SCRIPT: Final = """\
for (const button of document.querySelectorAll("button[data-done]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.previousElementSibling;
    let done = true;
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
    } catch {
      getSelection().selectAllChildren(text);
      done = document.execCommand("copy");
    }
    button.textContent = done ? button.dataset.done : button.dataset.chosen;
  });
}
"""
POLICY: Final = f"sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}"


def write(document: Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Drawings of ours pass as they are; control characters of texts are made visible.
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters |= {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
        "kind": lambda part: type(part).__name__,
    }
    source = files("spbe_cli.reports").joinpath("document.html.j2").read_text("utf-8")
    blocks = (block for part in document.pages() for block in part.blocks)
    copies = any(isinstance(block, Listing) and block.copy for block in blocks)
    return environment.from_string(source).render(
        script=Markup(SCRIPT) if copies else "",  # noqa: S704  the constant above
        script_hash=POLICY,
        document=document,
        label=words.label,
        language=words.language.value,
        version=__version__,
    )
