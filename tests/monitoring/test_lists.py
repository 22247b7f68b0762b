"""Lists of persons: what is decided alone, what is left to a person, and that no name comes out."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.lists.batches import Held, open_order, plan, substitutes
from goodoffices.monitoring.lists.folding import fold, skeletons, words
from goodoffices.monitoring.lists.matching import candidates
from goodoffices.monitoring.lists.persons import persons
from goodoffices.monitoring.lists.reconcile import reconcile
from goodoffices.monitoring.lists.weights import entry, scale, weight
from tests.monitoring import names


def listed(*rows, head="id,name,born,place,status,holder,class"):
    return persons("\n".join([head, *rows]).encode(), "r")


FILL = [
    f"X{n},Fil{'abcdefghij'[n % 10]}o{'klmnprstvz'[n // 10]} Gor{'abcdefghij'[n // 10]}nat,19{50 + n % 40},,,,"
    for n in range(60)
]


def found(first, second):
    """Reconcile among strangers enough that a name is worth something."""
    strangers = [row.replace("X", "Y", 1).replace("Fil", "Tem") for row in FILL]
    done = reconcile(listed(*first, *FILL), listed(*second, *strangers))
    told = {ref: line.status for line in done.lines for ref in (*line.first, *line.second)}
    return done, told


# ---- what the lists say -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("held,", "confirmed"), (",", "confirmed"), ("dead,", "dead"), ("not held,", "not held"),
        ("missing,", "missing"), ("held,the Salvors", "third"), ("third,", "third"),
    ],
)  # fmt: skip
def test_a_person_in_both_lists_has_the_status_the_holder_gives(answer, status):
    _, told = found(["A1,Berrin Oktalves,1980,,,,"], [f"B1,Berrin Oktalves,1980,,{answer},"])
    assert told["A1"] == told["B1"] == status


def test_a_person_nobody_answers_for_is_missing_and_one_nobody_asked_for_is_told_apart():
    _, told = found(["A1,Berrin Oktalves,1980,,,,"], ["B1,Quillan Zumfredo,1991,,held,,"])
    assert (told["A1"], told["B1"]) == ("missing", "not asked for")


def test_two_entries_of_one_person_are_one_line_and_the_second_is_the_duplicate():
    done, _ = found(
        ["A1,Berrin Oktalves,1980-03-04,,,,", "A2,Oktalves Berin,1980-03-04,,,,"],
        ["B1,Berrin Oktalves,1980-03-04,,held,,"],
    )
    told = {ref: (person, status) for _, ref, person, status in done.entries()}
    assert told["A1"] == (told["B1"][0], "confirmed")
    assert told["A2"] == (told["A1"][0], "duplicate")
    assert done.counts()["duplicate"] == 1


def test_lists_that_contradict_each_other_are_left_to_a_person():
    _, told = found(["A1,Berrin Oktalves,1980,,dead,,"], ["B1,Berrin Oktalves,1980,,held,,"])
    assert told["A1"] == "to be seen"


def test_two_persons_of_one_name_and_no_age_are_a_question_and_never_decided():
    done, told = found(
        ["A1,Berrin Oktalves,,,,,"],
        ["B1,Berrin Oktalves,1980,Tarn,held,,", "B2,Berrin Oktalves,1991,Vell,dead,,"],
    )
    assert told["A1"] == "to be seen"
    assert {(one.a, one.b) for one in done.questions} >= {("A1", "B1"), ("A1", "B2")}
    question = done.questions[0]
    assert (question.where, question.agree, question.differ) == ("both", ("name",), ())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Muhammad", "Mohamed"), ("Mohammed", "محمد"), ("Jamal", "Gamal"), ("Djamal", "Jamal"), ("Wael", "Ouael"),
        ("Yusuf", "Youssef"), ("Khalid", "خالد"), ("Fatima", "Fatimah"), ("Aleksandr", "Александр"),
        ("Mikhail", "Michail"), ("Vanya", "Wanja"), ("Dimitrios", "Δημήτριος"), ("Shlomo", "שלמה"), ("Qasim", "Kassem"),
        ("Zhivko", "Живко"), ("Müller", "Muller"), ("Søren", "Soren"), ("Łukasz", "Lukash"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_share_a_skeleton(one, two):
    assert any(a == b for a, b in zip(skeletons(fold(one)), skeletons(fold(two)), strict=True))


def test_articles_and_particles_are_no_part_of_a_name():
    assert words("Abd al-Rahman bin Khalid") == words("abd El Rahman Khalid")
    assert words("Al El") == ("el",)


# ---- quality on generated noise ---------------------------------------------------------------------


def test_most_of_two_noisy_lists_is_decided_rightly_and_the_rest_is_asked():
    made = names.lists(7, size=1_500)
    got = names.quality(made, reconcile(persons(made.first, "F"), persons(made.second, "S")))
    assert got["precision"] >= 0.99
    assert got["recall"] >= 0.93
    assert got["recall with questions"] >= 0.96
    assert got["duplicates precision"] >= 0.97
    assert got["duplicates recall"] >= 0.88
    assert got["status right"] >= 0.94


@pytest.mark.slow
def test_two_lists_of_eight_thousand_with_a_tenth_duplicate_dead_and_missing():
    made = names.lists(1)
    got = names.quality(made, reconcile(persons(made.first, "F"), persons(made.second, "S")))
    assert got["precision"] >= 0.995
    assert got["recall"] >= 0.96
    assert got["duplicates precision"] >= 0.985
    assert got["questions"] <= 400


def test_control_lists_of_strangers_share_nobody():
    one, two = names.lists(3, size=400), names.lists(4, size=400)
    done = reconcile(persons(one.first, "F"), persons(two.second, "S"))
    assert sum(bool(line.first and line.second) for line in done.lines) <= 1


def test_looking_at_a_whole_list_at_once_overlooks_nobody():
    made = names.lists(11, size=160)
    left = [entry(one) for one in persons(made.first, "F")]
    right = [entry(one) for one in persons(made.second, "S")]
    both = scale([*left, *right], 160)
    quick = {(pair.a, pair.b) for pair in candidates(both, left, right)}
    slow = {
        (a, b)
        for a, one in enumerate(left)
        for b, two in enumerate(right)
        if weight(both, one, two) >= both.perhaps
    }
    assert quick == slow
    assert slow


def test_the_order_of_the_lists_changes_nothing():
    made = names.lists(5, size=300)
    first, second = persons(made.first, "F"), persons(made.second, "S")
    told = [
        {(frozenset(line.first), frozenset(line.second), line.status) for line in reconcile(*pair).lines}
        for pair in ((first, second), (first[::-1], second[::-1]))
    ]
    assert told[0] == told[1]


# ---- no name comes out ------------------------------------------------------------------------------

CANARY = "Canarybird"


@pytest.mark.parametrize(
    "rows",
    [
        f"id,name,status\nA1,{CANARY},{CANARY}",
        f"id,name,born\nA1,x,{CANARY}",
        f"id,name\n{CANARY},x",
        f'id,name\nA1,"{CANARY}',
        f"{CANARY},{CANARY}\nA1,x",
        f"id,name\nA1,{CANARY}\nA1,{CANARY}",
        f"id,name\nA1,\n{CANARY}1,{CANARY}",
        "id,name,class\n" + "\n".join(f"A{n},x,{CANARY}{n}" for n in range(40)),
        f"{CANARY}",
        "",
        "id,name\n",
    ],
)
def test_no_fault_repeats_what_stands_in_a_cell(rows):
    with pytest.raises(BadInput) as refusal:
        persons(rows.encode(), "r")
    assert CANARY not in str(refusal.value)


def test_nothing_that_comes_out_holds_a_name(tmp_path, typist, caplog):
    for which, ref in (("first", "A1"), ("second", "B1")):
        rows = f"id,name,born,place\n{ref},{CANARY} Oktalves,1980,{CANARY}town\n,{CANARY} Other,,\n"
        (tmp_path / f"{which}.csv").write_text(rows, encoding="utf-8")
    files = [str(tmp_path / "first.csv"), str(tmp_path / "second.csv")]
    out = tmp_path / "out.csv"
    plain, as_json = (
        typist.types("lists", "reconcile", *files, "-o", str(out)),
        typist.types("lists", "reconcile", *files, "--json"),
    )
    said = plain.out + plain.err + as_json.out + as_json.err + out.read_text() + caplog.text
    assert CANARY.lower() not in said.lower()
    assert '"A1"' in as_json.out
    person = persons((tmp_path / "first.csv").read_bytes(), "r")[0]
    assert CANARY not in f"{person!r} {person} {entry(person)!r}"


def test_identifiers_tell_nothing_of_the_order_of_the_list():
    rows = [f"A{n},{chr(65 + n)}enno {chr(65 + n)}ust,19{50 + n},,,," for n in range(26)]
    lines = reconcile(listed(*rows), listed("B1,Zzyzx Qrr,1990,,,,")).lines
    assert [line.first for line in lines] != sorted(line.first for line in lines)


def test_a_file_as_a_spreadsheet_writes_it_is_read():
    rows = "\ufeffID;Given;Family;Father;Born;Unheard of\r\n12;Ana;Berr;Ode;1980-02-03;x\r\n\r\n13;Ivo;Berr;;;\r\n"
    one, two = persons(rows.encode(), "r")
    assert (one.ref, one.name, one.born, two.ref) == ("12", "Ana Ode Berr", "1980-02-03", "13")


# ---- batches ----------------------------------------------------------------------------------------

CREW = [Held(f"P{n}", "crew") for n in range(5)]
OFFICERS = [Held(f"Q{n}", "officers") for n in range(2)]
RATIOS = {"crew": Fraction(12), "officers": Fraction(20)}


def test_batches_take_crew_before_officers_and_count_what_comes_back():
    made = plan([*OFFICERS, *CREW, Held("S1", "crew", "held by others")], 2, ["crew", "officers"], RATIOS)
    assert [one.persons for one in made.batches] == [("P0", "P1"), ("P2", "P3"), ("P4", "Q0"), ("Q1",)]
    assert [one.answered for one in made.batches] == [24, 24, 32, 20]
    assert [one.person for one in made.waiting] == ["S1"]


def test_somebody_who_cannot_travel_is_replaced_by_the_next_of_the_same_class():
    batch = plan(CREW, 2, ["crew"], RATIOS).batches[0]
    hindered = [*CREW[:2], Held("P9", "crew", "held by others"), *OFFICERS, *CREW[2:]]
    (one,) = substitutes(batch, hindered, ["P1"])
    assert (one.out, one.instead) == ("P1", "P2")
    both = substitutes(batch, CREW[:3], ["P0", "P1"])
    assert [two.instead for two in both] == ["P2", None]


def test_officers_proposed_while_crew_remains_is_an_open_order_that_says_who_is_held_by_others():
    left = [Held("S1", "crew", "held by others"), Held("S2", "crew", "class in dispute"), *OFFICERS]
    (one,) = open_order(OFFICERS, left, ["crew", "officers"])
    assert (one.proposed, one.before, one.remaining) == ("officers", "crew", ("S1", "S2"))
    assert (one.held_by_others, one.in_dispute) == (1, 1)
    assert not list(open_order(OFFICERS, OFFICERS, ["crew", "officers"]))
    assert not list(open_order([*CREW, *OFFICERS], [*CREW, *OFFICERS], ["crew", "officers"]))


@given(st.lists(st.sampled_from(["crew", "officers", ""]), max_size=30), st.integers(1, 7))
def test_every_batch_but_the_last_is_full_and_nobody_is_lost_or_out_of_order(groups, size):
    held = [Held(f"P{n}", group) for n, group in enumerate(groups)]
    made = plan(held, size, ["crew", "officers"], RATIOS)
    order = [person for batch in made.batches for person in batch.persons]
    assert sorted(order) == sorted(one.person for one in held)
    assert all(len(batch.persons) == size for batch in made.batches[:-1])
    ranks = [["crew", "officers", ""].index(groups[int(person[1:])]) for person in order]
    assert ranks == sorted(ranks)
    assert sum(batch.answered for batch in made.batches) == sum(RATIOS.get(group, 0) for group in groups)


def test_the_command_makes_batches_from_what_it_reconciled(tmp_path, typist):
    rows = "id,name,born,class\n" + "\n".join(
        f"A{n},{'bdfgklmn'[n]}orin {'prstvzxw'[n]}eldo,19{60 + n},{'crew' if n > 1 else 'officers'}"
        for n in range(6)
    )
    for which in ("first", "second"):
        (tmp_path / f"{which}.csv").write_text(rows.replace("A", which[0].upper()), encoding="utf-8")
    out = tmp_path / "out.csv"
    typist.types(
        "lists", "reconcile", str(tmp_path / "first.csv"), str(tmp_path / "second.csv"), "-o", str(out)
    )
    done = typist.types(
        "lists",
        "batches",
        str(out),
        "--size",
        "4",
        "--order",
        "crew before officers",
        "--ratio",
        "crew=12:1",
        "--ratio",
        "officers=20:1",
        "--json",
    )
    assert [one["classes"] for one in json.loads(done.out)["batches"]] == [{"crew": 4}, {"officers": 2}]
    assert [one["answered"] for one in json.loads(done.out)["batches"]] == [48, 40]
    assert typist.types("lists", "batches", str(tmp_path / "first.csv"), "--size", "4").code == 2
    assert typist.types("lists", "batches", str(out), "--size", "4", "--order", "crew").code == 2
    assert typist.types("lists", "reconcile", str(out), str(tmp_path / "none.csv")).code == 2
