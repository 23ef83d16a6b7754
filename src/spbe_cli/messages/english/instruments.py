"""I101-I131, with the warnings: instruments, assignments and other YAML files, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.english import instrument_warnings

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "I101": {
        "": ("the YAML cannot be read: {detail}", "correct this line"),
        "shape": (
            "the file does not start with keys such as id: and title:",
            "write it like the example in docs/instrument.md",
        ),
    },
    "I102": {
        "": ("key {key} is unknown in {parent}", "use one of: {keys}"),
        "suggestion": ("key {key} is unknown", "change it to {suggestion} if that is meant"),
    },
    "I103": {
        "": ("{parent} has no {key}", "add {key}, for example {example}"),
        "part": ("{parent} has no {key}", "add {key} like the example in docs/instrument.md"),
        "table": (
            "there is no table of an assignment: no row has the headings {key}",
            "write the headings like the example in docs/assignment.md",
        ),
    },
    "I104": {
        "": (
            "the weights of the {parts} in {parent} sum to {total}, not {expected} ({detail})",
            "correct the weights of the {parts} or the weight of {parent}",
        ),
        "short": (
            "the weights of the {parts} in {parent} sum to {total}, not {expected} (short by {value})",
            "correct the weights of the {parts} or the weight of {parent}",
        ),
        "over": (
            "the weights of the {parts} in {parent} sum to {total}, not {expected} (over by {value})",
            "correct the weights of the {parts} or the weight of {parent}",
        ),
        "whole": (
            "the weights of the {parts} sum to {total}, not {expected} ({detail})",
            "correct the weights of the {parts}",
        ),
    },
    "I105": {
        "": (
            "{key} {found} is no plain decimal number",
            "write digits and a point, for example {value}",
        ),
        "comma": (
            "{key} {found} is read as text because of the comma",
            "write it with a point: {suggestion}",
        ),
        "percent": ("{key} {found} has a percent sign", "write it without the sign: {suggestion}"),
        "time": (
            "{key} {found} is read as {value} (a time)",
            "write it with a point: {suggestion}",
        ),
        "octal": (
            "{key} {found} is read as {value} (octal)",
            "write it without the leading zero: {suggestion}",
        ),
        "quoted": (
            "{key} {found} is read as text because of the quotation marks",
            "write without them: {suggestion}",
        ),
        "zeros": ("{key} {found} has zeros at its end", "write it without them: {suggestion}"),
        "range": ("{key} {found} is out of {range}", "write a whole number in that range"),
        "code": ("{key} {found} is no number of an indicator", "write digits only, such as '13'"),
        "whole": ("{key} {found} is no whole number", "write a whole number, for example {value}"),
        "rates": (
            "{key}: {found} claims were lowered or raised, but there are only {value}",
            "correct the numbers as in the example in docs/risk.md",
        ),
    },
    "I106": {
        "": ("key {key} is already in line {line}", "delete one of them"),
        "duty": (
            "{agency} already has indicator {number} in line {line}",
            "delete one of them",
        ),
    },
    "I107": {"": ("code {found} is already used in line {line} ({name})", "give another code")},
    "I108": {
        "": (
            "indicator numbers jump from {number} to {other}",
            "add {missing} or renumber",
        ),
    },
    "I109": {"": ("name {found} is already used in line {line}", "make the names differ")},
    "I110": {
        "": (
            "indicator {number} ({name}) has no criterion for level {level}",
            'add the line "{level}: ..."',
        ),
    },
    "I111": {
        "": (
            "indicator {number} ({name}) has a criterion for level {level}, but the scale is {scale}",
            "delete the criterion or correct the scale",
        ),
        "scale": (
            "the scale {scale} does not fit the criteria, which are written for levels {found}",
            "correct the scale",
        ),
        "other": (
            "indicator {number} ({name}): {key} names level {level}, but the scale is {scale}",
            "delete that level or correct the scale",
        ),
        "order": (
            "the scale begins at {minimum}, but ends at {maximum}",
            "write lowest below highest",
        ),
        "names": (
            "number of level names: {count}, number of levels: {expected}",
            "give exactly one name for each level",
        ),
    },
    "I112": {
        "": (
            "predicate {predicate1} (from {minimum}) stands below {predicate2} (from {maximum})",
            "order them from the highest bound down",
        ),
        "equal": (
            "predicate {predicate1} (from {minimum}) has the same bound as {predicate2}",
            "change one of the bounds",
        ),
        "off_scale": (
            "predicate {predicate1} (from {minimum}) lies off the scale {scale}",
            "change the bound or correct the scale",
        ),
        "hole": (
            "no predicate for an index from {minimum} to {maximum}",
            "add a predicate with the bound {minimum}",
        ),
    },
    "I113": {
        "": ("{parent} names no source", "add source: with table and page"),
        "whole": (
            "{parent} names no source",
            "add sources: with scale, weights and predicates under it",
        ),
        "figure": (
            "the origin of {parent} is not given",
            "add {parent}: under sources: with table and page",
        ),
    },
    "I114": {
        "": ("value {found} is read as {value}", "write it in quotes: {found}"),
        "key": ("key {found} is read as {value}", "write it in quotes: {found}"),
    },
    "I115": {"": ("the line is indented with a tab", "use spaces")},
    "I116": {
        "anchor": ("anchor {found} is not used in this file", "delete the anchor"),
        "alias": ("alias {found} is not used in this file", "write the content"),
        "tag": ("tag {found} is not used in this file", "delete the tag"),
    },
    "I117": {"": ("the file holds more than one document (---)", "split it into several files")},
    "I118": {
        "": ("the file is not UTF-8 at byte {found}", "save it as UTF-8 (no BOM)"),
        "bom": ("the file has a BOM", "save it as UTF-8 (no BOM)"),
    },
    "I119": {"": ("the weight of {parent} is {found}", "write a weight above 0")},
    "I120": {
        "": ("{parent} has no {parts}", "add some or delete {parent}"),
        "whole": ("{parent} has no {parts}", "write aspects: with their indicators"),
    },
    "I121": {
        "large": (
            "the file is too large ({found}, limit {limit})",
            "check its name, as instrument files are far smaller",
        ),
        "many": (
            "the file holds too many values ({found}, limit {limit})",
            "check its name, because instrument files are far smaller",
        ),
        "long": (
            "one value is too long ({found} characters, limit {limit})",
            "shorten the text",
        ),
        "findings": (
            "there are more findings; only the first {limit} are shown",
            "correct those first, then check again",
        ),
        "deep": (
            "the file is nested too deep ({found}, limit {limit})",
            "correct it after the example in docs/instrument.md",
        ),
    },
    "I122": {
        "": ("id {found} differs from the file name {name}", "make them agree"),
        "taken": ("id {found} is already used by {file}", "choose another id"),
    },
    "I123": {"": ("{key} {found} is unknown", "choose one of: {keys}")},
    "I124": {
        "": (
            "{key} refers to the {kind} {found}, which does not exist",
            "change it to {suggestion} if that is meant",
        ),
        "alone": (
            "{key} refers to the {kind} {found}, which does not exist",
            "use one that exists or add {found}",
        ),
    },
    "I125": {"": ("validity from {since} to {until} is the wrong way round", "swap the two")},
    "I126": {
        "": ("breakpoint {value} is not above {limit}", "order them upwards"),
        "levels": (
            "there [is|are] {count} [bound|bounds] for {expected} levels",
            "write the bound of every level of {scale}, in order",
        ),
        "scale": (
            "the bound {value} of a level is off the scale {scale}",
            "correct the bound or the scale",
        ),
        "whole": (
            "bounds of levels have no meaning on a scale without decimals",
            "delete begins or give decimals",
        ),
        "edge": (
            "edge is about scores just where a level begins, but there is no begins",
            "add begins or delete edge",
        ),
    },
    "I127": {"": ("the file is empty", "start from the example in docs/instrument.md")},
    "I128": {
        "": (
            "the assignment of {agency} names {found}, and {instrument} has no such number ({range})",
            "correct the number",
        ),
    },
    "I129": {
        "": (
            "indicator {number} has {count} owners: {agency}",
            "keep one and make the others contributors",
        ),
    },
    "I130": {
        "": (
            "the content of {key} in {parent} does not have the shape asked for",
            "write it like the example in docs/instrument.md",
        ),
        "empty": ("{key} is empty", "write what belongs there"),
        "assignment": (
            "the content of {key} in {parent} does not have the shape asked for",
            "write it like the example in docs/assignment.md",
        ),
        "planning": (
            "the content of {key} in {parent} does not have the shape asked for",
            "write it like the example in docs/planning.md",
        ),
        "rates": (
            "the content of {key} in {parent} does not have the shape asked for",
            "write it like the example in docs/risk.md",
        ),
        "ranges": (
            "{key} {found} cannot be read as numbers of indicators",
            "write numbers and ranges, e.g. 13, 32-34, 40",
        ),
    },
    "I131": {
        "": (
            "indicator {number} ({name}): the letter of evidence at level {level} is {found}, not {expected}",
            "order the letters: a, b, c and so on",
        ),
    },
    **instrument_warnings.SENTENCES,
}
