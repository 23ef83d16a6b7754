"""Options that are given twice: refused where the last would win in silence."""

from collections import Counter
from typing import Any, Final

from typer.core import TyperCommand

from spbe_cli.cli.usage import is_option, takes_value
from spbe_cli.errors import UsageError

ONCE: Final = 1


class Once(TyperCommand):
    """A command whose options are given once, but for those that may be repeated.

    A flag that is given twice says the same twice.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  typer does not publish it
        """Parse the arguments.

        Raises:
            UsageError: an option with one value is given more than once.
        """
        given = Counter(self.make_parser(ctx).parse_args(args=list(args))[2])
        for option, count in given.items():
            repeatable = getattr(option, "multiple", False)
            if count > ONCE and is_option(option) and takes_value(option) and not repeatable:
                raise UsageError("option_twice", option=" / ".join(option.opts), count=count)
        return super().parse_args(ctx, args)
