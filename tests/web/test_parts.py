"""The parts pages are made of: what they show is escaped, named, and says who reads."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.web import parts


def shown(template: str, **told: object) -> str:
    return Template(template).render(Context(told))


def test_brackets_are_marked_and_options_stand_apart() -> None:
    assert parts.passages("for [30 | 36] days") == (
        'for <span class="open"><i>[</i><b><bdi>30</bdi></b> <i>|</i> <b><bdi>36</bdi></b><i>]</i></span> days'
    )


def test_brackets_nest() -> None:
    inner = '<span class="open"><i>[</i><b><bdi>c</bdi></b> <i>|</i> <b><bdi></bdi></b><i>]</i></span>'
    assert parts.passages("[a | b [c | ] d]") == (
        f'<span class="open"><i>[</i><b><bdi>a</bdi></b> <i>|</i> <b><bdi>b {inner} d</bdi></b><i>]</i></span>'
    )


def test_what_a_backslash_makes_plain_is_plain() -> None:
    assert parts.passages(r"\[a \| b\] \\ \<") == "[a | b] \\ &lt;"


def test_a_table_row_outside_brackets_keeps_its_bars() -> None:
    assert parts.passages("| day | list |") == "| day | list |"


@given(st.text())
def test_no_wording_becomes_markup_or_loses_a_letter(notation: str) -> None:
    made = parts.passages(notation)
    for piece in ('<span class="open">', "</span>", "<i>", "</i>", "<b>", "</b>", "<bdi>", "</bdi>"):
        made = made.replace(piece, "")
    assert "<" not in made
    assert ">" not in made


@given(st.text(alphabet="ab [|]\\<&", max_size=30))
def test_every_mark_that_opens_closes(notation: str) -> None:
    made = parts.passages(notation)
    assert made.count("<span") == made.count("</span>")
    assert made.count("<b>") == made.count("</b>") == made.count("<bdi>") == made.count("</bdi>")


def test_changes_are_marked_and_escaped() -> None:
    pieces = [("same", "a <"), ("added", "b"), ("removed", "c")]
    assert parts.changes(pieces) == "a &lt;<ins>b</ins><del>c</del>"


def test_check_words_keep_together() -> None:
    assert (
        parts.checkwords("one two")
        == parts.checkwords(["one", "two"])
        == '<bdi class="words">one · two</bdi>'
    )


@pytest.mark.parametrize("kind", list(parts.READS))
def test_every_place_says_who_reads_it(kind: str) -> None:
    for page in (
        shown("{% band kind %}x{% endband %}", kind=kind),
        shown("{% composer kind action='/a' button='Say' %}{% endcomposer %}", kind=kind),
        shown("{% slip kind %}x{% endslip %}", kind=kind),
    ):
        assert str(parts.READS[kind]) in page


def test_no_two_composers_look_alike() -> None:
    pages = [
        shown("{% composer kind action='/a' button='Say' reads='x' %}{% endcomposer %}", kind=kind)
        for kind in parts.READS
    ]
    looks = {page.split('method="post"')[0] for page in pages}
    assert len(looks) == len(parts.READS)


def test_what_leaves_a_room_is_headed_by_a_strip_and_what_stays_is_not() -> None:
    leaving = {
        kind
        for kind in parts.READS
        if " out" in shown("{% band kind %}x{% endband %}", kind=kind).split(">")[0]
    }
    assert leaving == {"channel", "circle", "private", "table"}


def test_an_unknown_place_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="is no place"):
        shown("{% band 'lobby' %}x{% endband %}")


def test_a_composer_gives_back_what_was_written_and_says_what_was_wrong() -> None:
    page = shown(
        "{% composer 'room' action='/a' button='Keep' title='T' value=words wrong='Too long.' hint='H' %}<b>more</b>{% endcomposer %}",
        words="</textarea><script>",
        csrf_token="token",
    )
    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in page
    assert 'aria-invalid="true"' in page
    assert "Too long." in page
    assert "<b>more</b>" in page
    assert 'value="token"' in page


def test_each_form_carries_the_id_of_a_move_of_its_own() -> None:
    moves = {parts.move() for _ in range(100)}
    assert len(moves) == 100
    assert all(len(move) == 32 and int(move, 16) >= 0 for move in moves)


def test_a_clause_shows_notation_and_leaves_what_is_made_alone() -> None:
    assert '<span class="open">' in shown("{% clause '1' '[a | b]' %}{% endclause %}")
    assert "<ins>a</ins>" in shown("{% clause '1' words|changes %}{% endclause %}", words=[("added", "a")])
    assert "&lt;ins&gt;" in shown("{% clause '1' '<ins>' %}{% endclause %}")


def test_a_difference_is_red_and_sameness_is_not() -> None:
    assert "another" not in shown("{% held 'Tarn' 'holds version 7' %}{% endheld %}")
    assert 'class="another">clause 14 differs' in shown(
        "{% held 'Vell' '' another='clause 14 differs' %}{% endheld %}"
    )


def test_a_tag_has_no_tone_of_its_own_making() -> None:
    assert parts.tag("<x>", "red") == '<span class="tag is-plain">&lt;x&gt;</span>'


def test_the_way_one_is_on_is_told() -> None:
    page = shown("{% tabs ways '/b' %}", ways=[("/a", "A"), ("/b", "B")])
    assert '<a href="/b" aria-current="page">B</a>' in page
    assert '<a href="/a">A</a>' in page


def test_what_a_bracket_follows_is_no_word_of_it():
    assert "days" not in parts.passages("on day [31 | 37]{=days}")
    assert parts.passages(r"a \{=days} b") == "a {=days} b"
