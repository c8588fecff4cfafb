"""A number of nodes as a share of a group."""

from typing import Annotated

from generator.platform.types.node import text

Percentage = Annotated[str, text(r"([1-9][0-9]?|100)%", "a percentage", "33%")]
