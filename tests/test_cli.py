"""The command line as people and scripts meet it: help, exit codes, colours, pipes, completion."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import progress as progress_module
from generator.cli import run
from generator.errors import Exit
from tests.platforms import EXAMPLE, ROOT, document
from tests.repository import Repository
from tests.tools import run as run_tool

GROUNDPLAN = str(Path(sys.executable).with_name("groundplan"))
COMMANDS = sorted(path.stem for path in (ROOT / "generator/cli/commands").glob("[a-z]*") if path.suffix != ".pyc")
PLAIN = {"NO_COLOR": "", "TERM": "xterm", "COLUMNS": "120"}


def groundplan(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_tool([GROUNDPLAN, *arguments], folder, **PLAIN | environment)


def on_a_terminal(folder: Path, code: str, **environment: str) -> tuple[str, str]:
    """What Python code prints on a terminal, and on standard output alone."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | PLAIN | environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    return shown.decode(errors="replace"), out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "platform.yaml").write_text(document())
    return tmp_path


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert re.search(rf"Example: groundplan {command}\b", " ".join(said.split()))


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert sorted(re.findall(r"^  ([a-z]+)  +[A-Z]", said, re.MULTILINE)) == COMMANDS


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"groundplan \d+\.\d+\.\d+\n", capsys.readouterr().out)


# ------------------------------------------------------------------ exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["lint"], 0),
        (["lint", "--fail-on", "info"], 0),
        (["lint", "open.yaml"], 1),
        (["lint", "single.yaml"], 0),
        (["lint", "single.yaml", "--fail-on", "warning"], 1),
        (["lint", "single.yaml", "--fail-on", "error"], 0),
        (["lint", "strict.yaml"], 1),
        (["lint", "strict.yaml", "--fail-on", "error"], 0),
        (["lint", "platform.yaml", "single.yaml", "open.yaml"], 1),
        (["lint", "open.yaml", "invalid.yaml"], 2),
        (["lint", "-f", "missing.yaml"], 2),
        (["lint", "-e", "nowhere"], 2),
        (["lint", "--today", "2027-02-31"], 2),
        (["lint", "--format", "xml"], 2),
        (["lint", "--nonsense"], 2),
        (["render", "-f", "invalid.yaml"], 2),
        (["render", "--remove", "nowhere"], 2),
        (["verify"], 2),
        (["explain"], 2),
        (["explain", "nonsense"], 2),
        (["nonsense"], 2),
        ([], 2),
        (["explain", "NET-024"], 0),
        (["rules"], 0),
        (["schema"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_exit_codes(
    arguments: list[str], code: int, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "open.yaml").write_text(document({"cluster": {"endpoint": {"public": True}}}))
    (folder / "single.yaml").write_text(document({"vpc": {"nat": "single"}}))
    (folder / "strict.yaml").write_text(document({"vpc": {"nat": "single"}, "lint": {"failOn": "warning"}}))
    (folder / "invalid.yaml").write_text("name: x\n")
    monkeypatch.chdir(folder)
    assert run(arguments) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert (said.out + said.err).strip()


def test_the_exit_codes_of_the_design() -> None:
    assert {code.name: code.value for code in Exit} == {
        "OK": 0,
        "FINDINGS": 1,
        "INVALID": 2,
        "STALE": 3,
        "REFUSED": 4,
        "TOOL_FAILED": 5,
        "BUG": 70,
        "INTERRUPTED": 130,
    }


def _fails(_platform: object) -> None:
    raise KeyError("gone")


def test_a_bug_says_that_it_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("generator.render.render", _fails)
    assert run(["render"]) == 70
    said = capsys.readouterr().err
    assert "KeyError: 'gone'" in said
    assert said.endswith(
        "groundplan: this is a bug in groundplan, not a mistake of yours; please report it with what is above\n"
    )


def test_an_error_of_the_system_that_we_do_not_know_is_a_bug(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_platform: object) -> None:
        raise OSError(0, "no such error")

    monkeypatch.chdir(folder)
    monkeypatch.setattr("generator.render.render", fail)
    assert run(["render"]) == 70
    assert "this is a bug" in capsys.readouterr().err


# ------------------------------------------------------------------ lint


def test_lint_for_programs(folder: Path) -> None:
    (folder / "single.yaml").write_text(document({"vpc": {"nat": "single"}}))
    (folder / "invalid.yaml").write_text("name: é\n")
    said = groundplan(folder, "lint", "single.yaml", "platform.yaml", "invalid.yaml", "--format", "json")
    findings = json.loads(said.stdout)["findings"]
    assert findings[0] == {
        "file": "single.yaml",
        "line": 12,
        "column": 3,
        "endColumn": 14,
        "severity": "warning",
        "id": "NET-024",
        "rule": "single-nat-gateway",
        "message": "one NAT gateway, in zone a, serves 3 zones",
        "environments": ["production"],
        "place": ["vpc", "nat"],
        "source": "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html",
        "also": [],
        "fingerprint": findings[0]["fingerprint"],
        "fix": findings[0]["fix"],
    }
    assert {finding["file"] for finding in findings} == {"single.yaml", "invalid.yaml"}
    assert {tuple(sorted(finding.keys() | {"fix"})) for finding in findings} == {tuple(sorted(findings[0]))}
    assert {(f["rule"], f["id"], f["severity"]) for f in findings[1:]} == {("invalid", None, "error")}
    assert said.returncode == 2


def test_lint_of_several_files_closes_with_a_line_for_each(folder: Path) -> None:
    (folder / "single.yaml").write_text(document({"vpc": {"nat": "single"}}))
    said = groundplan(folder, "lint", "platform.yaml", "single.yaml").stdout.splitlines()
    assert re.fullmatch(r"platform\.yaml: no findings; \d+ rules ran on 1 environment", said[0])
    assert said[1].startswith("single.yaml:12:3: warning: single-nat-gateway [NET-024] one NAT gateway")
    assert said[2:4] == ["  12 |   nat: single", "     |   ^^^^^^^^^^^"]
    assert re.fullmatch(r"  = groundplan explain single-nat-gateway, https://docs\.aws\.amazon\.com/\S+", said[4])
    assert re.fullmatch(r"single\.yaml: 1 warning; \d+ rules ran on 1 environment", said[-1])


def test_lint_loads_nothing_that_it_does_not_need() -> None:
    said = run_tool(
        [sys.executable, "-X", "importtime", "-c", "from generator.cli import run; run(['lint'])"], EXAMPLE.parent
    )
    loaded = {line.rpartition("|")[2].strip() for line in said.stderr.splitlines() if line.startswith("import time:")}
    assert "lint.engine" in loaded
    assert "generator.platform.load" in loaded
    foreign = {"jinja2", "jsonschema", "boto3", "rich", "urllib.request", "asyncio"}
    ours = {"generator.render", "generator.write", "generator.verify", "generator.cli.unified"}
    assert loaded & (foreign | ours) == set()


def test_lint_says_the_same_on_every_machine(folder: Path) -> None:
    (folder / "single.yaml").write_text(document({"vpc": {"nat": "single"}, "tags": {"team": "größe"}}))
    settings: list[dict[str, str]] = [
        {"LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "POSIX", "TZ": "Pacific/Kiritimati"},
    ]
    said = [groundplan(folder, "lint", "single.yaml", "--today", "2026-11-23", **each) for each in settings]
    assert len({each.stdout for each in said}) == 1
    assert {each.returncode for each in said} == {0}


# ------------------------------------------------------------------ terminals and pipes


LINT = "import sys; sys.argv[1:] = ['lint', 'bad.yaml']; from generator.cli import main; main()"


@pytest.mark.parametrize(
    ("no_color", "coloured"), [("", True), ("1", False), ("0", False)], ids=["unset", "set", "set to 0"]
)
def test_colour_is_for_terminals_that_want_it(no_color: str, coloured: bool, folder: Path) -> None:
    (folder / "bad.yaml").write_text("name: x\n")
    code = f"import os; os.dup2(2, 1); {LINT}"
    shown, _ = on_a_terminal(folder, code, NO_COLOR=no_color)
    assert ("\x1b[" in shown) == coloured
    assert "bad.yaml:1:1" in shown
    assert "\x1b[" not in groundplan(folder, "lint", "bad.yaml", NO_COLOR=no_color).stdout


@pytest.mark.parametrize("command", ["rules", "schema", "lint -f bad.yaml", "render --diff"])
def test_a_reader_that_has_seen_enough_is_no_mistake(command: str, folder: Path) -> None:
    (folder / "bad.yaml").write_text("name: x\n")
    script = f"{GROUNDPLAN} {command} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    said = run_tool(["bash", "-c", script], folder, **PLAIN)
    assert (said.stdout, said.stderr) == ("2\n" if "bad" in command else "0\n", "")


@pytest.mark.parametrize("command", ["lint", "render", "rules", "schema"])
def test_a_full_disk_behind_standard_output_is_said(command: str, folder: Path) -> None:
    said = run_tool(["bash", "-c", f"{GROUNDPLAN} {command} >/dev/full"], folder, **PLAIN)
    assert said.returncode == 5
    assert (
        said.stderr
        == "groundplan: standard output: no space is left on the disk; mend that and run again: nothing is lost\n"
    )


def test_a_closed_standard_output_is_no_mistake(folder: Path) -> None:
    said = run_tool(["bash", "-c", f"{GROUNDPLAN} lint >&-; echo $? >&2"], folder, **PLAIN)
    assert said.stderr == "0\n"


def test_what_the_encoding_lacks_is_written_as_an_escape(folder: Path) -> None:
    (folder / "bad.yaml").write_text("größe: 1\n")
    said = groundplan(folder, "lint", "bad.yaml", PYTHONIOENCODING="iso8859-5")
    assert said.returncode == 2
    assert "unknown key `gr\\xf6\\xdfe`" in said.stdout


# ------------------------------------------------------------------ completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_the_shell(shell: str, folder: Path) -> None:
    said = groundplan(folder, "--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert said.returncode == 0
    assert "_GROUNDPLAN_COMPLETE" in said.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [("groundplan ", set(COMMANDS)), ("groundplan le", set()), ("groundplan lint --fail", {"--fail-on"})],
)
def test_completion(words: str, expected: set[str], folder: Path) -> None:
    count = len(words.split(" ")) - 1
    said = groundplan(folder, _GROUNDPLAN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(count))
    assert set(said.stdout.split()) == expected


# ------------------------------------------------------------------ progress


SLOW = """
import sys, time
import generator.cli.progress as progress
import generator.render as render
progress.PATIENCE = {patience}
real = render.render
def slow(platform):
    time.sleep({seconds})
    return real(platform)
render.render = slow
from generator.cli import run
sys.exit(run(['render']))
"""


def test_what_takes_long_shows_a_bar(folder: Path) -> None:
    shown, out = on_a_terminal(folder, SLOW.format(patience=0.1, seconds=0.7))
    assert "rendering" in shown
    assert "created" in out


def test_what_is_quick_shows_none(folder: Path) -> None:
    shown, out = on_a_terminal(folder, SLOW.format(patience=600, seconds=0.3))
    assert shown == ""
    assert "created" in out


def test_nobody_watches_a_file(folder: Path) -> None:
    said = run_tool([sys.executable, "-c", SLOW.format(patience=0.1, seconds=0.7)], folder, **PLAIN)
    assert (said.stderr, "created" in said.stdout) == ("", True)


def test_a_bar_ends_with_what_it_tracks(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(progress_module.tracked([1, 2, 3], "counting")) == [1, 2, 3]
