"""The only place that knows yaml: the bytes of a file become a `document`, or findings.

It reads the stream of parser events and builds the nodes itself.  That keeps line and
column of every value, keeps numbers as they were written, and meets no alias, tag,
second document or double key without saying so.  PyYAML's C parser reads 60 KB in
7 ms where the Python one takes 59 ms.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import yaml

from spbe_cli.document import Mapping, Mark, Node, Scalar, Sequence
from spbe_cli.findings import Fact, Finding, Place, Quoted, Word

LIMIT_BYTES: Final = 4_000_000
LIMIT_DEPTH: Final = 30
LIMIT_NODES: Final = 30_000
LIMIT_KEYS: Final = 1_000
LIMIT_TEXT: Final = 10_000
LIMIT_FINDINGS: Final = 200
"""How much is plausible: bytes, layers, values, keys of one part, characters, findings."""
PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Building:
    """What grows while the events come in."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    stack: list[tuple[Mark, list[Node]]] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    quotation: tuple[Mark, Mark] | None = None
    """Where the last quoted text of several lines stands: its mark may be a lost one."""

    def report(self, code: str, mark: Mark, variant: str = "", /, **facts: Fact) -> None:
        """Note a finding at a place of the file."""
        place = Place(self.file, line=mark.line, column=mark.column)
        self.findings.append(Finding(code, place, facts, variant))


def parse(content: bytes, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read the bytes of a YAML file as nodes; the root is None if that can't be done."""
    building = Building(file)
    text = decode(content, building)
    if text is None:
        return None, tuple(building.findings)
    try:
        for event in yaml.parse(text, Loader=PARSER):
            if not take(event, building):
                return None, tuple(building.findings)
            if len(building.findings) > LIMIT_FINDINGS:
                return None, limited(building.findings)
    except yaml.YAMLError as fault:
        report_fault(fault, text, building)
        return None, tuple(building.findings)
    if building.root is None or (isinstance(building.root, Scalar) and building.root.null):
        building.report("I127", Mark(1, 1))
        return None, tuple(building.findings)
    return building.root, tuple(building.findings)


def decode(content: bytes, building: Building) -> str | None:
    """Return the text of a file that is within the limits and in UTF-8."""
    if len(content) > LIMIT_BYTES:
        limit = f"{LIMIT_BYTES // 1_000_000} MB"
        building.report("I121", Mark(1, 1), "large", found=f"> {limit}", limit=limit)
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        building.report("I118", Mark(1, 1), "bom")
        content = content[3:]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        column = fault.start - content.rfind(b"\n", 0, fault.start)
        building.report("I118", Mark(line, column), "", found=fault.start + 1)
        return None


def take(event: yaml.Event, building: Building) -> bool:
    """Take one event of the parser; False stops the reading."""
    mark = mark_of(event.start_mark)
    refuse_reference(event, mark, building)
    if over_limit(event, mark, building):
        return False
    match event:
        case yaml.ScalarEvent():
            place_scalar(event, mark, building)
        case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
            building.stack.append((mark, []))
        case yaml.SequenceEndEvent():
            begun, nodes = building.stack.pop()
            place_node(Sequence(tuple(nodes), begun), building)
        case yaml.MappingEndEvent():
            begun, nodes = building.stack.pop()
            place_node(Mapping(tuple(pairs(nodes, building)), begun), building)
        case yaml.DocumentStartEvent() if building.root is not None:
            building.report("I117", mark)
            return False
        case _:
            pass
    return True


def over_limit(event: yaml.Event, mark: Mark, building: Building) -> bool:
    """Report a value that no plausible file would hold."""
    building.nodes += isinstance(event, yaml.NodeEvent)
    if building.nodes > LIMIT_NODES:
        variant, limit = "many", LIMIT_NODES
    elif isinstance(event, yaml.MappingEndEvent) and len(building.stack[-1][1]) > 2 * LIMIT_KEYS:
        variant, limit = "many", LIMIT_KEYS
    elif isinstance(event, yaml.CollectionStartEvent) and len(building.stack) >= LIMIT_DEPTH:
        variant, limit = "deep", LIMIT_DEPTH
    elif isinstance(event, yaml.ScalarEvent) and len(event.value) > LIMIT_TEXT:
        if event.style in QUOTATION_MARKS and mark_of(event.end_mark).line > mark.line:
            building.report("I101", mark, detail=Word("yaml_quote"))
            return True
        variant, limit = "long", LIMIT_TEXT
    else:
        return False
    building.report("I121", mark, variant, found=f"> {limit}", limit=limit)
    return True


def place_scalar(event: yaml.ScalarEvent, mark: Mark, building: Building) -> None:
    """Put a single value where it belongs."""
    end = mark_of(event.end_mark)
    if event.style in QUOTATION_MARKS and end.line > mark.line:
        building.quotation = mark, end
    place_node(Scalar(event.value, not event.style, mark), building)


def limited(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return as many findings as anybody reads, the last of them saying that there are more."""
    kept = tuple(islice(findings, LIMIT_FINDINGS + 1))
    if len(kept) <= LIMIT_FINDINGS:
        return kept
    kept = kept[:LIMIT_FINDINGS]
    return (*kept, Finding("I121", kept[-1].place, {"limit": LIMIT_FINDINGS}, "findings"))


def place_node(node: Node, building: Building) -> None:
    """Put a finished node into the one it belongs to."""
    if building.stack:
        building.stack[-1][1].append(node)
    else:
        building.root = node


def pairs(nodes: list[Node], building: Building) -> list[tuple[Scalar, Node]]:
    """Pair keys with values; a key given twice is reported and the first one kept."""
    found: dict[str, tuple[Scalar, Node]] = {}
    last = ""
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        whole = with_comma(found.get(last), key, value)
        if whole:
            found[last] = whole
        elif not isinstance(key, Scalar):
            building.report("I101", key.mark, detail=Word("yaml_key"))
        elif key.text in found:
            line = found[key.text][0].mark.line
            building.report("I106", key.mark, key=Quoted(key.text), line=line)
        else:
            last = key.text
            found[last] = (key, value)
    return list(found.values())


def with_comma(
    before: tuple[Scalar, Node] | None, key: Node, value: Node
) -> tuple[Scalar, Node] | None:
    """Put together again `{weight: 27,50}`, which YAML reads as 27 and a key 50."""
    if before is None or not (
        isinstance(key, Scalar) and value == Scalar("", plain=True, mark=value.mark)
    ):
        return None
    name, whole = before
    if not isinstance(whole, Scalar) or key.mark.line != whole.mark.line:
        return None
    if not all(part.plain and part.text.isdigit() for part in (whole, key)):
        return None
    return name, Scalar(f"{whole.text},{key.text}", plain=True, mark=whole.mark)


def refuse_reference(event: yaml.Event, mark: Mark, building: Building) -> None:
    """Report an anchor, an alias or a tag: instrument files say what they mean."""
    if isinstance(event, yaml.AliasEvent):
        building.report("I116", mark, "alias", found=Quoted(f"*{event.anchor}"))
        place_node(Scalar("", plain=True, mark=mark), building)
    elif isinstance(event, yaml.NodeEvent) and event.anchor:
        building.report("I116", mark, "anchor", found=Quoted(f"&{event.anchor}"))
    elif getattr(event, "tag", None):
        building.report("I116", mark, "tag", found=Quoted(str(getattr(event, "tag", ""))))


def report_fault(fault: yaml.YAMLError, text: str, building: Building) -> None:
    """Say in our own words what the parser stumbled over."""
    problem = f"{getattr(fault, 'problem', '')} {getattr(fault, 'reason', '')}"
    mark = place_of_fault(fault, problem, text)
    if building.quotation and building.quotation[1].line >= mark.line - 1:
        building.report("I101", building.quotation[0], detail=Word("yaml_quote"))
        return
    lines = text.splitlines()
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    if re.match(r"\s*\t", line) or "'\\t'" in problem:
        building.report("I115", mark)
    else:
        building.report("I101", mark, detail=Word(reason_of(problem)))


def place_of_fault(fault: yaml.YAMLError, problem: str, text: str) -> Mark:
    """Return where a fault begins; the parser often notices it a line or a file later."""
    begun, noticed = getattr(fault, "context_mark", None), getattr(fault, "problem_mark", None)
    if begun and any(sign in problem for sign in NOTICED_LATE):
        return mark_of(begun)
    if noticed or begun:
        return mark_of(noticed or begun)
    return Mark(*position_of(getattr(fault, "position", 0), text))


QUOTATION_MARKS: Final = frozenset({"'", '"'})
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


def reason_of(problem: str) -> str:
    """Return the key of the words for a parser's problem."""
    return next((word for sign, word in REASONS if sign in problem), "yaml_other")


def mark_of(mark: Any) -> Mark:  # noqa: ANN401  the two parsers have a type each
    """Count lines and columns from 1."""
    return Mark(mark.line + 1, mark.column + 1)


def position_of(offset: int, text: str) -> tuple[int, int]:
    """Return line and column of a character."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
