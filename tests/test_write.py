"""What is written, what is replaced, what is left alone, and what stops a run."""

import json
import os
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from generator.platform.document.source import Source
from generator.write import lock
from tests.platforms import EXAMPLE
from tests.repository import Repository
from tests.tools import run as run_tool

GROUNDPLAN = str(Path(sys.executable).with_name("groundplan"))

ONE = {"README.md": "one\n", "terraform/network.tf.json": "{}\n", "kubernetes/apps/web/service.yaml": "kind: Service\n"}
TWO = {"README.md": "two\n", "terraform/network.tf.json": "{}\n", "kubernetes/apps/api/service.yaml": "kind: Service\n"}


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_real_render_is_written_once(repository: Repository) -> None:
    said = repository.run()
    assert said.code == 0
    assert "files, " in said.out
    assert "unchanged" not in said.out
    files, stamps = repository.everything(), repository.stamps()
    again = repository.run()
    assert (again.code, again.out) == (0, f"rendered/production: {len(files) - 1} files, unchanged\n")
    assert repository.stamps() == stamps
    assert not repository.left_over()
    assert repository.run("--check").code == 0


def test_the_lock_names_every_file_and_its_hash(repository: Repository) -> None:
    repository.run()
    files = repository.everything()
    text = files.pop(f"production/{lock.NAME}").decode()
    known = json.loads(text)
    assert list(known) == sorted(known)
    assert known == {path.removeprefix("production/"): lock.digest(content) for path, content in files.items()}
    assert len(text.splitlines()) == len(known) + 2


def test_only_what_changed_is_touched(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    before = repository.stamps()
    repository.renders(TWO)
    said = repository.run()
    assert said.out == "rendered/production: 3 files, 1 created, 1 changed, 1 removed\n"
    kept = "production/terraform/network.tf.json"
    assert repository.stamps()[kept] == before[kept]
    assert repository.tree() == {f"production/{path}": text.encode() for path, text in TWO.items()}
    assert not repository.empty_folders()


def test_what_is_not_ours_stays(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    own = {
        "terraform/.terraform.lock.hcl": "provider\n",
        "terraform/.terraform/providers/x": "binary",
        "terraform/override.tf": "# mine\n",
        "kubernetes/apps/web/notes.md": "mine\n",
        "NOTES": "mine\n",
    }
    for path, text in own.items():
        put(repository.rendered / path, text)
    repository.renders(TWO)
    assert repository.run().code == 0
    assert repository.run("--force").code == 0
    assert repository.tree() == {f"production/{path}": text.encode() for path, text in (TWO | own).items()}


REFUSALS = {
    "edited": ("README.md", "edited\n", "was edited by hand"),
    "emptied": ("README.md", "", "was edited by hand"),
    "edited, no longer rendered": ("kubernetes/apps/web/service.yaml", "edited\n", "was edited by hand"),
    "foreign": ("kubernetes/apps/api/service.yaml", "mine\n", "is not ours"),
}


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("option", ["", "--check", "--diff"])
def test_a_refusal_writes_nothing_at_all(name: str, option: str, repository: Repository) -> None:
    path, text, reason = REFUSALS[name]
    repository.renders(ONE)
    repository.run()
    put(repository.rendered / path, text)
    before = repository.everything()
    repository.renders(TWO)
    said = repository.run(*[option] if option else [])
    assert said.code == 4
    assert (
        f"nothing was written, since these are not as we left them:\n  rendered/production/{path}: {reason}\n"
        in said.err
    )
    assert repository.everything() == before


@pytest.mark.parametrize("name", REFUSALS)
def test_force_overrides_a_refusal(name: str, repository: Repository) -> None:
    path, text, _ = REFUSALS[name]
    repository.renders(ONE)
    repository.run()
    put(repository.rendered / path, text)
    repository.renders(TWO)
    assert repository.run("--force").code == 0
    assert repository.tree() == {f"production/{path}": text.encode() for path, text in TWO.items()}
    assert repository.run("--check").code == 0


def test_every_refusal_is_named(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    put(repository.rendered / "README.md", "x")
    put(repository.rendered / "terraform/network.tf.json", "x")
    assert repository.run().err.count("was edited by hand") == 2


def test_a_file_that_is_as_it_would_be_is_adopted(repository: Repository) -> None:
    repository.renders(ONE)
    put(repository.rendered / "README.md", ONE["README.md"])
    before = repository.stamps()["production/README.md"]
    assert repository.run("--check").code == 3
    assert repository.run().code == 0
    assert repository.stamps()["production/README.md"] == before
    repository.renders(TWO)
    assert repository.run().code == 0


def test_a_file_that_was_deleted_is_written_again(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    (repository.rendered / "README.md").unlink()
    assert repository.run("--check").code == 3
    assert repository.run().out == "rendered/production: 3 files, 1 created\n"


def test_check_says_what_is_stale_and_writes_nothing(repository: Repository) -> None:
    repository.renders(ONE)
    assert repository.run("--check").code == 3
    assert not (repository.folder / "rendered").exists()
    repository.run()
    repository.renders(TWO)
    before = repository.stamps()
    said = repository.run("--check")
    assert said.code == 3
    assert said.out.splitlines() == [
        "stale: rendered/production/README.md",
        "stale: rendered/production/kubernetes/apps/api/service.yaml",
        "stale: rendered/production/kubernetes/apps/web/service.yaml",
    ]
    assert said.err == "3 files are stale; run `groundplan render`\n"
    assert repository.stamps() == before


def test_diff_shows_and_writes_nothing(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    repository.renders({**TWO, "README.md": "zwei ü\nno newline"})
    before = repository.stamps()
    said = repository.run("--diff")
    assert said.code == 0
    assert said.out == (
        "--- rendered/production/README.md\n+++ rendered/production/README.md\n"
        "@@ -1 +1,2 @@\n-one\n+zwei ü\n+no newline\n"
        "--- /dev/null\n+++ rendered/production/kubernetes/apps/api/service.yaml\n@@ -0,0 +1 @@\n+kind: Service\n"
        "--- rendered/production/kubernetes/apps/web/service.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-kind: Service\n"
    )
    assert repository.run("--diff", "--check").code == 3
    assert repository.stamps() == before


# ------------------------------------------------------------------ environments


TWO_ENVIRONMENTS = {"environments": {"production": {}, "staging": {"account": "444455556666", "tier": "staging"}}}


def test_an_environment_that_is_gone_stops_the_run_until_it_is_removed(repository: Repository) -> None:
    repository.renders(ONE)
    repository.platform(TWO_ENVIRONMENTS)
    assert repository.run().code == 0
    put(repository.folder / "rendered/mine/README.md", "not rendered by us\n")
    repository.platform()
    before = repository.everything()
    for options in ([], ["--check"], ["--force"]):
        said = repository.run(*options)
        assert said.code == 4
        assert said.err == (
            "groundplan: rendered/staging: no environment of that name is left; "
            "run `groundplan render --remove staging`\n"
        )
    assert repository.everything() == before
    assert repository.run("-e", "production").code == 0
    assert repository.run("--remove", "staging").out == "rendered/staging: 0 files, 3 removed\n"
    assert not (repository.folder / "rendered/staging").exists()
    assert repository.run("--check").code == 0
    assert (repository.folder / "rendered/mine/README.md").exists()


def test_removing_refuses_edits_and_leaves_what_is_not_ours(repository: Repository) -> None:
    repository.renders(ONE)
    repository.platform(TWO_ENVIRONMENTS)
    repository.run()
    repository.platform()
    staging = repository.folder / "rendered/staging"
    put(staging / "terraform/terraform.tfstate", "state\n")
    put(staging / "README.md", "edited\n")
    assert repository.run("--remove", "staging").code == 4
    assert (staging / "terraform/network.tf.json").exists()
    assert repository.run("--remove", "staging", "--force").code == 0
    assert [path for path in repository.everything() if path.startswith("staging/")] == [
        "staging/terraform/terraform.tfstate"
    ]
    assert repository.run("--check").code == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("production", "production is still declared in platform.yaml"),
        ("unknown", "nothing of ours is in rendered/unknown"),
        ("../rendered/production", "nothing of ours is in"),
        ("", "nothing of ours is in"),
    ],
)
def test_only_what_is_gone_can_be_removed(name: str, message: str, repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    before = repository.everything()
    said = repository.run("--remove", name)
    assert said.code == 2
    assert message in said.err
    assert repository.everything() == before


def test_a_lost_lock_of_an_environment_that_is_gone_can_be_removed(repository: Repository) -> None:
    repository.renders(ONE)
    repository.platform(TWO_ENVIRONMENTS)
    repository.run()
    (repository.folder / "rendered/staging" / lock.NAME).write_text("broken")
    repository.platform()
    assert repository.run("--remove", "staging").code == 0
    assert repository.run("--check").code == 0
    assert (repository.folder / "rendered/staging/README.md").exists()


# ------------------------------------------------------------------ what is in the way


def elsewhere(repository: Repository) -> Path:
    folder = repository.folder / "elsewhere"
    put(folder / "README.md", "one\n")
    put(folder / "network.tf.json", "{}\n")
    return folder


@pytest.mark.parametrize("link", ["rendered", "rendered/production", "rendered/production/terraform"])
@pytest.mark.parametrize("force", [True, False])
def test_nothing_is_written_behind_a_folder_that_is_a_link(link: str, force: bool, repository: Repository) -> None:
    repository.renders(ONE)
    outside = elsewhere(repository)
    (repository.folder / link).parent.mkdir(parents=True, exist_ok=True)
    (repository.folder / link).symlink_to(outside)
    before = sorted(outside.rglob("*"))
    said = repository.run(*["--force"] if force else [])
    assert said.code == 4
    assert f"lies behind the symbolic link {link}" in said.err
    assert sorted(outside.rglob("*")) == before
    assert not (repository.rendered / "kubernetes").exists()


@pytest.mark.parametrize("name", ["README.md", "terraform/network.tf.json", lock.NAME])
@pytest.mark.parametrize("force", [True, False])
def test_a_file_that_is_a_link_is_refused(name: str, force: bool, repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    target = elsewhere(repository) / "README.md"
    (repository.rendered / name).unlink()
    (repository.rendered / name).symlink_to(target)
    repository.renders(TWO)
    said = repository.run(*["--force"] if force else [])
    assert said.code == 4
    assert f"{name}: is a symbolic link" in said.err
    assert target.read_text() == "one\n"


@pytest.mark.parametrize("name", ["README.md", lock.NAME])
def test_a_folder_or_a_pipe_in_the_place_of_a_file_is_refused(name: str, repository: Repository) -> None:
    repository.renders(ONE)
    path = repository.rendered / name
    path.mkdir(parents=True)
    assert repository.run("--force").code == 4
    path.rmdir()
    os.mkfifo(path)
    said = repository.run("--force")
    assert (said.code, f"{name}: is not a file" in said.err) == (4, True)


@pytest.mark.parametrize("name", ["rendered", "rendered/production", "rendered/production/kubernetes/apps"])
def test_a_file_in_the_place_of_a_folder(name: str, repository: Repository) -> None:
    repository.renders(ONE)
    put(repository.folder / name, "mine\n")
    said = repository.run()
    assert said.code == 4
    assert "lies below a file" in said.err
    assert (repository.folder / name).read_text() == "mine\n"


HASH = "0" * 64


@pytest.mark.parametrize(
    "path",
    ["../outside", "/etc/outside", "a/../../../outside", "..", ".", "", "terraform/", "a\\u0000b", "\\ud800", "\\q"],
)
def test_a_lock_that_names_what_lies_outside_harms_nothing(path: str, repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    outside = put(repository.folder / "rendered/outside", "mine\n")
    text = (
        (repository.rendered / lock.NAME)
        .read_text()
        .replace("{\n", f'{{\n  "{path}": ["{HASH}", "{lock.digest(b"mine")}"],\n', 1)
    )
    (repository.rendered / lock.NAME).write_text(text)
    assert repository.run("--force").code in {0, 4}
    assert outside.read_text() == "mine\n"


# ------------------------------------------------------------------ merges


def merged(ours: bytes, theirs: bytes) -> bytes:
    """What Git makes of a file that both sides changed."""
    return b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> branch\n"


def test_a_conflict_is_rendered_anew(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    ours = repository.everything()
    repository.renders(TWO)
    repository.run()
    theirs = repository.everything()
    shutil.copytree(repository.rendered, repository.folder / "theirs")
    name = f"production/{lock.NAME}"
    (repository.rendered / lock.NAME).write_bytes(merged(ours[name], theirs[name]))
    (repository.rendered / "README.md").write_bytes(merged(b"one\n", b"two\n"))
    repository.renders({**TWO, "README.md": "three\n"})
    assert repository.run("--check").code == 3
    assert repository.run().code == 0
    assert (repository.rendered / "README.md").read_text() == "three\n"
    assert b"<<<<" not in b"".join(repository.everything().values())
    assert repository.run("--check").code == 0


def test_what_git_merged_without_a_conflict_is_rendered_anew(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    text = (repository.rendered / lock.NAME).read_text()
    (repository.rendered / "README.md").write_text("a line of each side\n")
    other = text.replace(lock.digest(b"one\n"), HASH)
    (repository.rendered / lock.NAME).write_bytes(merged(text.encode(), other.encode()))
    assert repository.run().code == 0
    assert (repository.rendered / "README.md").read_text() == "one\n"


def test_a_conflict_of_the_lock_alone_is_stale(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    good = (repository.rendered / lock.NAME).read_bytes()
    (repository.rendered / lock.NAME).write_bytes(merged(good, good))
    assert repository.run("--check").out == f"stale: rendered/production/{lock.NAME}\n"
    assert repository.run().code == 0
    assert (repository.rendered / lock.NAME).read_bytes() == good


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"\xff\x00\xff", b"null\n", b'{\n  "README.md": 3,\n  "x": []\n}\n', b'"a":']
)
def test_a_lost_lock_is_made_anew_where_nothing_else_changed(content: bytes | None, repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    path = repository.rendered / lock.NAME
    good = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert repository.run("--check").code == 3
    assert repository.run().code == 0
    assert path.read_bytes() == good


def test_without_the_lock_nothing_is_replaced(repository: Repository) -> None:
    repository.renders(ONE)
    repository.run()
    (repository.rendered / lock.NAME).unlink()
    repository.renders(TWO)
    said = repository.run()
    assert (said.code, "README.md: is not ours" in said.err) == (4, True)
    assert repository.tree() == {f"production/{path}": text.encode() for path, text in ONE.items()}


# ------------------------------------------------------------------ the same bytes, everywhere


def fresh(folder: Path, text: str, **environment: str) -> dict[str, bytes]:
    """What the command renders in a folder of its own, in a process of its own."""
    put(folder / "platform.yaml", text)
    said = run_tool([GROUNDPLAN, "render"], folder, **environment)
    assert (said.returncode, said.stderr) == (0, "")
    root = folder / "rendered"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


SETTINGS: dict[str, dict[str, str]] = {
    "seed 0": {"PYTHONHASHSEED": "0"},
    "seed 1": {"PYTHONHASHSEED": "1"},
    "seed random": {"PYTHONHASHSEED": "random"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "optimized": {"PYTHONOPTIMIZE": "2"},
    "another home": {"HOME": "/nonexistent", "USER": "nobody", "AWS_REGION": "us-east-1", "TF_VAR_name": "x"},
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return fresh(tmp_path_factory.mktemp("example"), EXAMPLE.read_text())


@pytest.mark.parametrize("name", SETTINGS)
def test_the_same_bytes_everywhere(name: str, tmp_path: Path, example: dict[str, bytes]) -> None:
    assert len(example) > 100
    assert fresh(tmp_path / "elsewhere" / "ü b", EXAMPLE.read_text(), **SETTINGS[name]) == example


def shuffled(value: Any, random: Random) -> Any:
    """The value with the keys of every mapping moved; the order of lists has a meaning."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_keys_has_no_meaning(seed: int, tmp_path: Path, example: dict[str, bytes]) -> None:
    data = Source("", EXAMPLE.read_text()).data
    moved = shuffled(data, Random(seed))  # noqa: S311 - a test's
    assert moved == data
    text = yaml.safe_dump(moved, sort_keys=False, allow_unicode=True)
    assert text != yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    assert fresh(tmp_path, text) == example


def addresses(files: dict[str, bytes]) -> dict[str, str]:
    """Every subnet of Terraform by environment and address, with its CIDR."""
    return {
        f"{path}:{name}": subnet["cidr_block"]
        for path, content in files.items()
        if path.endswith("terraform/network.tf.json")
        for name, subnet in json.loads(content)["resource"]["aws_subnet"].items()
    }


@pytest.mark.parametrize("zones", ["[a, b, c, d]", "[d, c, b, a]", "[a, b, c, d, e, f]", "[b, c]"])
def test_another_zone_moves_no_subnet(zones: str, tmp_path: Path, example: dict[str, bytes]) -> None:
    data = Source("", EXAMPLE.read_text().replace("zones: [a, b, c]", f"zones: {zones}")).data
    # What has given CIDRs needs one more for a zone more, and /18 leaves no room for a fifth.
    del data["subnets"]["data"], data["environments"]["staging"]["subnets"]
    data["subnets"]["pods"]["size"] = 19
    before = addresses(
        fresh(tmp_path / "before", yaml.safe_dump({**data, "vpc": {**data["vpc"], "zones": list("abc")}}))
    )
    after = addresses(fresh(tmp_path / "after", yaml.safe_dump(data)))
    kept = before.keys() & after.keys()
    assert len(kept) >= len(before) * 2 / 3
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert (len(after) > len(before)) == (len(zones) > len("[a, b, c]"))
