"""Issues, options and the rules between them; what a party makes of a deal, and whose acceptance is enough."""

from fractions import Fraction

import pytest

from goodoffices.core.errors import BadInput, Fault, bad
from goodoffices.core.interests import AnyOf, AtLeast, Bonus, Case, Grain, Interest
from goodoffices.core.terms import (
    MOST_ISSUES,
    MOST_OPTIONS,
    Allows,
    Excludes,
    Issue,
    Requires,
    Space,
    Term,
    Together,
)

DAYS = Issue("days", ("30", "36", "40"))
LIST = Issue("list", ("early", "late"))
CREW = Issue("crew", ("first", "together"))
D30, D36, D40 = (Term("days", option) for option in DAYS.options)
EARLY, LATE = (Term("list", option) for option in LIST.options)
FIRST, TOGETHER = (Term("crew", option) for option in CREW.options)


def some(*terms: Term) -> frozenset[Term]:
    return frozenset(terms)


def deal(days: str, when: str, crew: str = "first") -> dict[str, str]:
    return {"days": days, "list": when, "crew": crew}


def space(*rules) -> Space:
    return Space((DAYS, LIST, CREW), rules)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        (" ", ("a",), "needs a name"),
        ("days", (), "no options"),
        ("days", ("a", "a"), "twice"),
        ("days", tuple(map(str, range(MOST_OPTIONS + 1))), "10,001 options"),
    ],
)
def test_an_issue_that_nobody_could_settle_is_refused(name, options, said):
    with pytest.raises(BadInput, match=said):
        Issue(name, options)


def test_a_space_of_too_many_issues_or_of_one_name_twice_is_refused():
    with pytest.raises(BadInput, match="10,001 issues"):
        Space(tuple(Issue(str(number), ("a",)) for number in range(MOST_ISSUES + 1)))
    with pytest.raises(BadInput, match="stands 2 times"):
        Space((DAYS, DAYS))


def test_a_space_knows_its_options_and_how_many_ways_there_are():
    assert space().options("list") == ("early", "late")
    assert space().combinations == 3 * 2 * 2


@pytest.mark.parametrize(
    ("rule", "obeys", "breaks"),
    [
        (Requires(some(D30), some(EARLY, FIRST)), deal("30", "early"), deal("30", "late")),
        (Excludes(some(D40, LATE)), deal("40", "early"), deal("40", "late")),
        (Together(some(D36, LATE)), deal("36", "late"), deal("30", "late")),
        (Together(some(D36, LATE)), deal("30", "early"), deal("36", "early")),
        (Allows(EARLY, FIRST), deal("30", "early"), deal("30", "late")),
        (Allows(EARLY, FIRST), deal("30", "late", "together"), deal("40", "late")),
    ],
)
def test_a_deal_obeys_a_rule_or_breaks_it(rule, obeys, breaks):
    assert space(rule).allows(obeys)
    assert not space(rule).allows(breaks)


def test_of_several_terms_that_allow_another_any_one_is_enough():
    either = space(Allows(EARLY, FIRST), Allows(D40, FIRST))
    assert either.allows(deal("40", "late"))
    assert either.allows(deal("30", "early"))
    assert not either.allows(deal("30", "late"))
    assert [clause.rules for clause in either.clauses] == [(0, 1)]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Excludes(some(D30, Term("crew", "last"))), "no option of 'crew'"),
        (Excludes(some(D30, Term("ports", "open"))), "no issue 'ports'"),
        (Excludes(some(D30, D36)), "name one issue twice"),
        (Requires(some(), some(EARLY)), "at least one term on each side"),
        (Requires(some(D30), some(D36)), "name one issue twice"),
        (Excludes(some(D30)), "at least two terms"),
        (Requires(some(D30, EARLY), some(EARLY)), "on both sides"),
    ],
)
def test_a_rule_that_says_nothing_or_names_what_is_not_there_is_refused(rule, said):
    with pytest.raises(BadInput, match=said):
        space(rule)


def test_a_long_list_of_names_is_cut_in_a_message():
    with pytest.raises(BadInput, match=r"'7' and 4 more"):
        Space((Issue("day", tuple(map(str, range(12)))), LIST), (Excludes(some(Term("day", "x"), EARLY)),))


def test_rules_that_go_round_in_a_circle_are_refused_with_the_circle():
    with pytest.raises(BadInput, match="crew = first → list = early → crew = first"):
        space(
            Requires(some(D30), some(EARLY)),
            Requires(some(EARLY), some(FIRST)),
            Requires(some(FIRST), some(EARLY)),
        )


def test_two_ways_to_the_same_term_are_no_circle_nor_are_terms_that_stand_together():
    assert space(
        Requires(some(D30), some(EARLY, FIRST)), Requires(some(EARLY), some(FIRST)), Together(some(D40, LATE))
    ).allows(deal("36", "early"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": "30", "list": "early"}, "says nothing on 'crew'"),
        (deal("31", "early"), "no option of 'days'"),
    ],
)
def test_what_is_no_deal_is_refused(wrong, said):
    space().check_deal(deal("30", "late"))
    with pytest.raises(BadInput, match=said):
        space().check_deal(wrong)


# What a party makes of a deal

TARN = Interest(
    {D30: Fraction(6), D36: Fraction(3), EARLY: Fraction(2)},
    Fraction(5),
    bonuses=(Bonus(some(D36, EARLY), Fraction(-1)),),
    red_lines=(some(D30, LATE),),
)


def test_a_worth_is_points_and_bonuses_and_a_red_line_is_never_bought():
    # 30 early: 6 + 2. 36 early: 3 + 2 − 1. 30 late: 6, and across the red line. 40 late: nothing.
    worths = [
        TARN.worth(deal(*one)) for one in (("30", "early"), ("36", "early"), ("30", "late"), ("40", "late"))
    ]
    assert worths == [8, 4, 6, 0]
    assert TARN.accepts(deal("30", "early"))
    assert not TARN.accepts(deal("36", "early"))
    assert not TARN.accepts(deal("30", "late"))
    assert TARN.crosses(deal("30", "late"))


def test_points_read_at_a_grain_are_rounded_a_half_up_and_capped():
    grain = Grain(Fraction(1, 2), Fraction(7))
    assert [grain.read(Fraction(one)) for one in ("1/4", "0.24", "-1/4", "8")] == [Fraction(1, 2), 0, 0, 7]
    assert Grain(Fraction(5)).read(Fraction(101)) == 100
    with pytest.raises(BadInput, match="more than nothing"):
        Grain(Fraction(0))
    assert Interest({D30: Fraction(29, 10)}, Fraction(3), grain=Grain(Fraction(1))).accepts(
        deal("30", "late")
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Bonus(some(D30), Fraction(1)), "two or three terms"),
        (lambda: Bonus(some(D30, D36), Fraction(1)), "one issue twice"),
        (lambda: Interest({}, Fraction(0), red_lines=(some(),)), "at least one term"),
        (lambda: Interest({}, Fraction(0), red_lines=(some(D30, D36),)), "one issue twice"),
        (lambda: Interest({}, Fraction(0), red_lines=(some(D30), some(D30))), "drawn twice"),
    ],
)
def test_an_interest_that_cannot_be_is_refused(make, said):
    with pytest.raises(BadInput, match=said):
        make()


def case(**more) -> Case:
    vell = Interest({LATE: Fraction(1)}, Fraction(0))
    return Case(space(), {"Tarn": TARN, "Vell": vell, "Salvors": Interest({}, Fraction(1))}, **more)


@pytest.mark.parametrize(
    ("enough", "accepting", "stands"),
    [
        (None, ("Tarn", "Vell"), False),
        (None, ("Tarn", "Vell", "Salvors"), True),
        (AnyOf((frozenset({"Tarn", "Vell"}), frozenset({"Salvors"}))), ("Vell", "Tarn"), True),
        (AnyOf((frozenset({"Tarn", "Vell"}), frozenset({"Salvors"}))), ("Vell",), False),
        (AtLeast(2, frozenset({"Tarn"})), ("Tarn", "Salvors"), True),
        (AtLeast(2, frozenset({"Tarn"})), ("Vell", "Salvors"), False),
        (AtLeast(2), ("Vell",), False),
    ],
)
def test_whose_acceptance_is_enough(enough, accepting, stands):
    assert case(enough=enough).suffices(accepting) is stands


def test_a_deal_is_acceptable_when_enough_parties_accept_it():
    two = case(enough=AtLeast(2))
    assert two.acceptable(deal("30", "early"))
    assert not two.acceptable(deal("40", "late"))
    assert two.parties == ("Tarn", "Vell", "Salvors")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"enough": AnyOf((frozenset({"Harbour"}),))}, "'Harbour', who is no party"),
        ({"enough": AtLeast(1, frozenset({"Harbour"}))}, "'Harbour', who is no party"),
        ({"enough": AnyOf(())}, "lists no set"),
        ({"enough": AtLeast(4)}, "asks for 4 parties and there are 3"),
        ({"agreed": {"days": "31"}}, "no option of 'days'"),
        ({"draft": {"days": "30"}}, "says nothing on"),
        ({"draft": deal("30", "late"), "agreed": {"days": "36"}}, "otherwise than what is agreed on 'days'"),
    ],
)
def test_a_case_that_contradicts_itself_is_refused(more, said):
    with pytest.raises(BadInput, match=said):
        case(**more)
    assert case(draft=deal("36", "late"), agreed={"days": "36"}).draft == deal("36", "late")


def test_a_party_needs_a_name_and_values_only_what_the_text_holds():
    with pytest.raises(BadInput, match="needs a name"):
        Case(space(), {" ": TARN})
    for stranger in (
        Interest({Term("ports", "open"): Fraction(1)}, Fraction(0)),
        Interest({}, Fraction(0), bonuses=(Bonus(some(D30, Term("ports", "open")), Fraction(1)),)),
        Interest({}, Fraction(0), red_lines=(some(Term("ports", "open")),)),
    ):
        with pytest.raises(BadInput, match="no issue 'ports'"):
            Case(space(), {"Tarn": stranger})


def test_several_faults_are_said_at_once_each_on_its_line_and_none_is_no_refusal():
    bad([])
    with pytest.raises(BadInput) as told:
        bad([Fault("a bracket is open", 3, 7), Fault("a name stands twice")])
    assert (
        str(told.value.within("draft.md")) == "draft.md:3:7: a bracket is open\ndraft.md: a name stands twice"
    )
