"""What `verify` says of Terraform roots, by the real Terraform or OpenTofu."""

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.errors import ToolFailed
from generator.verify import Report, terraform
from generator.verify.terraform import check_root


def root(folder: Path, content: object) -> Path:
    (folder / "terraform").mkdir(parents=True)
    text = content if isinstance(content, str) else json.dumps(content, indent=2)
    (folder / "terraform/main.tf.json").write_text(text)
    return folder / "terraform"


def builtin(**arguments: object) -> object:
    """A root that needs no provider but Terraform's own."""
    return {"resource": {"terraform_data": {"a": arguments}}}


@pytest.fixture
def _terraform() -> None:
    if not (shutil.which("terraform") or shutil.which("tofu")):
        pytest.skip("neither terraform nor tofu is on PATH")


@pytest.mark.usefixtures("_terraform")
def test_a_good_root_passes_and_is_left_alone(tmp_path: Path) -> None:
    folder = root(tmp_path, builtin(input="${path.module}"))
    assert check_root(folder) == Report(roots=("terraform",))
    assert [file.name for file in folder.iterdir()] == ["main.tf.json"]


@pytest.mark.usefixtures("_terraform")
@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (builtin(inputs="x"), 5, "Extraneous JSON object property: No argument or block type is named"),
        (builtin(input="${local.b}"), 5, "Reference to undeclared local value"),
        ('{"resource": {}', 1, "Unclosed object"),
    ],
)
def test_a_bad_root_is_a_problem(content: object, line: int, message: str, tmp_path: Path) -> None:
    folder = root(tmp_path, content)
    report = check_root(folder)
    assert any((p.path, p.line) == (folder / "main.tf.json", line) and message in p.message for p in report.problems)
    assert not report.unchecked


@pytest.mark.usefixtures("_terraform")
@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (
            {"required_providers": {"a": {"source": "registry.invalid/acme/a"}}},
            "init` failed: .*registry.invalid",
        ),
        (
            {"required_version": ">= 99"},
            "Unsupported (Terraform|OpenTofu) Core version: This configuration does",
        ),
    ],
)
def test_what_the_machine_lacks_is_no_problem(settings: object, reason: str, tmp_path: Path) -> None:
    folder = root(tmp_path, {"terraform": settings, "resource": {"terraform_data": {"a": {"input": 1}}}})
    report = check_root(folder)
    assert (report.problems, report.roots) == ((), ())
    assert [note.what for note in report.unchecked] == [str(folder)]
    assert re.search(reason, report.unchecked[0].reason)


@pytest.mark.usefixtures("_terraform")
def test_the_users_settings_do_not_leak_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TF_CLI_ARGS_init", "-nonsense")
    monkeypatch.setenv("TF_WORKSPACE", "elsewhere")
    assert check_root(root(tmp_path / "rendered", builtin(input=1))).roots == ("terraform",)
    assert not (tmp_path / "data").exists()


def test_without_terraform_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (note,) = check_root(root(tmp_path, builtin(input=1))).unchecked
    assert note.reason == "neither terraform nor tofu is on PATH"


def test_an_empty_root_proves_nothing(tmp_path: Path) -> None:
    assert [note.reason for note in check_root(tmp_path).unchecked] == ["it holds no configuration"]


@pytest.mark.usefixtures("_terraform")
@pytest.mark.parametrize("given", [True, False])
def test_the_users_own_plugin_cache_is_kept(given: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("TF_PLUGIN_CACHE_DIR", raising=False)
    if given:
        (tmp_path / "plugins").mkdir()
        monkeypatch.setenv("TF_PLUGIN_CACHE_DIR", str(tmp_path / "plugins"))
    assert check_root(root(tmp_path, builtin(input=1))).roots == ("terraform",)
    assert (tmp_path / "cache/groundplan/terraform-plugins").exists() is not given


def program(folder: Path, text: str) -> None:
    (folder / "terraform").write_text(f"#!/bin/sh\n{text}\n")
    (folder / "terraform").chmod(0o755)


@pytest.mark.parametrize(
    ("text", "seconds", "reason"),
    [
        ("exec /bin/sleep 5", 0.1, "`terraform init` took over 0.1 s"),
        ("exit 7", 900, "`terraform init` failed: exit code 7"),
    ],
)
def test_an_init_that_tells_nothing(
    text: str, seconds: float, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "path").mkdir()
    program(tmp_path / "path", f'[ "$1" = validate ] && echo \'{{"diagnostics": []}}\' && exit\n{text}')
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(terraform, "INIT_SECONDS", seconds)
    assert [note.reason for note in check_root(root(tmp_path, builtin(input=1))).unchecked] == [reason]


def test_a_terraform_that_does_not_work_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "path").mkdir()
    program(tmp_path / "path", "echo broken >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    with pytest.raises(ToolFailed, match="`terraform validate` gave no result: broken"):
        check_root(root(tmp_path, builtin(input=1)))
