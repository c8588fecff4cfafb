"""What `explain` says, with a platform and without one."""

from pathlib import Path

import pytest

from generator.cli import run
from tests.platforms import document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(["explain", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_without_a_platform(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = explained(capsys, "CLU-006")
    assert code == 0
    assert said.startswith("secrets-without-kms [CLU-006] warning")
    assert "security-hub:EKS.3" in said
    assert "platform.yaml" not in said


def test_with_the_platforms_own_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "platform.yaml").write_text(document({"vpc": {"nat": "single"}, "tier": "production"}))
    said = explained(capsys, "single-nat-gateway")[1]
    assert (
        "platform.yaml:12:3: warning: single-nat-gateway [NET-024] one NAT gateway, in zone a, serves 3 zones" in said
    )
    assert said.endswith("platform.yaml: 1 warning; 1 rule ran on 1 environment\n")
    assert explained(capsys, "subnet-headroom")[1].endswith("no findings; 1 rule ran on 1 environment\n")


def test_what_is_allowed_is_shown_with_its_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    allow = {"rule": "NET-024", "reason": "a zone may be lost", "until": "2099-01-31"}
    (folder / "platform.yaml").write_text(document({"vpc": {"nat": "single"}, "lint": {"allow": [allow]}}))
    said = explained(capsys, "single-nat-gateway")[1]
    assert "\nplatform.yaml:12:3: allowed until 2099-01-31: one NAT gateway, in zone a, serves 3 zones" in said
    line = (folder / "platform.yaml").read_text().splitlines().index("  - rule: NET-024") + 1
    assert f"\n  = a zone may be lost (platform.yaml:{line}:5)\nplatform.yaml: no findings" in said


def test_a_comment_allows_in_one_environment(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environments = {"a": {"vpc": {"nat": "single"}}, "b": {"account": "222222222222"}}
    text = document({"environments": environments}).replace(
        "nat: single", "nat: single # groundplan: allow NET-024: ok"
    )
    (folder / "platform.yaml").write_text(text)
    said = explained(capsys, "single-nat-gateway")[1]
    assert "serves 3 zones" in said
    assert "(a)\n  = ok (platform.yaml:" in said


def test_with_a_file_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.yaml").write_text("name: x\n")
    code, said = explained(capsys, "NET-024", "--file", "other.yaml")
    assert (code, said.endswith("other.yaml is not a valid platform: `groundplan lint` says why\n")) == (0, True)
    assert explained(capsys, "NET-024", "--file", "nowhere.yaml")[0] == 2
