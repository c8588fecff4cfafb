"""What lies folded below a comment's table."""

from collections.abc import Iterator

from generator.diff.change import ABSENT, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.report import phrases
from generator.diff.report.commonmark import LINE, code, fence, prose
from generator.diff.report.sections import Section
from generator.diff.topology import drawn
from lint.engine import Finding

NAME = 100
PEERS = 10
PICTURE = 20_000
_LINES = 40

Placed = tuple[str, Change]


def sections(comparison: Comparison, changes: list[Placed]) -> Iterator[Section]:
    """Every section, also those that are empty, in the order of a comment."""
    yield Section(f"Intent: platform.yaml ({len(comparison.edits)})", list(_intent(comparison)))
    found = comparison.findings
    title = f"Lint: {len(found.new)} new, {len(found.gone)} gone, {found.unchanged} unchanged"
    yield Section(title, [*_findings("new", found.new), *_findings("gone", found.gone)])
    for tree in ("terraform", "bootstrap", "kubernetes"):
        here = [placed for placed in changes if placed[1].tree == tree and placed[1].fields]
        pieces = [_detail(*placed) for placed in here]
        yield Section(f"Field by field: {tree} ({len(here)})", pieces, "\n\n", bulky=True)
    yield Section("Reachability: what opens and what is cut", list(_reachability(comparison)))
    yield Section("Topology", list(_topology(comparison)), "\n\n", bulky=True)
    yield Section(phrases.ADDRESSES.capitalize(), list(_addresses(comparison)))
    yield Section("Cost: what the bill follows", list(_costs(comparison)))


def _intent(comparison: Comparison) -> Iterator[str]:
    for edit in comparison.edits:
        where = f" ({', '.join(code(name, NAME) for name in edit.environments[:10])})" if edit.environments else ""
        old, new = (code(phrases.value(value), NAME) for value in (edit.field.old, edit.field.new))
        yield f"- {code(edit.field.dotted)}: {old} → {new}{where}"


def _findings(state: str, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        rule = f"{finding.rule.id} {finding.rule.name}" if finding.rule else "invalid"
        said = prose(finding.message[:1000])
        yield f"- **{state} {finding.severity}** {code(rule)} in line {finding.span.line}: {said}"


def _reachability(comparison: Comparison) -> Iterator[str]:
    for name, found in comparison.reachability.items():
        for reach in found:
            said = [
                f"{verb} {', '.join(code(phrases.peer(reach.gate, peer), NAME) for peer in peers[:PEERS])}"
                + (f" and {len(peers) - PEERS} more" if len(peers) > PEERS else "")
                for verb, peers in (("opens to", reach.opened), ("is cut from", reach.cut))
                if peers
            ]
            yield f"- {code(name, NAME)}: {code(phrases.gate(reach.gate))} {', and '.join(said)}"


def _topology(comparison: Comparison) -> Iterator[str]:
    """The pictures that differ, the new one first; GitHub draws none of more than 50,000 characters."""
    for name in comparison.environments:
        before, after = (drawn(side, name) for side in (comparison.base, comparison.head))
        for when, picture in (("After", after), ("Before", before)) if before != after else ():
            lines = picture.splitlines()
            if lines and len(picture) < PICTURE and max(map(len, lines)) <= LINE:
                yield f"{when}, {code(name, NAME)}:\n\n{fence(lines, 'mermaid')}"


def _addresses(comparison: Comparison) -> Iterator[str]:
    for name, found in comparison.capacity.items():
        for subnet in found.subnets:
            before, after = phrases.room(subnet.old), phrases.room(subnet.new)
            yield f"- {code(f'{name} {subnet.tier}-{subnet.zone}')}: {before} → {after}"
        if found:
            old, new = (code(phrases.limit(each), NAME) for each in (found.old, found.new))
            yield f"- {code(name, NAME)} runs out first of: {new if old == new else f'{old} → {new}'}"


def _costs(comparison: Comparison) -> Iterator[str]:
    for name, found in comparison.costs.items():
        for cost in found:
            old, new = phrases.amounts(cost)
            yield f"- {code(name, NAME)}: {code(cost.what)}: {old} → {new}"


def _detail(environment: str, change: Change) -> str:
    lines = [line for field in change.fields for line in _lines(field)]
    more = [f"# {len(lines) - _LINES} more lines"] if len(lines) > _LINES else []
    return f"{code(change.name)} in {code(environment)}\n\n{fence([*lines[:_LINES], *more], 'diff')}"


def _lines(field: Field) -> Iterator[str]:
    forces = "  # forces replacement" if field.forces else ""
    if field.old is not ABSENT:
        yield f"- {field.dotted}: {phrases.value(field.old)}"
    if field.new is not ABSENT:
        yield f"+ {field.dotted}: {phrases.value(field.new)}{forces}"
