"""Say why a rule is there."""

import typer

from generator.errors import UsageError
from lint.rule import Rule, find


def command(rule: str = typer.Argument(help="A rule's name or id.")) -> int:
    """Print a rule's reason, its bad and its good example, and where it comes from.

    Example: groundplan explain single-nat-gateway
    """
    found = find(rule)
    if found is None:
        raise UsageError(f"there is no rule `{rule}`{_meant(rule)}; `groundplan rules` lists them")
    typer.echo(text(found))
    return 0


def text(rule: Rule) -> str:
    """A rule's documentation, for people."""
    where = [f"{rule.severity}"]
    where += [f"{severity} in {tier}" for tier, severity in _by_tier(rule) if severity is not None]
    return f"{rule.name} [{rule.id}] {', '.join(where)}\n\n{rule.docs}\n\nSource: {rule.source}"


def _by_tier(rule: Rule) -> list[tuple[str, object]]:
    return [("production", rule.production), ("development", rule.development)]


def _meant(word: str) -> str:
    from difflib import get_close_matches

    from lint.rule import all_rules

    close = get_close_matches(word.lower(), [rule.name for rule in all_rules()], n=1)
    return f", did you mean `{close[0]}`?" if close else ""
