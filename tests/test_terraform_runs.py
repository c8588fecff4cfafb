"""What golden platforms are held against finds what is wrong: here something is wrong on purpose."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.platforms import base
from tests.terraform_root import place
from tests.terraform_runs import ROOTS, prove

# Resources beside those of the smallest platform, and what must be said of them.
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown": ({"aws_vpc": {"more": {"cidr_block": "10.9.0.0/16", "nonsense": True}}}, "nonsense"),
    "deprecated": ({"aws_eip": {"more": {"vpc": True}}}, "Argument is deprecated"),
    "refused": ({"aws_vpc": {"more": {"cidr_block": "10.9.0.1/16"}}}, "expected 10.9.0.0/16, got 10.9.0.1/16"),
    "needed": ({"aws_subnet": {"more": {}}}, 'The argument "vpc_id" is required'),
    "circular": ({"aws_eip": {"more": {"instance": "${aws_eip.more.id}"}}}, "Self-referential block"),
}


def test_what_is_wrong_is_found_and_what_is_right_is_not(tmp_path: Path, subtests: pytest.Subtests) -> None:
    for name in ("right", "elsewhere", *WRONG):
        place(base(), tmp_path / ROOTS / name)
    for name, (resources, _) in WRONG.items():
        (tmp_path / ROOTS / name / "wrong.tf.json").write_text(json.dumps({"resource": resources}))
    cidrs = {"right": "10.0.0.0/16", "elsewhere": "10.9.0.0/16", **dict.fromkeys(WRONG, "10.0.0.0/16")}
    against = prove({name: {"aws_vpc.this.cidr_block": cidr} for name, cidr in cidrs.items()}, tmp_path)
    assert against["right"] == []
    said = {name: text for name, (_, text) in WRONG.items()}
    for name, text in {**said, "elsewhere": "aws_vpc.this.cidr_block is not 10.9.0.0/16"}.items():
        with subtests.test(name):
            assert text in "\n".join(against[name])
