"""The example in docs/capacity.md: what `capacity` prints for the worked example."""

import re

from generator.picture import plain
from generator.picture.capacity import World, text
from generator.platform.capacity import capacity
from generator.platform.document.source import Source
from generator.platform.load import load
from tools.generate import ROOT

PAGE = "docs/capacity.md"
BLOCK = re.compile(r"(?<=```text\n)platform\.yaml: .*?(?=\n```)", re.DOTALL)
WIDTH = 160


def files() -> dict[str, bytes]:
    """The page, with its first block of text made anew."""
    platforms = load(Source("platform.yaml", (ROOT / "platform.yaml").read_text()))
    shown = text.report([World("platform.yaml", capacity(platforms["production"]))], plain, WIDTH).rstrip()
    return {PAGE: BLOCK.sub(lambda _: shown, (ROOT / PAGE).read_text(), count=1).encode()}
