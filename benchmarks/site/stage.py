"""Putting talks into a site's database, in a process of its own: `python -m benchmarks.site.stage DATA WHAT`.

What is asked for comes as JSON on standard input; what the measuring needs to know goes out as JSON.
"""

import json
import secrets
import sys
from dataclasses import replace
from pathlib import Path

AT_ONCE = 1000


def pages(told):
    """Talks with a text of forty clauses, given to both rooms and reacted to; its seats, each signed in."""
    from benchmarks.site.draft import draft

    talks = _Talks("Strait")
    for days in (40, 42):
        sha256 = talks.give(draft(days), f"version {days}")
        if days == 40 and told.get("read"):
            talks.mark_read(sha256)
    for who, reaction in (("Tarn", "cannot"), ("Vell", "prefer")):
        for clause in range(1, 41, 3):
            words = f"Not as clause {clause} stands; the tide decides, not the day."
            talks.act(who, "channel", who, "react", clause=f"clause-{clause}", reaction=reaction, words=words)
    person, cookie = _signed_in()
    return {"cookie": cookie, "seats": {who: talks.sit(who, person) for who in ("M1", "Tarn", "Vell")}}


def crowd(told):
    """So many talks, each with a text given and so many moves in its lanes; tokens and lanes of all who speak."""
    found = []
    for number in range(told["talks"]):
        talks = _Talks(f"Strait {number}")
        if told["text"]:
            from benchmarks.site.draft import draft

            talks.give(draft(), "version 1")
        if told["moves"]:
            talks.fill_all(told["moves"])
        found += [talks.speaker(who) for who in ("M1", "Tarn", "Vell")]
    return found


def lane(told):
    """Talks whose channel between Tarn and the desk holds so many moves."""
    from benchmarks.site.draft import draft

    talks = _Talks("Strait")
    talks.give(draft(), "version 1")
    talks.fill("Tarn", "channel", told["moves"])
    talks.act("Tarn", "channel", "Tarn", "say", words="The last word.")
    person, cookie = _signed_in()
    seats = {who: talks.sit(who, person) for who in ("M1", "Tarn")}
    return {"cookie": cookie, "seats": seats, "speaker": talks.speaker("Tarn")}


def streams(told):
    """So many seats of one person, five to each of some talks."""
    person, cookie = _signed_in()
    seats, speakers = [], []
    for number in range(told["talks"]):
        talks = _Talks(f"Strait {number}")
        seats += [talks.sit(who, person) for who in talks.seats]
        speakers.append(talks.speaker("Tarn"))
    return {"cookie": cookie, "seats": seats, "speakers": speakers}


class _Talks:
    """Talks between Tarn and Vell, two mediators and an observer."""

    def __init__(self, name):
        from goodoffices.core.beginning import Wish
        from goodoffices.core.people import Settings
        from goodoffices.web import clock
        from goodoffices.web.talks import actions

        wish = Wish(
            name, ("Tarn", "Vell"), ("M1", "M2"), observers=("Watch",), settings=Settings(languages=("en",))
        )
        self.at = clock.now()
        begun = actions.begin(wish, _fresh, self.at)
        self.talks = begun.talks
        self.seats = dict(zip(("M1", "M2", "Tarn", "Vell", "Watch"), begun.seats, strict=True))

    def view(self, who):
        from goodoffices.web.talks import folding

        return folding.seated(self.seats[who]).view

    def lane(self, who, kind, party=""):
        from goodoffices.core.lanes import Kind

        wanted = self.seats[party].delegation if party else ""
        return self.view(who).lane(Kind(kind), wanted).id

    def act(self, who, kind, party, asked, /, **fields):
        from goodoffices.web.talks import actions

        moves = [{"lane": self.lane(who, kind, party), "kind": asked, **fields}]
        actions.make(self.seats[who], actions.act_of(_fresh(), moves), self.at)

    def give(self, text, name):
        self.act("M1", "desk", "", "register", text={"en": text}, name=name)
        sha256 = list(self.view("M1").desk.versions)[-1]
        for party in ("Tarn", "Vell"):
            self.act("M1", "channel", party, "deliver", sha256=sha256, form="left")
        return sha256

    def mark_read(self, sha256):
        from goodoffices.web.talks import changed

        for party in ("Tarn", "Vell"):
            changed.mark_read(self.seats[party], sha256)

    def fill_all(self, moves):
        """Spread moves over the lanes people talk in."""
        places = [
            ("Tarn", "room"),
            ("Tarn", "channel"),
            ("Vell", "room"),
            ("Vell", "channel"),
            ("M1", "desk"),
        ]
        for who, kind in places:
            self.fill(who, kind, moves // len(places))

    def fill(self, who, kind, moves):
        """Append moves to a lane through the store, many to a turn, and remember what they amount to."""
        from goodoffices.core.entries import Entry
        from goodoffices.core.fold import step
        from goodoffices.core.moves import Confide, Say
        from goodoffices.web import writer
        from goodoffices.web.talks import folding, store
        from goodoffices.web.talks.store import Draft

        seat, party = self.seats[who], who if kind == "channel" else ""
        lane_id, stamp = self.lane(who, kind, party), int(self.at.timestamp()) // 300 * 300
        by = seat.delegation if kind == "channel" else seat.seat
        held = next(one for one in store.lanes_of(seat.seat) if one.id == lane_id)
        state = folding.state_of(held)
        for first in range(0, moves, AT_ONCE):
            made, entries = [], []
            for number in range(first, min(moves, first + AT_ONCE)):
                words = f"Number {number}: the boats lie where they lay, and the tide is the tide."
                move = Confide(words) if kind == "channel" and number % 10 == 0 else Say(words)
                made.append(Draft(_fresh(), move.kind, move.version, stamp, folding.body_of(move, by, "")))
                entries.append(Entry(held.number + 1 + number, made[-1].move_id, stamp, by, move))
            for entry in entries:
                state = step(state, entry)
            with writer.turn(seat.seat, [lane_id]):
                last = store.append(lane_id, made)[-1]
                folding.remember(replace(held, number=last.number, seal=last.seal), state)

    def sit(self, who, person):
        from goodoffices.web import writer
        from goodoffices.web.talks import store

        with writer.turn(self.seats[who].seat):
            store.take_seat(self.seats[who].seat, person)
        return self.seats[who].address

    def speaker(self, who):
        from goodoffices.web import writer
        from goodoffices.web.talks import store

        with writer.turn(self.seats[who].seat):
            token = store.give_token(self.seats[who].seat)
        party = who if who in ("Tarn", "Vell") else "Tarn"
        lanes = {"channel": self.lane(who, "channel", party), "notes": self.lane(who, "notes")}
        lanes |= {"room": self.lane(who, "room")} if who == party else {"desk": self.lane(who, "desk")}
        return {"talks": self.talks, "token": token, "lanes": lanes, "address": self.seats[who].address}


def _signed_in():
    """Make a person with a session; return both, as the cookie header has it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from goodoffices.web.gate.sessions import SessionStore
    from goodoffices.web.people.models import Person

    person = Person.objects.create(
        name=f"measure-{secrets.token_hex(4)}", password=secrets.token_hex(20), language="en"
    )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(person.pk), f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _fresh():
    return secrets.token_hex(16)


def main(arguments):
    from goodoffices.web.commands import site

    data, what = arguments
    site.open_site(Path(data))
    told = json.load(sys.stdin)
    print(json.dumps(globals()[what](told)))


if __name__ == "__main__":
    main(sys.argv[1:])
