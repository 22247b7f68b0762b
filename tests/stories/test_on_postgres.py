"""Stories M-1, M-3 and M-4 once more, on PostgreSQL."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import Cluster
from tests.serving import Site, serving
from tests.stories.harbour import Staged, stage
from tests.stories.test_rooms import (
    test_m3_what_was_confided_is_released_in_other_words_and_only_those_are_read,
    test_m4_other_words_are_refused_with_a_hint_and_a_reaction_goes_instead,
)
from tests.stories.test_same_text import (
    test_m1_altered_paper_is_found_by_the_rooms_own_check_and_told_the_desk_by_the_room_alone,
    test_m1_another_text_entered_under_the_same_name_alarms_the_desk_within_one_act,
)

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
__all__ = [
    "test_m1_altered_paper_is_found_by_the_rooms_own_check_and_told_the_desk_by_the_room_alone",
    "test_m1_another_text_entered_under_the_same_name_alarms_the_desk_within_one_act",
    "test_m3_what_was_confided_is_released_in_other_words_and_only_those_are_read",
    "test_m4_other_words_are_refused_with_a_hint_and_a_reaction_goes_instead",
]
HARBOUR = "harbour"
_number = count(1)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory, postgres: Cluster) -> Staged:
    """Harbour in a database of PostgreSQL, which every story copies."""
    return stage(tmp_path_factory.mktemp("harbour") / "data", DATABASE_URL=postgres.make(HARBOUR))


@pytest.fixture
def site(tmp_path: Path, staged: Staged, postgres: Cluster) -> Iterator[Site]:
    """A server with a database of this story's own."""
    shutil.copytree(staged.data, tmp_path / "data")
    with serving(tmp_path / "data", DATABASE_URL=postgres.copy(HARBOUR, f"story{next(_number)}")) as site:
        yield site
