"""Something that is paid for, and how much of it there is."""

from typing import NamedTuple


class Amount:
    """From `least` to `most`, which is the same without autoscaling, and None where nothing bounds it."""

    __slots__ = ("least", "most")

    def __init__(self, least: int, *most: int | None) -> None:
        self.least = least
        self.most = most[0] if most else least

    def __add__(self, other: "Amount") -> "Amount":
        most = None if self.most is None or other.most is None else self.most + other.most
        return Amount(self.least + other.least, most)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and (self.least, self.most) == (other.least, other.most)

    def __hash__(self) -> int:
        return hash((self.least, self.most))

    def __str__(self) -> str:
        if self.most is None:
            return f"{self.least:,} or more"
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,} to {self.most:,}"


class Driver(NamedTuple):
    """So much of something, in a unit; equal ones are added up."""

    what: str
    amount: Amount
    unit: str
