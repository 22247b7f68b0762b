"""What is sent from the tray is out of it in the same moment: nothing is sent twice, and nothing is lost."""

import threading

import pytest
from django.db import connection, connections

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind
from goodoffices.web.talks import actions, store, tray
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_closed_talks import interrupted_everywhere

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
WORDS = ("We could live with 36.", "Not before the list.")


def waiting(world: SiteWorld) -> list[str]:
    lane, names = world.lane("Tarn", Kind.CHANNEL), []
    for words in WORDS:
        names.append(fresh())
        tray.put(world.seats["Tarn"], names[-1], Asked(lane, "say", {"words": words}), world.at)
    return names


def test_a_sending_cut_off_anywhere_sent_it_and_emptied_the_tray_or_did_neither():
    world = SiteWorld()
    tarn, lane, names = world.seats["Tarn"], world.lane("Tarn", Kind.CHANNEL), waiting(world)

    def same() -> None:
        assert (len(store.entries(lane)), len(tray.waiting(tarn))) in ((0, 2), (2, 0))

    assert interrupted_everywhere(lambda: tray.send(tarn, names, fresh(), world.at), same) > 2
    assert [one.body["move"]["words"] for one in store.entries(lane)] == list(WORDS)
    with pytest.raises(Absent):
        tray.send(tarn, names, fresh(), world.at)


def test_two_pages_that_send_the_same_at_once_send_it_once():
    world = SiteWorld()
    tarn, lane, names = world.seats["Tarn"], world.lane("Tarn", Kind.CHANNEL), waiting(world)
    both, made = threading.Barrier(2), actions.make

    def together(*args, **more):
        both.wait(10)
        return made(*args, **more)

    def page() -> None:
        if connection.vendor == "sqlite":  # in memory a reader locks a whole table, as in no file
            connection.cursor().execute("PRAGMA read_uncommitted = 1")
        try:
            tray.send(tarn, names * 2, fresh(), world.at)
        except Absent:
            pass
        finally:
            connections.close_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "make", together)
        pages = [threading.Thread(target=page) for _ in range(2)]
        for one in pages:
            one.start()
        for one in pages:
            one.join()
    assert len(store.entries(lane)) == len(WORDS)
    assert tray.waiting(tarn) == ()


def test_the_same_sending_again_answers_as_before_and_empties_what_is_left():
    world = SiteWorld()
    tarn, names, act = world.seats["Tarn"], waiting(world), fresh()
    lane = world.lane("Tarn", Kind.CHANNEL)
    done = tray.send(tarn, names, act, world.at)
    for name, words in zip(names, WORDS, strict=True):
        tray.put(tarn, name, Asked(lane, "say", {"words": words}), world.at)
    assert tray.send(tarn, names, act, world.at).receipts == done.receipts
    assert tray.waiting(tarn) == ()
    assert len(store.entries(lane)) == len(WORDS)
