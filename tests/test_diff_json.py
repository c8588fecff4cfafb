"""What programs read of a comparison is as its schema says."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.diff.report.json import report
from tests.test_diff import compared
from tools.generate.diff_schema import PATH, files

SCHEMA = json.loads(files()[PATH])
EDITS = {
    "nothing": (),
    "replaced": (("private: {kind: private, size: 20}", "private: {kind: private, size: 21}"),),
    "gone": (("nat: perZone", "nat: single"),),
    "invalid": (("private: {kind: private, size: 20}", "private: {kind: private, size: 99}"),),
}


def shown(tmp_path: Path, edit: str) -> Any:
    return json.loads(report(compared(tmp_path, *EDITS[edit])))


@pytest.mark.parametrize("edit", EDITS)
def test_it_is_as_its_schema_says(tmp_path: Path, edit: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(shown(tmp_path, edit))


def test_every_field_is_described() -> None:
    for name, shape in SCHEMA["$defs"].items():
        for key, field in shape["properties"].items():
            assert field.get("description"), f"{name}.{key}"


def test_what_is_known_after_apply_has_no_value(tmp_path: Path) -> None:
    (production, _) = shown(tmp_path, "replaced")["environments"]
    group = next(each for each in production["changes"] if each["name"] == "aws_eks_node_group.general")
    unknown = [field for field in group["fields"] if field["knownAfterApply"]]
    assert group["action"] == "replace"
    assert unknown
    assert not any("new" in field for field in unknown)


def test_a_field_that_goes_has_no_new_value(tmp_path: Path) -> None:
    found = shown(tmp_path, "gone")
    assert {each["rule"] for each in found["findings"]["new"]} >= {"single-nat-gateway"}
    assert any(each["action"] == "destroy" for each in found["environments"][0]["changes"])


def test_an_invalid_side_is_a_note(tmp_path: Path) -> None:
    found = shown(tmp_path, "invalid")
    assert (len(found["notes"]), found["environments"]) == (1, [])
