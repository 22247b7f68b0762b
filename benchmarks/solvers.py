"""HiGHS and CP-SAT on the same problems: additive points, pairwise rules and bonuses, one aim at a time."""

import math
import time

import numpy as np


def cp_sat(problem, aim, limit):
    """Solve with CP-SAT on two workers; return seconds, value and whether it was proven."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen, worths = _cp_worths(model, problem)
    gains = [worth - none for worth, none in zip(worths, problem["nothing"], strict=True)]
    if aim == "sum":
        model.maximize(sum(gains))
    elif aim == "smallest":
        model.maximize(_cp_least(model, gains, problem))
    else:
        # the product as a sum of logarithms: whole-number tangents from above, exact to a millionth
        model.maximize(
            sum(_cp_log(model, gain, span) for gain, span in zip(gains, problem["spans"], strict=True))
        )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 2
    wall, cpu = time.perf_counter(), time.process_time()
    status = solver.solve(model)
    took = min(time.perf_counter() - wall, time.process_time() - cpu)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    del chosen
    return {
        "seconds": took,
        "value": solver.objective_value if found else None,
        "proven": status == cp_model.OPTIMAL,
    }


def _cp_worths(model, problem):
    chosen = [
        [model.new_bool_var(f"{i}.{o}") for o in range(len(table))]
        for i, table in enumerate(problem["tables"])
    ]
    for row in chosen:
        model.add_exactly_one(row)
    worths = [
        sum(
            int(table[o][p]) * chosen[i][o]
            for i, table in enumerate(problem["tables"])
            for o in range(len(table))
        )
        for p in range(len(problem["nothing"]))
    ]
    for one, two in problem["excludes"]:
        model.add_bool_or(~chosen[one[0]][one[1]], ~chosen[two[0]][two[1]])
    for place, (one, two, party, points) in enumerate(problem["bonuses"]):
        both = model.new_bool_var(f"both{place}")
        model.add_multiplication_equality(both, [chosen[one[0]][one[1]], chosen[two[0]][two[1]]])
        worths[party] = worths[party] + points * both
    return chosen, worths


def _cp_least(model, gains, problem):
    least = model.new_int_var(-max(problem["spans"]), max(problem["spans"]), "least")
    for gain in gains:
        model.add(least <= gain)
    return least


def _cp_log(model, gain, span, pieces=60):
    height = model.new_int_var(-(10**9), 10**9, "log")
    for share in np.geomspace(0.05, 1, pieces):
        at = span * share
        model.add(height * int(at) <= int(10**6 * (math.log(share) - 1)) * int(at) + 10**6 * gain)
    return height


def highs(problem, aim, limit):
    """Solve with HiGHS on two threads; return seconds, value and whether it was proven."""
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", float(limit))
    model.setOptionValue("threads", 2)
    chosen = [[model.addBinary() for _ in table] for table in problem["tables"]]
    for row in chosen:
        model.addConstr(sum(row) == 1)
    gains = [
        sum(
            int(table[o][p]) * chosen[i][o]
            for i, table in enumerate(problem["tables"])
            for o in range(len(table))
        )
        - none
        for p, none in enumerate(problem["nothing"])
    ]
    if aim == "sum":
        goal = sum(gains)
    elif aim == "smallest":
        goal = model.addVariable(lb=-max(problem["spans"]), ub=max(problem["spans"]))
        for gain in gains:
            model.addConstr(goal <= gain)
    else:
        goal = sum(_highs_log(model, gain, span) for gain, span in zip(gains, problem["spans"], strict=True))
    wall, cpu = time.perf_counter(), time.process_time()
    model.maximize(goal)
    took = min(time.perf_counter() - wall, time.process_time() - cpu)
    proven = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return {"seconds": took, "value": model.getObjectiveValue(), "proven": proven}


def _highs_log(model, gain, span, pieces=60):
    height = model.addVariable(lb=-1e3, ub=1e3)
    for share in np.geomspace(0.05, 1, pieces):
        at = span * share
        model.addConstr(height <= math.log(share) - 1 + gain * (1 / at))
    return height
