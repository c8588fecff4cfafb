from datetime import date

from lint.allowance import Allowance
from lint.rule import WARNING, allow_rule


@allow_rule("CFG-005", WARNING, "https://docs.kubelinter.io/#/configuring-kubelinter")
def expired_allow(allow: Allowance, today: date) -> str | None:
    """An allow whose last day is past.

    It was meant to end, and says nothing any more. Where the finding that it silenced is back, mend that, or decide
    anew until when it is right.

    Bad:

        lint: {allow: [{rule: single-nat-gateway, reason: "until the move", until: 2020-01-31}]}

    Good:

        lint: {allow: []}
    """
    if allow.expired(today):
        return f"the allow of {allow.rule} ended on {allow.until}"
    return None
