"""A rule's documentation, for people and for pages."""

from lint.rule import Rule


def text(rule: Rule) -> str:
    """A rule's documentation, for people."""
    where = [f"{rule.severity}"]
    where += [f"{severity} in {tier}" for tier, severity in _by_tier(rule) if severity is not None]
    also = f"\nAlso: {', '.join(rule.also)}" if rule.also else ""
    return f"{rule.name} [{rule.id}] {', '.join(where)}\n\n{rule.docs}\n\nSource: {rule.source}{also}"


def _by_tier(rule: Rule) -> list[tuple[str, object]]:
    return [("production", rule.production), ("development", rule.development)]


def markdown(rule: Rule) -> str:
    """The same as a page."""
    also = f" Also {', '.join(rule.also)}." if rule.also else ""
    return f"**{rule.name}** {rule.id}, {rule.severity}. [Source]({rule.source}).{also}\n\n{fenced(rule.docs)}"


def fenced(docs: str) -> str:
    """Indented examples as YAML blocks."""
    lines: list[str] = []
    inside = False
    for line in docs.splitlines():
        indented = line.startswith("    ")
        if indented and not inside:
            lines.append("```yaml")
        elif inside and not indented and line:
            lines[-1:] = ["```", ""]
        inside = indented or (inside and not line)
        lines.append(line.removeprefix("    ") if inside else line)
    return "\n".join([*lines, "```"] if inside else lines)
