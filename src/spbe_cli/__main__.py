"""The command `spbe`, also as `python -m spbe_cli`."""

import gc
import sys
from typing import NoReturn

from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import end_tidily


def main() -> NoReturn:
    """Run the command line and end with its exit code."""
    # What a command makes lives until its end: looking for garbage more often finds none.
    gc.set_threshold(100_000)
    end_tidily()
    code = run(sys.argv[1:])
    # All is written. To look for garbage in what is about to go anyway would take a tenth of
    # the time of a score.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
