"""Talks of a story's own beside Harbour's, begun and brought so far by the same actions as any other; all seats one person's."""

STAGE = """
import secrets
from goodoffices.core.beginning import Wish
from goodoffices.core.entries import Act, Asked
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Settings
from goodoffices.web import clock
from goodoffices.web.talks import actions, folding, store
person = Person.objects.create(name=told["name"], password=make_password(told["password"]))
answer = {}
for talks in told["talks"]:
    wish = Wish(name=talks["name"], parties=tuple(talks["parties"]), mediators=tuple(talks["mediators"]),
                settings=Settings(languages=tuple(talks["text"])))
    begun = actions.begin(wish, lambda: secrets.token_hex(16), clock.now())
    seats = dict(zip([*wish.mediators, *wish.parties], begun.seats))
    for one in seats.values():
        with writer.turn(one.seat):
            store.take_seat(one.seat, str(person.pk))
    def lane(who, kind, of=""):
        view = folding.seated(seats[who]).view
        return view.lane(Kind(kind), view.delegation(of).id if of else "").id
    def does(who, kind, of, lane_kind, **fields):
        asked = Asked(lane(who, lane_kind, of), kind, fields)
        actions.make(seats[who], Act(secrets.token_hex(16), (asked,)), clock.now())
    first = wish.mediators[0]
    does(first, "register", "", "desk", text=talks["text"], name="version 1")
    sha256 = list(folding.seated(seats[first]).view.desk.versions)[-1]
    for party in wish.parties:
        does(first, "deliver", party, "channel", sha256=sha256, form="left")
    for who, kind, of, lane_kind, fields in talks["moves"]:
        does(who, kind, of, lane_kind, **{name: sha256 if one == "SHA" else one for name, one in fields.items()})
    answer[talks["name"]] = {who: one.address for who, one in seats.items()} | {"sha256": sha256}
"""

NAME = "cedar-lantern-north-14"
