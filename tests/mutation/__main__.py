"""Every change of every rule, or of those that are named: `python -m tests.mutation [RULE...]`."""

import sys
from multiprocessing import Pool

from lint.rule import Rule, all_rules, find
from tests.mutation.equivalents import equivalents, useless
from tests.mutation.trial import survivors


def tried(name: str) -> tuple[str, int, list[tuple[int, str]]]:
    """A rule's name, how many changes it has, and the line and words of those that nothing notices."""
    rule = find(name)
    assert rule
    count, left = survivors(rule)
    return name, count, [(mutant.line, mutant.change) for mutant in left]


def main(rules: list[Rule]) -> int:
    """Print what survives; returns 1 where something does for no reason that is written down."""
    with Pool() as pool:
        results = pool.map(tried, [rule.name for rule in rules], chunksize=4)
    known = equivalents()
    unnoticed = [
        f"{name}:{line}: {how}" for name, _, left in results for line, how in left if how not in known.get(name, {})
    ]
    stale = useless({name: {change for _, change in left} for name, _, left in results})
    lines = [*unnoticed, *(f"{name}: no longer needed: {change}" for name, change in stale)]
    total = sum(count for _, count, _ in results)
    lines.append(f"{total} changes of {len(results)} rules, {len(unnoticed)} unnoticed")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(len(lines) > 1)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main([rule for rule in all_rules() if not words or {rule.name, rule.id, rule.area} & {*words}]))
