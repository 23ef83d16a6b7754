"""The command `spbe`, also as `python -m spbe_cli`."""

import sys
from typing import NoReturn

from spbe_cli.cli.program import run


def main() -> NoReturn:
    """Run the command line and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
