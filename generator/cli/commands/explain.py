"""Say why a rule is there."""

import typer

from generator.errors import UsageError
from generator.platform.meant import meant
from lint.rule import Rule, all_rules, find


def command(rule: str = typer.Argument(help="A rule's name or id.")) -> int:
    """Print a rule's reason, its bad and its good example, and where it comes from.

    Example: groundplan explain single-nat-gateway
    """
    found = find(rule)
    if found is None:
        near = meant(rule, (known.name for known in all_rules()))
        raise UsageError(f"there is no rule `{rule}`{near}; `groundplan rules` lists them")
    typer.echo(text(found))
    return 0


def text(rule: Rule) -> str:
    """A rule's documentation, for people."""
    where = [f"{rule.severity}"]
    where += [f"{severity} in {tier}" for tier, severity in _by_tier(rule) if severity is not None]
    return f"{rule.name} [{rule.id}] {', '.join(where)}\n\n{rule.docs}\n\nSource: {rule.source}"


def _by_tier(rule: Rule) -> list[tuple[str, object]]:
    return [("production", rule.production), ("development", rule.development)]
