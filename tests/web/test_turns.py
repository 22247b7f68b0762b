"""Turns to write come one at a time, to the seats that wait in rotation."""

import threading
import time

import pytest

from goodoffices.core.errors import Refused
from goodoffices.web import turns


def waiting(rotation):
    return sum(len(queue) for queue in rotation._waiting.values())


def until(condition):
    for _ in range(5000):
        if condition():
            return
        time.sleep(0.001)
    raise AssertionError("it never came to that")


def served(asked, patience=30):
    """Return in which order these seats were served that all came while another was writing."""
    rotation, order = turns.Rotation(patience), []

    def write(seat):
        with rotation.turn(seat):
            order.append(seat)

    threads = [threading.Thread(target=write, args=[seat]) for seat in asked]
    with rotation.turn("first"):
        for at, thread in enumerate(threads, 1):
            thread.start()
            until(lambda at=at: waiting(rotation) == at)
    for thread in threads:
        thread.join()
    assert not rotation._busy
    return order


def test_a_seat_that_sent_much_does_not_hold_up_one_that_sent_little():
    assert served(["busy"] * 4 + ["quiet", "calm"] + ["busy"]) == ["busy", "quiet", "calm"] + ["busy"] * 4


def test_within_a_seat_the_first_comes_first_and_turns_never_overlap():
    rotation, inside, counts = turns.Rotation(), [], []

    def write(seat):
        for _ in range(50):
            with rotation.turn(seat):
                inside.append(seat)
                counts.append(len(inside))
                inside.remove(seat)

    threads = [threading.Thread(target=write, args=[str(at % 3)]) for at in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 450


def test_a_turn_that_fails_is_passed_on():
    rotation = turns.Rotation()
    with pytest.raises(Refused), rotation.turn("one"):
        raise Refused("not now")
    with rotation.turn("other"):
        pass


def test_who_waits_too_long_is_told_so_and_nothing_is_left_behind():
    rotation = turns.Rotation(patience=0)
    with rotation.turn("one"):
        with pytest.raises(Refused, match="busy"), rotation.turn("other"):
            pytest.fail("the turn was given twice")
        assert not rotation._waiting
    with rotation.turn("other"):
        pass


def test_only_the_one_who_gave_up_leaves_the_queue():
    rotation = turns.Rotation(patience=0)
    with rotation.turn("one"):
        rotation._waiting["other"] = turns.deque([threading.Event()])
        with pytest.raises(Refused), rotation.turn("other"):
            pytest.fail("the turn was given twice")
        assert waiting(rotation) == 1
        rotation._waiting.clear()


def test_a_call_in_the_last_moment_is_not_lost():
    rotation = turns.Rotation()
    called = threading.Event()
    called.set()
    assert not rotation._withdraw("one", called)


def test_a_thread_holds_one_turn_and_says_what_it_writes():
    with turns.held("one", ["lane"]):
        turns.may_write("lane")
        with pytest.raises(RuntimeError), turns.held("one", []):
            pytest.fail("turns nested")
        with pytest.raises(RuntimeError):
            turns.may_write("other")
    with pytest.raises(RuntimeError):
        turns.mine()
