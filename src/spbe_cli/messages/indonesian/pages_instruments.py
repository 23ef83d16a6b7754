"""All pages about instruments, assignments and other YAML files, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.indonesian import pages_parts, pages_yaml
from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {**pages_yaml.PAGES, **pages_parts.PAGES}
