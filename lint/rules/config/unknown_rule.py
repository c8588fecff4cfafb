from datetime import date

from lint.allowance import Allowance
from lint.rule import ERROR, allow_rule, find


@allow_rule("CFG-006", ERROR, "https://github.com/bridgecrewio/checkov/issues/4567")
def unknown_rule(allow: Allowance, _today: date) -> str | None:
    """An allow, or a comment to groundplan, that names no rule.

    A mistyped name allows nothing, and nobody notices. A comment reads
    `# groundplan: allow RULE [until YYYY-MM-DD]: reason`.

    Bad:

        lint: {allow: [{rule: single-nat, reason: "staging may lose a zone"}]}

    Good:

        vpc: {nat: single}
        lint: {allow: [{rule: single-nat-gateway, reason: "staging may lose a zone"}]}
    """
    if not allow.rule:
        return "cannot read this comment; write `# groundplan: allow RULE [until YYYY-MM-DD]: reason`"
    if find(allow.rule) is None:
        return f"there is no rule `{allow.rule}`; `groundplan rules` lists them"
    return None
