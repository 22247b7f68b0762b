"""Two lists of 8,000 names with a tenth duplicate, dead and missing: time and quality, on generated noise.

.venv/bin/python -m benchmarks.lists [SIZE] [SEED]
"""

import sys
import time

from goodoffices.monitoring.lists.persons import persons
from goodoffices.monitoring.lists.reconcile import reconcile
from tests.monitoring import names


def main(arguments):
    size = int(arguments[0]) if arguments else 8_000
    made = names.lists(int(arguments[1]) if len(arguments) > 1 else 1, size=size)
    wall, cpu = time.perf_counter(), time.process_time()
    first, second = persons(made.first, "F"), persons(made.second, "S")
    found = reconcile(first, second)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{len(first)} and {len(second)} entries: {wall:.1f} s, {cpu:.1f} s of CPU")
    for what, figure in names.quality(made, found).items():
        print(f"  {what:<28} {figure if isinstance(figure, int) else f'{figure:.4f}'}")


if __name__ == "__main__":
    main(sys.argv[1:])
