"""NegMAS's side of the comparison; runs in its own environment and process, and knows nothing of ours.

Reads from standard input {"tables": [[[points of each option] for each issue] for each party], "what": …} and writes
{"seconds": …, "cpu": …, "points": …} to standard output. Uses NegMAS's public interface only.
"""

import json
import sys
import time

began = time.perf_counter()


def scenario(tables):
    from negmas.outcomes import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction

    issues = [
        make_issue([f"o{o}" for o in range(len(options))], f"i{i}") for i, options in enumerate(tables[0])
    ]
    ufuns = [
        LinearAdditiveUtilityFunction(
            values={
                f"i{i}": {f"o{o}": float(p) for o, p in enumerate(options)} for i, options in enumerate(table)
            },
            issues=issues,
        )
        for table in tables
    ]
    return issues, ufuns


def frontier(tables, repeats):
    from negmas.preferences import pareto_frontier

    issues, ufuns = scenario(tables)
    return timed(lambda: len(pareto_frontier(ufuns, issues=issues)[0]), repeats)


def mobanos(tables, repeats):
    from negmas.preferences.pareto_sampler import MOBANOSParetoSampler

    _, (one, two) = scenario(tables)

    def run():
        sampler = MOBANOSParetoSampler()
        sampler.init(one, two)
        return len(sampler.pareto_outcomes(normalized=False, min_util=-1e9))

    return timed(run, repeats)


def first_use(tables, _repeats):
    from negmas.preferences import pareto_frontier

    issues, ufuns = scenario(tables)
    points = len(pareto_frontier(ufuns, issues=issues)[0])
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time(), "points": points}


def timed(run, repeats):
    best = None
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        points = run()
        took = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "points": points}
        best = took if best is None or took["cpu"] < best["cpu"] else best
    return best


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answer = {"frontier": frontier, "mobanos": mobanos, "first use": first_use}[asked["what"]]
    json.dump(answer(asked["tables"], asked.get("repeats", 1)), sys.stdout)
