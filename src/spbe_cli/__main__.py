"""The command `spbe`, also as `python -m spbe_cli`."""

import gc
import sys
from typing import Final, NoReturn

from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import end_tidily

OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000
"""What a command makes lives until its end: looking for garbage more often finds none."""


def main() -> NoReturn:
    """Run the command line and end with its exit code."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    end_tidily()
    code = run(sys.argv[1:])
    # All is written. To look for garbage in what is about to go anyway would take a tenth of
    # the time of a score.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
