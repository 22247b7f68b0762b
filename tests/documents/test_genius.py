"""GENIUS files are read as GENIUS means them, and hostile or unfitting ones are refused with file and line."""

from fractions import Fraction

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Interest
from goodoffices.core.terms import Issue, Space, Term
from goodoffices.documents.genius import read_case
from goodoffices.documents.genius_writing import write_domain, write_interest

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="any">
<issue index="1" name="Price" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
<issue index="2" name="Colour &amp; form" type="discrete"><item index="1" value="red"/><item index="2" value="blue"/></issue>
</objective></utility_space></negotiation_template>
"""


def profile(price=(1, 4), colour=(0, 0), weights=(0.75, 0.25), more=""):
    return f"""<utility_space>
<objective index="0" name="any">
<issue index="1" name="Price" type="discrete">
<item index="1" value="low" evaluation="{price[0]}"/>
<item index="2" value="high" evaluation="{price[1]}"/>
</issue>
<issue index="2" name="Colour &amp; form" type="discrete">
<item index="1" value="red" evaluation="{colour[0]}"/>
<item index="2" value="blue" evaluation="{colour[1]}"/>
</issue>
<weight index="1" value="{weights[0]}"/>
<weight index="2" value="{weights[1]}"/>
</objective>
{more}</utility_space>
"""


def read(*profiles, domain=DOMAIN):
    files = {"here/domain.xml": domain, **{f"here/p{n}.xml": text for n, text in enumerate(profiles)}}
    return read_case({name: text.encode() for name, text in files.items()})


def test_an_evaluation_is_divided_by_the_largest_of_its_issue_and_weighted():
    interest = read(profile()).interests["p0"]
    assert interest.points[Term("Price", "low")] == Fraction(3, 4) / 4
    assert interest.points[Term("Price", "high")] == Fraction(3, 4)


def test_an_issue_whose_largest_evaluation_is_nothing_counts_for_nothing():
    assert read(profile()).interests["p0"].points[Term("Colour & form", "red")] == 0


def test_a_missing_reservation_is_nothing_and_discounting_is_ignored():
    assert read(profile(more='<discount_factor value="0.5"/>')).interests["p0"].reservation == 0
    assert read(profile(more='<reservation value="0.35"/>')).interests["p0"].reservation == Fraction(7, 20)


def test_a_worth_is_at_most_one():
    interest = read(profile(colour=(1, 1), weights=(0.78, 0.25))).interests["p0"]
    assert interest.worth({"Price": "high", "Colour & form": "red"}) == 1


def test_parties_stand_in_the_order_of_the_files():
    case = read_case(
        {"d.xml": DOMAIN.encode(), "zeta.xml": profile().encode(), "alpha.xml": profile().encode()}
    )
    assert case.parties == ("zeta", "alpha")


def test_integer_issues_are_lines():
    domain = DOMAIN.replace(
        '<issue index="1" name="Price" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>',
        '<issue index="1" name="Price" type="integer" lowerbound="1" upperbound="4"/>',
    )
    text = profile().split("<issue")
    text[1] = (
        ' index="1" name="Price" vtype="integer"><range lowerbound="1" upperbound="4"/><evaluator ftype="linear" slope="0.1" offset="0"/></issue>\n'
    )
    points = read("<issue".join(text), domain=domain).interests["p0"].points
    assert points[Term("Price", "2")] == Fraction(3, 4) / 2


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><utility_space>&b;</utility_space>'
FETCH = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><utility_space/>'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (BOMB, 1, "document type"),
        (FETCH, 1, "document type"),
        (profile().replace("</issue>", "", 1), 13, "not well-formed"),
        (profile(price=("nan", 4)), 4, "no number"),
        (profile(price=("1e400", 4)), 4, "too large"),
        (profile(price=(-2, -1)), 3, "below 0"),
        (profile(weights=(0.75, 0.75)), 1, "make 1.5"),
        (profile(weights=(-0.5, 1.5)), 3, "below 0"),
        (profile().replace('<weight index="2"', '<weight index="7"'), 7, "has none"),
        (profile(more='<weight index="9" value="0.1"/>'), 14, "belongs to no issue"),
        (profile().replace('name="Price"', 'name="Cost"'), 3, "another domain"),
        (profile().replace('value="high"', 'value="higher"'), 5, "another domain"),
        (
            profile().replace('<item index="2" value="high" evaluation="4"/>', ""),
            3,
            "no evaluation for 'high'",
        ),
        ("<a>" * 60 + "</a>" * 60, 1, "levels"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_line(text, line, words):
    with pytest.raises(BadInput) as caught:
        read(profile(), text)
    fault = caught.value.faults[0]
    assert words in fault.what
    assert (fault.file, fault.line) == ("here/p1.xml", line)


def test_two_domains_or_none_are_refused():
    with pytest.raises(BadInput, match="0 of these files are a domain"):
        read_case({"p.xml": profile().encode()})
    with pytest.raises(BadInput, match="2 of these files are a domain"):
        read_case({"a.xml": DOMAIN.encode(), "b.xml": DOMAIN.encode()})


def test_what_is_written_is_read_back():
    space = Space((Issue('a "b" <c>', ("x", "ö & é")), Issue("d", ("1", "2", "3"))))
    points = {
        Term('a "b" <c>', "ö & é"): Fraction(3), Term("d", "1"): Fraction(5), Term("d", "2"): Fraction(2),
    }  # fmt: skip
    interest = Interest(points, Fraction(4))
    case = read_case(
        {"d.xml": write_domain(space).encode(), "Tarn.xml": write_interest(space, interest).encode()}
    )
    assert case.space == space
    read_back = case.interests["Tarn"]
    for one in space.issues[0].options:
        for two in space.issues[1].options:
            deal = {'a "b" <c>': one, "d": two}
            assert read_back.worth(deal) == interest.worth(deal) / 8
    assert read_back.reservation == Fraction(1, 2)
