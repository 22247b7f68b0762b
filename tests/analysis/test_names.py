"""No answer hangs on the order in which issues, options or parties were given."""

from random import Random

import pytest

from goodoffices.analysis.answers import analyse
from goodoffices.analysis.problem import problem
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Case
from goodoffices.core.terms import Issue, Space
from tests.analysis import oracle
from tests.analysis.building import case as built


def shuffled(case, seed):
    r = Random(seed)
    issues = [Issue(one.name, tuple(r.sample(one.options, len(one.options)))) for one in case.space.issues]
    rules = r.sample(case.space.rules, len(case.space.rules))
    names = r.sample(case.parties, len(case.parties))
    space = Space(tuple(r.sample(issues, len(issues))), tuple(rules))
    return Case(space, {name: case.interests[name] for name in names}, case.enough)


def by_name(case, worths):
    return [dict(zip(case.parties, one, strict=True)) for one in worths]


@pytest.mark.parametrize("seed", range(60))
def test_permuting_issues_options_and_parties_changes_no_byte_of_the_frontier(seed):
    try:
        case = built(oracle.random_case(seed))
    except BadInput:
        return
    other = shuffled(case, seed)
    one, two = analyse(case), analyse(other)
    assert by_name(case, one.frontier.worths) == by_name(other, two.frontier.worths)
    for name, solution in one.solutions.items():
        assert list(solution.deals) == list(two.solutions[name].deals)
    mine, theirs = problem(case), problem(other)
    assert [layer.table.tolist() for layer in mine.layers] == [
        layer.table.tolist() for layer in theirs.layers
    ]
