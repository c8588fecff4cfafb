"""How often each rule has found something."""

from collections import Counter
from collections.abc import Iterable

from lint.engine import Result


def statistics(results: Iterable[Result]) -> str:
    """A line a rule, the busiest first: number, worst severity, id, name, what is wrong."""
    findings = [finding for result in results for finding in result.findings]
    rules = {finding.rule.id: finding.rule for finding in findings if finding.rule}
    worst = {id: max(f.severity for f in findings if f.rule and f.rule.id == id) for id in rules}
    counts = Counter(finding.rule.id for finding in findings if finding.rule)
    lines = [
        f"{count:>5}  {worst[id]!s:<7}  {id}  {rules[id].name}: {rules[id].summary}"
        for id, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    invalid = len(findings) - sum(counts.values())
    lines += [f"{invalid:>5}  error    faults of files that are no platform"] if invalid else []
    return "".join(f"{line}\n" for line in lines) or "no findings\n"
