"""The site's benchmarks: `python -m benchmarks.site [ROW [N]]`; without a row, all of them.

Figures are ratios against a peer or a limit of the machine in the same run; CPU is the serving process's own.
"""

import importlib
import sys
import time

ROWS = ("page", "moves", "tail", "past", "streams")


def show(name, arguments):
    """Run one row and print its table as it comes."""
    row = importlib.import_module(f"benchmarks.site.{name}")
    print(f"\n{row.__doc__}\n")
    print("| " + " | ".join(row.COLUMNS) + " |\n|" + "---|" * len(row.COLUMNS), flush=True)
    began = time.monotonic()
    for line in row.rows(*map(int, arguments)):
        print("| " + " | ".join(map(str, line)) + " |", flush=True)
    print(f"\n{time.monotonic() - began:.0f} s")


def main(arguments):
    """Run the row named, or all."""
    if arguments and arguments[0] not in ROWS:
        sys.exit(f"name a row: {' '.join(ROWS)}")
    for name in arguments[:1] or ROWS:
        show(name, arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
