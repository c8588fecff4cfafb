"""The fast part of `make truth`: edits as people make them, and that the whole knows every field of the language."""

import json
from pathlib import Path

import pytest

from tests.truth.edits import GENERATED, by_hand
from tests.truth.search import missing
from tests.truth.verdicts import verdicts

FAST = "smallest"
"""The golden platform whose edits are planned here."""


def test_every_field_is_changed() -> None:
    assert missing(json.loads(GENERATED.read_text())) == [], "run `python -m tests.truth.search`"


def test_terraform_does_what_the_diff_says(tmp_path: Path, subtests: pytest.Subtests) -> None:
    edits = [edit for edit in by_hand() if edit.golden == FAST]
    assert len(edits) >= 20
    for verdict in verdicts(edits, tmp_path):
        with subtests.test(verdict.edit):
            assert (verdict.differ, verdict.refused) == ({}, "")
            assert verdict.resources > 0
