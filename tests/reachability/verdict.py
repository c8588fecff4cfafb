"""Answers."""

from typing import NamedTuple


class Verdict(NamedTuple):
    """Whether a packet arrives; None where a route table decides that is not ours."""

    yes: bool | None
    why: str = ""


YES = Verdict(yes=True)


def no(why: str) -> Verdict:
    return Verdict(yes=False, why=why)
