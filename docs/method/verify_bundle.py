"""Check a bundle by a printed card: verify_bundle.py FILE.zip CARD. Needs PyNaCl, and nothing of Good Offices."""

import base64, hashlib, io, json, re, sys, zipfile
from nacl.signing import VerifyKey


def framed(domain, *fields):
    return domain.encode() + b"\0" + b"".join(len(one).to_bytes(8, "big") + one for one in fields)


def sealed(head, lane, one):
    form, number, version, stamp = (one[x].to_bytes(8, "big") for x in ("format", "number", "version", "stamp"))
    epoch, move, told, wrap = (bytes.fromhex(one[x]) for x in ("epoch", "move_id", "commitment", "wrap_sha256"))
    kind, salt, plain = one["kind"].encode(), one.get("salt", ""), one.get("plain", "").encode()
    said = framed("goodoffices-commitment/1", bytes.fromhex(salt), kind, version, plain)
    assert "plain" not in one or hashlib.blake2b(said, digest_size=32).digest() == told, "opens to other words"
    place = (head, form, one["suite"].encode(), bytes.fromhex(lane), number, epoch, move, kind, version, stamp)
    return hashlib.sha256(framed("goodoffices-lane/1", *place, base64.b64decode(one["body"]), wrap, told)).digest()


def verify(data, card):
    files, again = {}, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            entry, files[name] = zipfile.ZipInfo(name), old.read(name)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            new.writestr(entry, files[name])
    rest, found = json.loads(files["statement.json"]), r"(talks|seat)\s([\da-f\s]+?)key\s([\da-f\s]+?)check"
    keys = {(who, "".join(name.split())): bytes.fromhex(key) for who, name, key in re.findall(found, card)}
    for who in {"talks", *rest["signed"]}:
        VerifyKey(keys[who, rest[who]]).verify(files["statement.json"], files[f"signatures/{who}.sig"])
    names = ["statement.json", *(f"signatures/{who}.sig" for who in rest["signed"]), *dict(rest["files"])]
    assert (list(files), again.getvalue(), rest["form"]) == (names, data, "goodoffices-bundle/1"), "of another form"
    assert all(hashlib.sha256(files[name]).hexdigest() == one for name, one in rest["files"]), "a file was changed"
    for lane in rest["lanes"]:
        head, lines = bytes(32), files[f"lanes/{lane['id']}.jsonl"].splitlines()
        for line in lines:
            head = sealed(head, lane["id"], json.loads(line))
        assert (len(lines), head.hex()) == (lane["entries"], lane["head"]), "a lane was changed or cut off"
    return rest["lanes"]


if __name__ == "__main__":
    print(verify(open(sys.argv[1], "rb").read(), open(sys.argv[2], encoding="utf-8").read()))
