"""A slow, obvious answer to every question, from a plain description of a case; shares no code with the engine."""

from fractions import Fraction
from itertools import combinations, product
from random import Random

Plain = dict
"""issues: {name: [option]}; rules: [(kind, …)]; parties: {name: {points, bonuses, lines, reservation, quantum}};
enough: None, ("at_least", n, [names]) or ("any_of", [[names]])."""


def all_deals(case):
    names = list(case["issues"])
    for pick in product(*case["issues"].values()):
        deal = dict(zip(names, pick, strict=True))
        if obeys(case["rules"], deal):
            yield deal


def has(deal, terms):
    return all(deal[issue] == option for issue, option in terms)


def obeys(rules, deal):
    for kind, *rest in rules:
        if kind == "requires" and has(deal, rest[0]) and not has(deal, rest[1]):
            return False
        if kind == "excludes" and has(deal, rest[0]):
            return False
        if kind == "together" and any(has(deal, [t]) for t in rest[0]) != all(
            has(deal, [t]) for t in rest[0]
        ):
            return False
    for what in {rest[1] for kind, *rest in rules if kind == "allows"}:
        allowing = [rest[0] for kind, *rest in rules if kind == "allows" and rest[1] == what]
        if has(deal, [what]) and not any(has(deal, [by]) for by in allowing):
            return False
    return True


def worth(party, deal):
    total = sum((party["points"].get(pair, Fraction(0)) for pair in deal.items()), Fraction(0))
    total += sum((points for terms, points in party["bonuses"] if has(deal, terms)), Fraction(0))
    return rounded(party, total)


def rounded(party, total):
    if party["quantum"] is None:
        return total
    quantum, cap = party["quantum"]
    if cap is not None and total > cap:
        total = cap
    steps = total / quantum
    lower = steps.numerator // steps.denominator
    return quantum * (lower + (1 if steps - lower >= Fraction(1, 2) else 0))


def accepts(party, deal):
    crossed = any(has(deal, line) for line in party["lines"])
    return not crossed and worth(party, deal) >= rounded(party, party["reservation"])


def suffices(case, names):
    enough = case["enough"]
    if enough is None:
        return set(names) == set(case["parties"])
    if enough[0] == "at_least":
        return len(names) >= enough[1] and set(enough[2]) <= set(names)
    return any(set(one) <= set(names) for one in enough[1])


def zone(case):
    return [
        deal
        for deal in all_deals(case)
        if suffices(case, [n for n, p in case["parties"].items() if accepts(p, deal)])
    ]


def vector(case, deal):
    return tuple(worth(party, deal) for party in case["parties"].values())


def beats(a, b):
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def efficient(case, deals):
    vectors = [vector(case, deal) for deal in deals]
    distinct = set(vectors)
    good = {v for v in distinct if not any(beats(w, v) for w in distinct)}
    return [deal for deal, v in zip(deals, vectors, strict=True) if v in good]


def gains(case, deal):
    return [worth(p, deal) - rounded(p, p["reservation"]) for p in case["parties"].values()]


def solutions(case):
    """For each standard the optimal deals of the zone that no deal of the zone beats; straight from the definitions."""
    inside = zone(case)
    if not inside:
        return {}
    all_gains = [gains(case, deal) for deal in inside]
    ideal = [max(column) for column in zip(*all_gains, strict=True)] if case["parties"] else []

    def nash(g):
        product_of = Fraction(1)
        for one in g:
            if one > 0:
                product_of *= one
        return sum(one > 0 for one in g), product_of

    def shares(g):
        return sorted(one / best for one, best in zip(g, ideal, strict=True) if best > 0)

    keys = {
        "nash": nash,
        "kalai_smorodinsky": shares,
        "egalitarian": sorted,
        "utilitarian": sum,
    }
    good = {tuple(sorted(deal.items())) for deal in efficient(case, inside)}
    answers = {}
    for name, key in keys.items():
        best = max(key(g) for g in all_gains)
        answers[name] = [
            deal for deal, g in zip(inside, all_gains, strict=True)
            if key(g) == best and tuple(sorted(deal.items())) in good
        ]  # fmt: skip
    return answers


def random_case(seed, *, rich=True):
    """A small case in which ties are common: two to five parties, rules, bonuses, red lines, `enough`, grains."""
    r = Random(seed)
    issues = {f"i{n}": [f"o{m}" for m in range(r.choice([1, 2, 2, 3, 3, 4]))] for n in range(r.randint(1, 5))}
    while prod(len(o) for o in issues.values()) > 300:
        issues.popitem()
    case = {"issues": issues, "rules": [], "parties": {}, "enough": None}
    scale = Fraction(r.choice([1, 1, 1, Fraction(1, 3), Fraction(1, 10), 7]))
    for n in range(r.choice([1, 2, 2, 2, 3, 3, 4, 5])):
        case["parties"][f"p{n}"] = random_party(r, issues, scale, rich)
    if rich:
        add_rules(r, case)
        add_enough(r, case)
    return case


def prod(numbers):
    total = 1
    for number in numbers:
        total *= number
    return total


def some_terms(r, issues, count):
    chosen = r.sample(sorted(issues), min(count, len(issues)))
    return tuple((name, r.choice(issues[name])) for name in chosen)


def random_party(r, issues, scale, rich):
    top = r.choice([1, 2, 2, 3, 5])
    low = r.choice([0, 0, 0, -1])
    points = {(name, o): scale * r.randint(low, top) for name, options in issues.items() for o in options}
    party = {"points": points, "bonuses": [], "lines": [], "quantum": None}
    party["reservation"] = scale * r.choice([low * len(issues), 0, 1, 2, top, Fraction(3, 2)])
    if rich and r.random() < 0.4 and len(issues) > 1:
        for _ in range(r.randint(1, 2)):
            terms = some_terms(r, issues, r.choice([2, 2, 3]))
            party["bonuses"].append((terms, scale * r.randint(-2, 2)))
    if rich and r.random() < 0.3:
        party["lines"] = sorted(
            {tuple(sorted(some_terms(r, issues, r.choice([1, 1, 2])))) for _ in range(r.randint(1, 2))}
        )
    if rich and r.random() < 0.15:
        cap = scale * r.randint(1, 2 * top) if r.random() < 0.5 else None
        party["quantum"] = (scale * r.choice([Fraction(1, 2), Fraction(3, 4), Fraction(5, 4), 2]), cap)
    return party


def add_rules(r, case):
    if r.random() > 0.4 or len(case["issues"]) < 2:
        return
    for _ in range(r.randint(1, 3)):
        kind = r.choice(["requires", "excludes", "allows", "together"])
        terms = some_terms(r, case["issues"], r.choice([2, 2, 3]))
        if kind == "requires":
            case["rules"].append(("requires", terms[:-1], terms[-1:]))
        elif kind == "allows":
            case["rules"].append(("allows", terms[0], terms[1]))
        else:
            case["rules"].append((kind, terms))


def add_enough(r, case):
    names = list(case["parties"])
    if r.random() > 0.25:
        return
    if r.random() < 0.5:
        count = r.randint(1, len(names))
        case["enough"] = ("at_least", count, r.sample(names, r.randint(0, min(1, count))))
    else:
        sets = [tuple(r.sample(names, r.randint(1, len(names)))) for _ in range(r.randint(1, 3))]
        case["enough"] = ("any_of", sets)


def subsets(items):
    items = list(items)
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def demands(case):
    for name, party in case["parties"].items():
        yield ("reservation", name)
        for line in party["lines"]:
            yield ("line", name, line)


def meets(case, deal, chosen):
    """Whether enough parties accept a deal if only these demands are made."""
    accepting = []
    for name, party in case["parties"].items():
        short = ("reservation", name) in chosen and worth(party, deal) < rounded(party, party["reservation"])
        crossed = any(("line", name, line) in chosen and has(deal, line) for line in party["lines"])
        if not short and not crossed:
            accepting.append(name)
    return suffices(case, accepting)


def blocks(case):
    """All minimal sets of demands that no deal meets."""
    deals = list(all_deals(case))
    minimal = []
    for chosen in subsets(demands(case)):
        if any(set(one) <= set(chosen) for one in minimal):
            continue
        if not any(meets(case, deal, chosen) for deal in deals):
            minimal.append(chosen)
    return minimal


def drop_alone(case, name, given):
    """The least drop of a party's reservation that opens the zone if it gives up these red lines; None if none does."""
    party = case["parties"][name]
    chosen = [
        d for d in demands(case) if d != ("reservation", name) and d not in {("line", name, g) for g in given}
    ]
    best = [worth(party, deal) for deal in all_deals(case) if meets(case, deal, chosen)]
    return max(Fraction(0), rounded(party, party["reservation"]) - max(best)) if best else None
