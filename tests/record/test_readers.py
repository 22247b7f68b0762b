"""A reader may be replaced, and what it makes up is dropped."""

from dataclasses import replace

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.record.reading.readers import checked, reader
from goodoffices.record.reading.reading import read
from goodoffices.record.reading.values import Stretch

TEXT = "TARN, March 3, 2031 (HNA) - The council said on Monday that 40 boats were lost."


def test_what_stands_in_the_file_is_kept():
    assert checked(TEXT, read(TEXT)) == read(TEXT)
    assert reader("rules")(TEXT, None) == read(TEXT)


def test_words_that_are_not_in_the_file_are_dropped():
    reading = read(TEXT)
    (said,) = reading.statements
    for wrong in (
        Stretch(said.words.start, said.words.end, "41 boats were lost"),
        Stretch(500, 510, "x"),
        Stretch(3, 3, ""),
    ):
        assert checked(TEXT, replace(reading, statements=(replace(said, words=wrong),))).statements == ()
        assert checked(TEXT, replace(reading, statements=(replace(said, cue=wrong),))).statements == ()
    assert (
        checked(
            TEXT, replace(reading, figures=(replace(reading.figures[0], words=Stretch(0, 4, "VELL")),))
        ).figures
        == ()
    )


def test_a_reader_nobody_offers_is_named():
    with pytest.raises(BadInput, match="there is no reader 'oracle'; there are: rules"):
        reader("oracle")
