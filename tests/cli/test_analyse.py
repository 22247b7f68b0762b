"""`goodoffices analyse`: the JSON as promised, a page a person can read, a picture with its table, a card that replays."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.analysis.published import domains
from tests.cli.typed import Typist

CASE = """
[issues]
Days = [30, 36, 40]
Return = ["at once", "in phases"]

[party.Tarn]
reservation = 5
red_lines = [{ Return = "in phases" }]
[party.Tarn.points]
Days = [10, 4, 0]
Return = [5, 0]

[party.Vell]
reservation = 6
[party.Vell.points]
Days = [0, 5, 10]
Return = [0, 6]
"""
DRAFT = '[draft]\nDays = 36\nReturn = "at once"\n'
TEXT = """# Accord
Parties: Tarn, Vell
Language: en

## Crews

12. The crews return within [30 | 36 | 40] days.

13. [They return together | They return [in two groups | one by one]].
"""
INTERESTS = """
[[rule]]
when = { "days.1" = 1 }
excludes = { "c13.1" = 1 }

[party.Tarn]
reservation = 1
points = { "days.1" = [3, 2, 0] }

[party.Vell]
reservation = 1
[party.Vell.points]
"days.1" = { "36" = 2, "40" = 4 }
"""


def written(tmp_path: Path, **files: str) -> list[str]:
    paths = []
    for name, words in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_text(words, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_the_json_has_the_promised_shape(typist: Typist, tmp_path: Path) -> None:
    told = typist.types("analyse", *written(tmp_path, case__toml=CASE), "--json").json
    assert told == {
        "parties": ["Tarn", "Vell"],
        "issues": 2,
        "deals": 6,
        "acceptable": 1,
        "zone_empty": False,
        "frontier": {
            "complete": True,
            "deals": 5,
            "points": 5,
            "worths": [[15.0, 0.0], [10.0, 6.0], [5.0, 10.0], [4.0, 11.0], [0.0, 16.0]],
        },
        "solutions": {
            name: {
                "worths": [5.0, 10.0],
                "deals": [{"Days": "40", "Return": "at once"}],
                "proven": True,
                "bound": bound,
            }
            for name, bound in (
                ("nash", 4.0),
                ("kalai_smorodinsky", 1.0),
                ("egalitarian", 0.0),
                ("utilitarian", 15.0),
            )
        },
        "blocks": [],
        "openings": [],
    }


def test_an_empty_zone_is_an_answer_with_blocks_and_openings(typist: Typist, tmp_path: Path) -> None:
    demanding = CASE.replace("reservation = 5", "reservation = 29/2").replace("29/2", '"29/2"')
    ran = typist.types("analyse", *written(tmp_path, case__toml=demanding), "--json")
    assert ran.code == 0
    assert (ran.json["zone_empty"], ran.json["acceptable"], ran.json["solutions"]) == (True, 0, {})
    assert ran.json["blocks"] == [
        {"parties": ["Tarn", "Vell"], "demands": [
            "Tarn: at least 29/2, as good as no deal", "Vell: at least 6, as good as no deal",
        ]},
    ]  # fmt: skip
    assert ran.json["openings"] == [
        {"party": "Tarn", "change": "accepts 5 instead of 29/2", "cost": "19/2"},
        {"party": "Tarn", "change": "gives up the red line Return = in phases and accepts 10 instead of 29/2",
         "cost": "9/2"},
        {"party": "Vell", "change": "accepts 0 instead of 6", "cost": 6},
    ]  # fmt: skip


def test_the_page_speaks_plainly_and_names_no_scholar(typist: Typist, tmp_path: Path) -> None:
    page = typist.types("analyse", *written(tmp_path, case__toml=CASE + DRAFT)).out
    assert "1 of them is acceptable to all." in page
    assert "Even by each side's own measure" in page
    assert "worth 5 to Tarn, 10 to Vell" in page
    assert "From the draft on the table" in page
    assert "Nash" not in page
    assert "Kalai" not in page


def test_a_draft_adds_what_could_be_done_from_it(typist: Typist, tmp_path: Path) -> None:
    told = typist.types("analyse", *written(tmp_path, case__toml=CASE + DRAFT), "--json").json["draft"]
    assert told["accepting"] == ["Tarn"]
    assert told["improvements"] == []
    assert told["unlocking"][0] == {
        "issue": "Days", "held": True, "terms": {"Days": "40"}, "gains": [-4, 5], "accepting": ["Tarn", "Vell"],
    }  # fmt: skip


def test_a_text_alone_says_what_is_open(typist: Typist, tmp_path: Path) -> None:
    told = typist.types("analyse", *written(tmp_path, text__md=TEXT), "--json").json
    assert (told["issues"], told["open"], told["deals"], told["blanks"]) == (3, 3, 9, 0)
    assert (told["parties"], told["acceptable"], told["solutions"]) == ([], None, {})
    assert told["clashes"] == []
    page = typist.types("analyse", *written(tmp_path, text__md=TEXT)).out
    assert "30 | 36 | 40" in page
    assert "9 ways to settle them" in page


def passage_ids(typist: Typist, path: str) -> list[str]:
    return [one["id"] for one in typist.types("analyse", path, "--json").json["passages"]]


def test_a_text_with_interests_is_a_case(typist: Typist, tmp_path: Path) -> None:
    text = written(tmp_path, text__md=TEXT)[0]
    days, crews, groups = passage_ids(typist, text)
    interests = INTERESTS.replace("days.1", days).replace("c13.1", crews)
    told = typist.types("analyse", text, *written(tmp_path, who__toml=interests), "--json").json
    assert told["parties"] == ["Tarn", "Vell"]
    assert told["deals"] == 8
    best = told["solutions"]["nash"]["deals"][0]
    assert best[days] == "36"
    assert (best[crews], best[groups]) != ("They return together", "in two groups")


def test_rules_that_clash_with_the_text_are_told_with_their_reason(typist: Typist, tmp_path: Path) -> None:
    text = written(tmp_path, text__md=TEXT)[0]
    _, crews, groups = passage_ids(typist, text)
    rules = f'[[rule]]\nwhen = {{ "{groups}" = 1 }}\nrequires = {{ "{crews}" = 1 }}\n'
    told = typist.types("analyse", text, *written(tmp_path, who__toml=rules), "--json").json
    assert [clash["option"] for clash in told["clashes"]] == [{groups: "in two groups"}]
    assert len(told["clashes"][0]["rules"]) == 2


def genius(tmp_path: Path, name: str) -> str:
    """The GENIUS files of a case re-keyed from a publication."""
    domain = domains()[name]
    folder = tmp_path / name
    folder.mkdir()
    for file, side in (("domain", None), ("a", 0), ("b", 1)):
        root = ElementTree.Element("negotiation_template" if side is None else "utility_space")
        objective = ElementTree.SubElement(root, "objective", name="any")
        for index, issue in enumerate(domain["issues"], 1):
            element = ElementTree.SubElement(
                objective, "issue", index=str(index), name=issue["name"], type="discrete"
            )
            for option, pair in issue["options"].items():
                worth = {} if side is None else {"evaluation": pair[side]}
                ElementTree.SubElement(element, "item", value=option, **worth)
            if side is not None:
                ElementTree.SubElement(objective, "weight", index=str(index), value=issue["weights"][side])
        ElementTree.ElementTree(root).write(folder / f"{file}.xml", encoding="utf-8", xml_declaration=True)
    return str(folder)


def test_a_folder_of_genius_files_is_a_case(typist: Typist, tmp_path: Path) -> None:
    told = typist.types("analyse", genius(tmp_path, "EnglandZimbabwe"), "--json").json
    assert (told["parties"], told["deals"], told["acceptable"]) == (["a", "b"], 576, 576)
    assert (told["frontier"]["deals"], told["frontier"]["points"]) == (25, 25)
    assert [round(one, 6) for one in told["solutions"]["nash"]["worths"]] == [0.910916, 0.733218]


def test_the_picture_holds_the_same_data_as_a_table(typist: Typist, tmp_path: Path) -> None:
    svg = tmp_path / "out.svg"
    typist.types("analyse", *written(tmp_path, case__toml=CASE), "--svg", str(svg))
    root = ElementTree.parse(svg).getroot()
    words = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    for worth in ("15", "10", "5", "4", "11", "16"):
        assert worth in words
    assert "no deal" in words
    assert words.count("wastes nothing") == 5
    assert "Days: 40" in words
    for forbidden in ("script", "style", "http:"):
        assert forbidden not in svg.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("parties", [0, 1, 3])
def test_a_picture_is_drawn_for_any_number_of_parties(typist: Typist, tmp_path: Path, parties: int) -> None:
    more = "".join(
        f"[party.P{n}]\nreservation = 0\npoints = {{ Days = [{n}, 1, 2] }}\n" for n in range(parties)
    )
    case = '[issues]\nDays = ["a<b", "b", "c"]\n' + more
    svg = tmp_path / "out.svg"
    assert typist.types("analyse", *written(tmp_path, case__toml=case), "--svg", str(svg)).code == 0
    ElementTree.parse(svg)


def test_the_card_replays_to_the_same_bytes_whatever_the_order(typist: Typist, tmp_path: Path) -> None:
    other = CASE.replace(
        'Days = [30, 36, 40]\nReturn = ["at once", "in phases"]',
        'Return = ["in phases", "at once"]\nDays = [40, 36, 30]',
    )
    other = other.replace("Days = [10, 4, 0]\nReturn = [5, 0]", "Return = [0, 5]\nDays = [0, 4, 10]")
    other = other.replace("Days = [0, 5, 10]\nReturn = [0, 6]", "Days = [10, 5, 0]\nReturn = [6, 0]")
    cards = []
    for place, case in enumerate((CASE, CASE, other)):
        card = tmp_path / f"{place}.card"
        typist.types("analyse", *written(tmp_path, case__toml=case), "--card", str(card))
        cards.append(card.read_bytes())
    assert cards[0] == cards[1] == cards[2]
    told = json.loads(cards[0])
    assert told["card"] == "goodoffices-analysis/1"
    assert len(told["inputs"]) == 64
    assert told["sureness"]["nash"].startswith("proven")
    assert "Source" in told["definitions"]["nash"]


def test_another_case_has_another_card(typist: Typist, tmp_path: Path) -> None:
    inputs = []
    for place, case in enumerate((CASE, CASE.replace("reservation = 6", "reservation = 7"))):
        card = tmp_path / f"{place}.card"
        typist.types("analyse", *written(tmp_path, case__toml=case), "--card", str(card))
        inputs.append(json.loads(card.read_bytes())["inputs"])
    assert inputs[0] != inputs[1]


def test_a_time_limit_leaves_the_best_found_so_far(typist: Typist, tmp_path: Path) -> None:
    issues = "".join(f"i{n} = [1, 2, 3, 4, 5, 6]\n" for n in range(30))
    points = [
        "".join(
            f"i{n} = [{', '.join(str((n * p * m * m + 7 * m * p) % 97) for m in range(6))}]\n"
            for n in range(30)
        )
        for p in range(1, 7)
    ]
    parties = "".join(
        f"[party.P{p}]\nreservation = 0\n[party.P{p}.points]\n{own}" for p, own in enumerate(points)
    )
    ran = typist.types(
        "analyse",
        *written(tmp_path, case__toml=f"[issues]\n{issues}{parties}"),
        "--json",
        "--limit-seconds",
        "1.5",
    )
    assert ran.code == 0
    assert ran.json["frontier"]["complete"] is False
    assert ran.json["zone_empty"] is False
    for solution in ran.json["solutions"].values():
        assert solution["deals"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.toml"], "cannot be read"),
        (["--limit-seconds", "0"], "no time to work in"),
        (["--limit-seconds", "nan"], "no time to work in"),
        (["--svg", "/nowhere/at/all.svg"], "cannot be written"),
    ],
)
def test_bad_input_ends_with_2_and_one_line(
    typist: Typist, tmp_path: Path, words: list[str], says: str
) -> None:
    case = [] if words[0].endswith(".toml") else written(tmp_path, case__toml=CASE)
    ran = typist.types("analyse", *case, *words, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_fault_names_file_and_line(typist: Typist, tmp_path: Path) -> None:
    path = written(tmp_path, case__toml=CASE.replace("reservation = 6", "reservation = nan"))[0]
    assert typist.types("analyse", path).err.startswith(f"{path}:14: ")


def test_files_that_make_no_case_are_refused(typist: Typist, tmp_path: Path) -> None:
    both = [*written(tmp_path, one__toml=CASE, two__toml=CASE)]
    assert typist.types("analyse", *both).code == 2
    (tmp_path / "empty").mkdir()
    assert "no GENIUS file" in typist.types("analyse", str(tmp_path / "empty")).err
