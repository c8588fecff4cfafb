from datetime import date

from lint.allowance import Allowance
from lint.rule import WARNING, allow_rule, find


@allow_rule("CFG-004", WARNING, "https://docs.astral.sh/ruff/rules/unused-noqa/")
def unused_allow(allow: Allowance, today: date) -> str | None:
    """An allow that matches no finding.

    What it was for has been mended, or its place or environment is mistyped. Left there, it would silence the next
    finding of that rule without anybody having decided so.

    Bad:

        lint: {allow: [{rule: single-nat-gateway, reason: "staging may lose a zone"}]}

    Good:

        lint: {allow: []}
    """
    if not allow.used and find(allow.rule) and not allow.expired(today):
        return f"no finding of {allow.rule} is here to allow; remove it"
    return None
