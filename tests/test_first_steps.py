"""What somebody new meets: links, odd names, a folder without history, two files in one folder."""

import subprocess
from pathlib import Path

import pytest

from generator.cli import main, run
from generator.errors import Exit
from generator.init.content import PLATFORM
from tests.checkout import git
from tests.platforms import document
from tests.test_init import GIVEN
from tests.test_reports import BAD

GITHUB = ["--repository", "https://github.com/acme/platform"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a platform.yaml and an empty history."""
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / PLATFORM).write_text(document())
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def committed(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "one")


def test_a_linked_file_is_read_at_a_revision(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "real").mkdir()
    (place / PLATFORM).rename(place / "real/shop.yaml")
    (place / PLATFORM).symlink_to("real/shop.yaml")
    committed(place)
    (place / "real/shop.yaml").write_text(document({"tags": {"owner": "team"}}))
    assert run(["diff", "HEAD"]) == Exit.OK
    said = capsys.readouterr().out
    assert 'tags.owner: + "team"' in said or 'tags: + {"owner": "team"}' in said
    assert "note:" not in said


@pytest.mark.parametrize("target", ["../outside.yaml", "/etc/hostname", PLATFORM])
def test_a_link_that_leads_nowhere_in_git(place: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / PLATFORM).unlink()
    (place / PLATFORM).symlink_to(target)
    committed(place)
    (place / PLATFORM).unlink()
    (place / PLATFORM).write_text(document())
    assert run(["diff", "HEAD"]) == Exit.INVALID
    assert f"a link to {target}, which is no file of that revision" in capsys.readouterr().err


def test_nothing_is_committed_yet(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["diff"], ["diff", "HEAD"]):
        assert run(words) == Exit.INVALID
        assert "nothing is committed here yet" in capsys.readouterr().err


def test_a_revision_that_is_not_there_without_a_remote(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed(place)
    assert run(["diff", "nope"]) == Exit.INVALID
    assert "git fetch" not in capsys.readouterr().err


def test_what_is_not_compared_is_not_said_to_be_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed(place)
    (place / PLATFORM).write_text("- a\n")
    assert run(["diff", "HEAD"]) == Exit.INVALID
    assert "nothing changes" not in capsys.readouterr().out


def test_a_name_that_is_not_utf_8(place: Path) -> None:
    name = "pl\udce9.yaml"
    (place / name).write_text(document(BAD))
    for format in ("text", "json", "sarif", "junit", "github", "gitlab"):
        assert run(["lint", name, "--fail-on", "error", "--format", format]) == Exit.FINDINGS


@pytest.mark.parametrize("words", [[], ["--format", "github"], ["--diff"], ["--fix"]])
def test_a_name_forges_no_line(place: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\n::add-mask::x\x1b[2J.yaml"
    (place / name).write_text(document(BAD))
    run(["lint", name, *words])
    said = "".join(capsys.readouterr())
    assert "\n::add-mask" not in said
    assert "\x1b" not in said or "github" in words


def test_two_files_in_one_folder(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "other.yaml").write_text(document())
    assert run(["render", PLATFORM, "other.yaml"]) == Exit.INVALID
    assert "would both be rendered to" in capsys.readouterr().err
    assert not (place / "rendered").exists()
    assert run(["render", PLATFORM, PLATFORM]) == Exit.OK


def test_init_below_the_root(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "team shop").mkdir()
    assert run(["init", "team shop", *GIVEN, *GITHUB, "--name", "shop"]) == Exit.OK
    said = capsys.readouterr()
    assert "cd 'team shop' && groundplan schema" in said.out
    assert "team shop is not the root of its repository" in said.err
    assert run(["init", *GIVEN, *GITHUB, "--name", "shop"]) == Exit.OK
    said = capsys.readouterr()
    assert "next: groundplan schema" in said.out
    assert "not the root" not in said.err


def test_a_mistyped_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "single-nat"]) == Exit.INVALID
    assert "there is no rule `single-nat`, did you mean `single-nat-gateway`?\n" in capsys.readouterr().err


OWN = '''from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("OWN-001", WARNING, "https://example.com/gateways")
def too_many_gateways(platform: Platform) -> Iterator[Violation]:
    """One gateway is cheaper.

    Bad:

        vpc: {nat: perZone}

    Good:

        vpc: {nat: none}
    """
    if platform.vpc.nat == "perZone":
        yield Violation(platform.vpc, "nat", "three gateways", Fix("single", safe=False))
'''


def test_a_fix_that_was_refused_is_not_offered_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A single gateway is a finding of another rule."""
    (place / "own").mkdir()
    (place / "own/too_many_gateways.py").write_text(OWN)
    offered = "--fix --unsafe-fixes can mend it"
    for words, times in (([], 1), (["--fix"], 1), (["--fix", "--unsafe-fixes"], 0)):
        run(["lint", "--rules", "own", *words])
        said = capsys.readouterr().out
        assert ("three gateways" in said, said.count(offered)) == (True, times)


def test_a_repository_needs_no_git(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    (place / "new").mkdir()
    assert run(["init", "new", *GIVEN, *GITHUB, "--name", "shop"]) == Exit.OK


def test_interrupted_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("generator.patterns.lend", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == Exit.INTERRUPTED
    assert capsys.readouterr().err == "groundplan: interrupted\n"
