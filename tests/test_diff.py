"""What a change of the worked example does, from platform.yaml to the last object."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.diff.change import Action, Change
from generator.diff.comparison import Comparison, compare
from generator.diff.report.text import report
from generator.diff.side import sides
from generator.errors import UsageError
from tests.platforms import ROOT

TODAY = date(2026, 11, 23)
EXAMPLE = (ROOT / "platform.yaml").read_text()


def compared(tmp_path: Path, *replaced: tuple[str, str]) -> Comparison:
    text = EXAMPLE
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    base, head = tmp_path / "base.yaml", tmp_path / "head.yaml"
    base.write_text(EXAMPLE)
    head.write_text(text)
    return compare(*sides(Path("platform.yaml"), str(base), str(head)), TODAY)


def actions(comparison: Comparison, environment: str = "production") -> dict[str, Action]:
    return {change.name: change.action for change in comparison.environments[environment]}


def change(comparison: Comparison, name: str) -> Change:
    return next(each for each in comparison.environments["production"] if each.name == name)


def test_nothing_changes(tmp_path: Path) -> None:
    comparison = compared(tmp_path)
    assert (comparison.edits, comparison.environments) == ([], {"production": [], "staging": []})


def test_a_smaller_subnet_takes_its_nodes_along(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}"))
    found = actions(comparison)
    for zone in "abc":
        assert found[f"aws_subnet.private-{zone}"] is Action.REPLACE
        assert found[f"aws_route_table_association.private-{zone}"] is Action.REPLACE
    assert found["aws_eks_node_group.general"] is Action.REPLACE
    assert "aws_eks_cluster.this" not in found
    assert [(edit.field.dotted, edit.environments) for edit in comparison.edits] == [
        ("subnets.private.size", ("production", "staging"))
    ]


def test_another_replica_changes_one_object(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("replicas: 3\n", "replicas: 4\n"))
    assert actions(comparison) == {"Deployment iot/mqtt": Action.UPDATE}
    (field,) = change(comparison, "Deployment iot/mqtt").fields
    assert (field.dotted, field.old, field.new) == ("spec.replicas", 3, 4)


def test_what_only_one_environment_says(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("scaling: {min: 2, max: 4}", "scaling: {min: 2, max: 5}"))
    assert actions(comparison) == {}
    assert actions(comparison, "staging") == {"aws_eks_node_group.general": Action.UPDATE}


def test_a_tag_of_all_reaches_all(tmp_path: Path) -> None:
    found = actions(compared(tmp_path, ("owner: platform-team", "owner: another-team")))
    assert found["aws_vpc.this"] is Action.UPDATE
    assert Action.REPLACE not in found.values()


def test_findings_that_come_and_go(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("nat: perZone", "nat: single"))
    new = {finding.rule.name for finding in comparison.findings.new if finding.rule}
    assert "single-nat-gateway" in new
    assert {name for finding in comparison.findings.new for name in finding.environments} == {"production"}
    assert not new & {finding.rule.name for finding in comparison.findings.gone if finding.rule}
    back = compare(comparison.head, comparison.base, TODAY)
    assert {finding.rule.name for finding in back.findings.gone if finding.rule} == new
    assert back.findings.unchanged == comparison.findings.unchanged


def test_lines_that_move_bring_no_finding(tmp_path: Path) -> None:
    found = compared(tmp_path, ("apiVersion:", "# a line\n# and another\napiVersion:")).findings
    assert (found.new, found.gone) == ([], [])


def test_addresses_before_and_after(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}"))
    (first, *_) = comparison.capacity["production"].subnets
    assert first.tier == "private"
    assert first.old is not None
    assert first.new is not None
    assert (first.old.usable, first.new.usable) == (4091, 2043)
    assert first.new.free == 2043 - first.new.needed
    assert not compared(tmp_path).capacity["production"]


def test_a_base_that_is_not_valid_is_a_note_and_no_mass_create(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(EXAMPLE)
    bad.write_text(EXAMPLE.replace("size: 20", "size: 99"))
    for pair in ((bad, good), (good, bad)):
        comparison = compare(*sides(Path("platform.yaml"), *map(str, pair)), TODAY)
        assert comparison.environments == {}
        (note,) = comparison.notes
        assert note.startswith(f"{bad} cannot be rendered")
        assert f"note: {note}" in report(comparison)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "platform.yaml").write_text(EXAMPLE)
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *words: str) -> Any:
    names = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    return subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True, text=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "a step")


def test_a_branch_is_compared_with_where_it_left_the_default_one(repository: Path) -> None:
    file = repository / "platform.yaml"
    git(repository, "switch", "-q", "-c", "more")
    file.write_text(EXAMPLE.replace("replicas: 3\n", "replicas: 4\n"))
    commit(repository)
    git(repository, "switch", "-q", "main")
    file.write_text(EXAMPLE.replace("LOG_LEVEL: info", "LOG_LEVEL: debug"))
    commit(repository)
    git(repository, "switch", "-q", "more")
    assert actions(compare(*sides(file, None, None), TODAY)) == {"Deployment iot/mqtt": Action.UPDATE}
    assert set(actions(compare(*sides(file, "main", None), TODAY))) == {"Deployment iot/mqtt", "Deployment shop/web"}


def test_a_file_that_is_not_there_yet(repository: Path) -> None:
    new = repository / "other" / "platform.yaml"
    new.parent.mkdir()
    new.write_text(EXAMPLE)
    assert set(actions(compare(*sides(new, "main", None), TODAY)).values()) == {Action.CREATE}


def test_a_shallow_clone_says_what_to_do(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = repository / "platform.yaml"
    first = git(repository, "rev-parse", "HEAD").stdout.strip()
    file.write_text(EXAMPLE + "\n")
    commit(repository)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{repository}", ".")
    with pytest.raises(UsageError, match=r"fetch-depth: 0"):
        sides(clone / "platform.yaml", first, None)


@pytest.mark.parametrize("word", ["--output=x", "no-such", "HEAD:platform.yaml", "$(id)"])
def test_what_is_no_revision(repository: Path, word: str) -> None:
    with pytest.raises(UsageError, match="neither a file nor a Git revision"):
        sides(repository / "platform.yaml", word, None)


@pytest.mark.parametrize(
    "text", ["foo: [", "[]", "5", "", "environments: 5", "environments: {a: 5}", "environments: [a]"]
)
def test_what_cannot_be_read_takes_nothing_away(tmp_path: Path, text: str) -> None:
    base, head = tmp_path / "base.yaml", tmp_path / "head.yaml"
    base.write_text(EXAMPLE)
    head.write_text(text)
    comparison = compare(*sides(Path("platform.yaml"), str(base), str(head)), date(2026, 11, 23))
    assert (comparison.edits, comparison.environments) == ([], {})
    assert len(comparison.notes) == 1


def test_a_revision_where_there_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "platform.yaml").write_text(EXAMPLE)
    with pytest.raises(UsageError, match="not in a Git repository; give two files"):
        sides(tmp_path / "platform.yaml", "main", None)
