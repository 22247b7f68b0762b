"""What was acknowledged is kept, whatever is killed and whichever file call fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import actions
from tests import soak
from tests.soaks import r1_server, tracing, writing
from tests.web.talks.cast import house, write
from tests.web.talks.cast import move as a_move
from tests.web.talks.site_world import SiteWorld

ROOT = Path(__file__).parents[2]
LOG = """1 pwrite64(4</d/talks-journal>, "x"..., 512, 0) = 512
1 fdatasync(4</d/talks-journal>) = 0
1 pwrite64(3</d/talks>, "x"..., 4096, 0) = 4096
1 fdatasync(3</d/talks> <unfinished ...>
2 write(9</elsewhere>, "x"..., 1) = 1
1 <... fdatasync resumed>) = 0
1 unlink("/d/talks-journal") = 0
1 openat(AT_FDCWD</w>, "/d", O_RDONLY|O_CLOEXEC) = 5</d>
1 fdatasync(5</d>) = 0
1 write(7<pipe:[1]>, "ack 1"..., 5) = 5
"""


def row(name, times):
    """Run a row in a process that has not chosen its databases yet."""
    command = [sys.executable, "-m", "tests.soak", name, str(times), "--dry"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_no_acknowledged_act_is_lost_when_the_program_is_killed():
    assert "50 kills" in row("R1", 50)


@pytest.mark.postgres
def test_no_acknowledged_act_is_lost_on_postgres_when_the_program_is_killed():
    assert "50 kills" in row("R1-postgres", 50)


@pytest.mark.slow
def test_no_acknowledged_act_is_lost_when_the_server_is_killed():
    assert "3 kills of the server" in row("R1-server", 3)


@pytest.mark.postgres
@pytest.mark.slow
def test_no_acknowledged_act_is_lost_on_postgres_when_the_server_is_killed():
    assert "3 kills of the server" in row("R1-server-postgres", 3)


@pytest.mark.postgres
def test_no_acknowledged_act_is_lost_when_postgres_crashes():
    assert "4 crashes" in row("R2", 4)


@pytest.mark.postgres
def test_flipped_bits_are_all_found_on_postgres():
    assert "300 bits changed, 0 unseen" in row("S18-postgres", 300)


@pytest.mark.strace
def test_every_write_is_on_the_disk_before_it_is_acknowledged():
    assert "0 of 60 acknowledgements early" in row("R3", 1)


@pytest.mark.postgres
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
def test_every_write_is_on_the_disk_before_it_is_acknowledged_on_postgres():
    assert "0 of 60 acknowledgements early" in row("R3-postgres", 1)


@pytest.mark.strace
def test_whichever_file_call_fails_the_record_is_sound():
    assert " 0 lost" in row("R4", 1)


@pytest.mark.django_db
class TestTheLedgerItself:
    """The controls: each kind of loss, planted, is counted."""

    @pytest.fixture
    def ledger(self):
        talks = house()
        self.lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]
        return writing.Ledger(self.lanes)

    def told(self):
        told = []
        writing.act(told.append, "one", self.lanes)
        return told

    def test_what_is_kept_and_acknowledged_counts_as_such(self, ledger):
        assert +ledger.check(self.told() + self.told()) == {"acks": 2}
        assert +ledger.check(self.told()) == {"acks": 1}
        assert writing.final(ledger) == 0

    def test_an_act_acknowledged_and_not_kept_is_lost(self, ledger):
        said = [f"try {'ab' * 16} {' '.join(self.lanes)}", f"ack {'ab' * 16} 1 {'00' * 32} 1 {'00' * 32}"]
        assert +ledger.check(said) == {"acks": 1, "lost": 1}

    def test_an_act_kept_in_another_place_than_acknowledged_is_lost(self, ledger):
        tried, acked = self.told()
        assert +ledger.check([tried, acked.replace(" 1 ", " 2 ")]) == {"acks": 1, "lost": 1}

    def test_half_an_act_is_torn(self, ledger):
        write(self.lanes[0], a_move(move_id="ab" * 16, words="ab" * 48))
        assert +ledger.check([f"try {'ab' * 16} {' '.join(self.lanes)}"])["torn"] == 1

    def test_an_act_kept_but_not_acknowledged_is_known_when_sent_again(self, ledger):
        tried, _ = self.told()
        assert +ledger.check([tried]) == {"unacknowledged": 1}

    def test_an_act_that_was_not_kept_is_written_when_sent_again(self, ledger):
        assert +ledger.check([f"try {'ab' * 16} {' '.join(self.lanes)}"]) == {}
        assert all(head.number == 1 for head in ledger.heads.values())


@pytest.mark.django_db(transaction=True, databases="__all__")
class TestTheBooksOfTheServer:
    """The controls: what a killed server could do wrong, planted, is counted."""

    @pytest.fixture
    def books(self):
        self.world = SiteWorld()
        self.lanes = [self.world.lane("Tarn", kind) for kind in (Kind.CHANNEL, Kind.ROOM)]
        return r1_server.Books(self.lanes)

    def load(self, *, acked=True, kept=2, moved=0):
        """One act, of whose moves so many are kept."""
        load = r1_server.Load("http://127.0.0.1:1", [])
        moves = [{"lane": lane, "kind": "say", "words": "One."} for lane in self.lanes]
        load.tried["ab" * 16] = {}, moves
        done = (
            actions.make(self.world.seats["Tarn"], actions.act_of("ab" * 16, moves[:kept]), self.world.at)
            if kept
            else None
        )
        if acked:
            told = done.receipts if done else ()
            load.acked["ab" * 16] = [f"{one.lane} {one.number + moved} {one.seal.hex()}" for one in told] or [
                "none"
            ]
        return load

    def test_what_stands_as_acknowledged_is_well(self, books):
        assert +books.count(self.load()) == {"acks": 1}

    def test_what_stands_unacknowledged_is_sent_again(self, books):
        assert +books.count(self.load(acked=False)) == {"unacknowledged": 1}
        assert list(books.pending) == ["ab" * 16]

    def test_an_acknowledged_act_that_is_not_there_or_stands_elsewhere_is_lost(self, books):
        assert books.count(self.load(kept=0))["lost"] == 1
        assert books.count(self.load(moved=1))["lost"] == 1

    def test_half_an_act_is_torn(self, books):
        assert books.count(self.load(acked=False, kept=1))["torn"] == 1

    def test_a_retry_that_stands_anew_is_doubled(self, books):
        books.count(self.load(acked=False))
        again = r1_server.Load("http://127.0.0.1:1", [])
        again.send = lambda _, name: again.acked.update({name: ["elsewhere"]})
        assert books.again(again)["doubled"] == 2


@pytest.mark.parametrize(
    ("without", "early"),
    [(None, 0), ("fdatasync(3", 1), ("resumed", 1), ("fdatasync(5", 1), ("pwrite64", 1)],
)
def test_an_acknowledgement_before_any_of_the_syncs_is_seen(tmp_path, without, early):
    log = tmp_path / "log"
    log.write_text(
        "".join(line for line in LOG.splitlines(keepends=True) if not without or without not in line)
    )
    assert tracing.unsynced_acks(log, "/d") == (1, early)


def test_a_soak_goes_on_where_it_was_stopped_and_writes_its_figure_down_once(tmp_path, monkeypatch, capsys):
    made = []

    class Pretended:
        TITLE, TIMES, NEVER = "a row", 4, ("lost",)

        @staticmethod
        def trials():
            from contextlib import nullcontext

            def trial(number):
                if number == 2 and made.count(2) == 0:
                    made.append(2)
                    raise KeyboardInterrupt
                made.append(number)
                return {"acks": 1}

            return nullcontext(trial)

        @staticmethod
        def sentence(counts):
            return f"{counts['acks']} acks in {counts['trials']}"

    monkeypatch.setattr(soak, "ROOT", tmp_path)
    monkeypatch.setattr(soak, "row_of", lambda _: Pretended)
    with pytest.raises(KeyboardInterrupt):
        soak.run("R0", None, dry=False)
    assert soak.run("R0", None, dry=False) == 0
    assert made == [0, 1, 2, 2, 3]
    (line,) = [
        line for line in (tmp_path / "docs/measurements/R0.md").read_text().splitlines() if "acks" in line
    ]
    assert "| 4 acks in 4 |" in line
    assert not list(tmp_path.glob("data/soak/*"))
    Pretended.NEVER = ("acks",)
    assert soak.run("R0", 1, dry=True) == 1
    assert "FAILED: {'acks': 1}" in capsys.readouterr().out


def test_a_row_that_is_not_there_is_told(capsys):
    assert soak.main(["R99"]) == 2
    assert "R1 R1-postgres" in capsys.readouterr().err


@pytest.mark.postgres
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
@pytest.mark.slow
def test_whichever_write_or_sync_of_postgres_fails_the_record_is_sound(monkeypatch):
    monkeypatch.setenv("CALLS", "pwrite64,fdatasync")
    assert " 0 lost, 0 torn" in row("R4-postgres", 1)


@pytest.mark.slow
def test_acts_sent_again_torn_or_changed_have_their_effect_once():
    assert "20 sequences" in row("R7", 20)


@pytest.mark.slow
def test_damaged_files_are_read_or_refused_and_break_no_parser(monkeypatch):
    monkeypatch.setenv("SECONDS", "1")
    assert " 0 broken, 0 over a second" in row("S6", 6)
