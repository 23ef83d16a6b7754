"""Where the single file of `make dist` begins.

On Windows a process of `spbe batch` is this program, started anew: `freeze_support` then does
the work of that process and never returns.
"""

from multiprocessing import freeze_support

from spbe_cli.__main__ import main

if __name__ == "__main__":
    freeze_support()
    main()
