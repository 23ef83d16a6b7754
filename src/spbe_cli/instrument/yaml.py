"""The reader of YAML: the bytes of a file become nodes, every value with its place, or findings.

Values are kept as the text that was written, so that `2.50` stays `2.50` and `no` stays `no`; what
a text means is for the checks to say.  It reads the stream of parser events and builds the nodes
itself: so it meets no alias, tag, second document or double key without saying so.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from spbe_cli.findings import Fact, Finding, Place, Quoted, Word
from spbe_cli.words.catalogue import LOADER

LIMIT_BYTES: Final = 4_000_000
LIMIT_DEPTH: Final = 30
LIMIT_NODES: Final = 30_000
LIMIT_KEYS: Final = 1_000
LIMIT_TEXT: Final = 10_000
LIMIT_FINDINGS: Final = 200
"""How much is plausible: bytes, layers, values, keys of one part, characters, findings."""

NOTICED_LATE: Final = ("',' or", "could not find expected ':'", "end of stream")
REASONS: Final = (
    ("quoted scalar", "yaml_quote"),
    ("unexpected end of stream", "yaml_quote"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("expected <block end>", "yaml_indent"),
    ("flow", "yaml_bracket"),
    ("',' or", "yaml_bracket"),
    ("special characters", "yaml_control"),
    ("control characters", "yaml_control"),
    ("alphabetic or numeric", "yaml_star"),
)
"""What a parser says, and the key of the words for it."""


class Position(NamedTuple):
    """A place in a text file; line and column count from 1."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A single value as it was written; `plain` tells that it stands without quotation marks."""

    text: str
    plain: bool
    mark: Position

    @property
    def null(self) -> bool:
        """Tell whether YAML reads it as nothing."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


class SequenceNode(NamedTuple):
    """A list of values."""

    items: tuple["Node", ...]
    mark: Position


class MappingNode(NamedTuple):
    """Keys and their values, in the order of the file; each key by its text."""

    entries: dict[str, tuple[Scalar, "Node"]]
    mark: Position

    def get(self, key: str) -> "Node | None":
        """Return the value of a key."""
        return self.entries[key][1] if key in self.entries else None


class QuotedText(str):
    """Text that stood in quotation marks: to YAML it is no number, whatever it says."""

    __slots__ = ()


Node = Scalar | SequenceNode | MappingNode
Path = tuple[str | int, ...]


def data_of(node: Node | None, quoted: type[str] = QuotedText) -> object:
    """Return a node as plain lists, dictionaries and texts; what is null becomes None."""
    match node:
        case MappingNode():
            return {key: data_of(value, quoted) for key, (_, value) in node.entries.items()}
        case SequenceNode():
            return [data_of(item, quoted) for item in node.items]
        case Scalar() if not node.null:
            return node.text if node.plain else quoted(node.text)
        case _:
            return None


def walk(
    node: Node, path: Path = (), key: Scalar | None = None
) -> Iterator[tuple[Path, Scalar | None, Node]]:
    """Yield every node with its path and the key before it, from the top down."""
    yield path, key, node
    if isinstance(node, MappingNode):
        for name, (own, value) in node.entries.items():
            yield from walk(value, (*path, name), own)
    elif isinstance(node, SequenceNode):
        for position, item in enumerate(node.items):
            yield from walk(item, (*path, position))


def parse(content: bytes, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read the bytes of a YAML file as nodes; the root is None if that can't be done."""
    reader = _Reader(file)
    root: Node | None = None
    try:
        text = reader.decoded(content)
        reader.events = yaml.parse(text, Loader=LOADER)
        try:
            for event in reader.events:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    reader.give_up("I117", _mark_of(event.start_mark))
                if isinstance(event, yaml.NodeEvent):
                    root = reader.node(event)
        except yaml.YAMLError as fault:
            reader.report_fault(fault, text)
        if root is None or (isinstance(root, Scalar) and root.null):
            reader.give_up("I127", Position(1, 1))
    except _GivenUpError:
        return None, limited(reader.findings)
    return root, limited(reader.findings)


def limited(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return as many findings as anybody reads, the last of them saying that there are more."""
    kept = tuple(islice(findings, LIMIT_FINDINGS + 1))
    if len(kept) <= LIMIT_FINDINGS:
        return kept
    kept = kept[:LIMIT_FINDINGS]
    return (*kept, Finding("I121", kept[-1].place, {"limit": LIMIT_FINDINGS}, "findings"))


class _GivenUpError(Exception):
    """The file can't be read any further; the findings say why."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.events: Iterator[yaml.Event] = iter(())
        self.nodes = self.depth = 0
        # Where the last quoted text of several lines stands: its mark may be a lost one.
        self.quotation: tuple[Position, Position] | None = None

    def report(self, code: str, mark: Position, variant: str = "", /, **facts: Fact) -> None:
        """Note a finding at a place of the file; after too many of them nobody reads on."""
        place = Place(self.file, line=mark.line, column=mark.column)
        self.findings.append(Finding(code, place, facts, variant))
        if len(self.findings) > LIMIT_FINDINGS:
            raise _GivenUpError

    def give_up(self, code: str, mark: Position, variant: str = "", /, **facts: Fact) -> NoReturn:
        self.report(code, mark, variant, **facts)
        raise _GivenUpError

    def hold(self, variant: str, count: int, limit: int, mark: Position) -> None:
        """Read no further where there is more than any plausible file would hold."""
        if count > limit:
            self.give_up("I121", mark, variant, found=f"> {limit}", limit=limit)

    def decoded(self, content: bytes) -> str:
        if len(content) > LIMIT_BYTES:
            limit = f"{LIMIT_BYTES // 1_000_000} MB"
            self.give_up("I121", Position(1, 1), "large", found=f"> {limit}", limit=limit)
        if content.startswith(b"\xef\xbb\xbf"):
            self.report("I118", Position(1, 1), "bom")
            content = content[3:]
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as fault:
            line = content[: fault.start].count(b"\n") + 1
            column = fault.start - content.rfind(b"\n", 0, fault.start)
            self.give_up("I118", Position(line, column), found=fault.start + 1)

    def node(self, event: yaml.NodeEvent) -> Node:
        """Read the value, list or mapping that an event begins, if it is one that may be."""
        mark = _mark_of(event.start_mark)
        self.nodes += 1
        # Files say what they mean: no anchor, alias or tag.
        if isinstance(event, yaml.AliasEvent):
            self.report("I116", mark, "alias", found=Quoted(f"*{event.anchor}"))
        elif event.anchor:
            self.report("I116", mark, "anchor", found=Quoted(f"&{event.anchor}"))
        elif tag := getattr(event, "tag", None):
            self.report("I116", mark, "tag", found=Quoted(str(tag)))
        self.hold("many", self.nodes, LIMIT_NODES, mark)
        if isinstance(event, yaml.CollectionStartEvent):
            return self.collection(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            return Scalar("", plain=True, mark=mark)
        end = _mark_of(event.end_mark)
        if event.style in {"'", '"'} and end.line > mark.line:
            self.quotation = mark, end
            if len(event.value) > LIMIT_TEXT:
                self.give_up("I101", mark, detail=Word("yaml_quote"))
        self.hold("long", len(event.value), LIMIT_TEXT, mark)
        return Scalar(event.value, not event.style, mark)

    def collection(self, begin: yaml.CollectionStartEvent, mark: Position) -> Node:
        self.depth += 1
        self.hold("deep", self.depth, LIMIT_DEPTH, mark)
        nodes = list[Node]()
        while isinstance(event := next(self.events), yaml.NodeEvent):
            nodes.append(self.node(event))
        self.depth -= 1
        if isinstance(begin, yaml.SequenceStartEvent):
            return SequenceNode(tuple(nodes), mark)
        self.hold("many", len(nodes) // 2, LIMIT_KEYS, _mark_of(event.start_mark))
        return MappingNode(self.entries(nodes), mark)

    def entries(self, nodes: list[Node]) -> dict[str, tuple[Scalar, Node]]:
        """Pair keys with values; a key given twice is reported and the first one kept."""
        found: dict[str, tuple[Scalar, Node]] = {}
        last = ""
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.report("I101", key.mark, detail=Word("yaml_key"))
            elif last in found and (whole := _with_comma(found[last][1], key, value)):
                found[last] = found[last][0], whole
            elif key.text in found:
                line = found[key.text][0].mark.line
                self.report("I106", key.mark, key=Quoted(key.text), line=line)
            else:
                last = key.text
                found[last] = (key, value)
        return found

    def report_fault(self, fault: yaml.YAMLError, text: str) -> NoReturn:
        """Say in our own words what the parser stumbled over."""
        problem = f"{getattr(fault, 'problem', '')} {getattr(fault, 'reason', '')}"
        # The parser often notices a fault a line or a file after it begins.
        begun, noticed = getattr(fault, "context_mark", None), getattr(fault, "problem_mark", None)
        late = any(sign in problem for sign in NOTICED_LATE)
        before = text[: getattr(fault, "position", 0)]
        mark = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        if begun or noticed:
            mark = _mark_of((late and begun) or noticed or begun)
        if self.quotation and self.quotation[1].line >= mark.line - 1:
            self.give_up("I101", self.quotation[0], detail=Word("yaml_quote"))
        lines = text.splitlines()
        line = lines[mark.line - 1] if mark.line <= len(lines) else ""
        if re.match(r"\s*\t", line) or "'\\t'" in problem:
            self.give_up("I115", mark)
        reason = next((word for sign, word in REASONS if sign in problem), "yaml_other")
        self.give_up("I101", mark, detail=Word(reason))


def _with_comma(whole: Node, key: Scalar, value: Node) -> Scalar | None:
    """Put together again `{weight: 27,50}`, which YAML reads as 27 and a key 50."""
    if not isinstance(whole, Scalar) or key.mark.line != whole.mark.line:
        return None
    digits = all(part.plain and part.text.isdigit() for part in (whole, key))
    if not digits or value != Scalar("", plain=True, mark=value.mark):
        return None
    return Scalar(f"{whole.text},{key.text}", plain=True, mark=whole.mark)


def _mark_of(mark: Any) -> Position:  # noqa: ANN401  the two parsers have a type each
    """Count lines and columns from 1."""
    return Position(mark.line + 1, mark.column + 1)
