"""Programs that speak through the API, in a process of their own: `python -m benchmarks.site.speakers`.

In comes JSON: `url`, `speakers` (token, talks, lanes), `lines` (how many at once), `moves` (how many each makes);
out goes JSON: the seconds of each request in order, and from the first to the last.
"""

import json
import secrets
import sys
import threading
import time

from benchmarks.site.served import Line

WORDS = "The boats lie where they lay; thirty-six days could be lived with, forty could not."


def main():
    told = json.load(sys.stdin)
    speakers, waits = told["speakers"], [[] for _ in range(told["lines"])]
    threads = [
        threading.Thread(target=speak, args=(told, speakers[at :: told["lines"]], waits[at]))
        for at in range(told["lines"])
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    print(json.dumps({"seconds": whole, "waits": [one for listed in waits for one in listed]}))


def speak(told, speakers, waits):
    """Make moves one after another for these seats in turn, over one connection each."""
    lines = [Line(told["url"], Authorization=f"Bearer {one['token']}") for one in speakers]
    for number in range(told["moves"]):
        at = number % len(speakers)
        act = {"id": secrets.token_hex(16), "moves": [move(speakers[at], number // len(speakers))]}
        began = time.perf_counter()
        lines[at].post(f"/api/talks/{speakers[at]['talks']}/acts", act)
        waits.append(time.perf_counter() - began)
        if told.get("look") and number % told["look"] == 0:
            lines[at].get(f"/api/talks/{speakers[at]['talks']}")


def move(speaker, number):
    """Return what is said next: in turn in the channel, the room or desk, the channel again, and one's notes."""
    lanes = speaker["lanes"]
    inside = lanes.get("room") or lanes["desk"]
    kinds = [
        ("say", lanes["channel"]),
        ("say", inside),
        ("note", lanes["notes"]),
        ("confide", lanes["channel"]),
    ]
    kind, lane = kinds[number % 4] if "room" in lanes else kinds[number % 3]
    return {"kind": kind, "lane": lane, "words": f"{WORDS} {number}"}


if __name__ == "__main__":
    main()
