"""terraform.extra: files of the user's own in the AWS root."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.render import terraform
from tests.platforms import ROOT, base, golden
from tests.repository import Repository

PAGE = (ROOT / "docs" / "extra.md").read_text()
EXAMPLES = dict(re.findall(r"`infrastructure/([\w.]+)`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL))
TERRAFORM = "rendered/production/terraform"
QUEUE = '{"resource": {"aws_sqs_queue": {"own_jobs": {}}}}'


@pytest.fixture
def extra(repository: Repository) -> Path:
    """The folder that the platform names, with one file; nothing is rendered yet."""
    repository.platform({"terraform": {"extra": "infrastructure"}})
    folder = repository.folder / "infrastructure"
    folder.mkdir()
    (folder / "jobs.tf.json").write_text(QUEUE)
    return folder


def test_the_examples_of_the_page_are_the_golden_ones() -> None:
    """They are validated, planned and applied as the golden platform terraform-extra."""
    folder = ROOT / "tests" / "golden" / "terraform-extra"
    assert {file.name: file.read_text() for file in folder.iterdir()} == EXAMPLES
    assert len(EXAMPLES) == 3


def test_every_address_of_the_page_is_one() -> None:
    platforms = golden()
    places = {"TIER-ZONE": "private-a", "GROUP": "general", "NAME": "coredns", "ROLE": "app"}
    contract = {
        re.sub("|".join(places), lambda found: places[found.group()], address)
        for row in re.findall(r"^\| (`aws_.*?) \|", PAGE, re.MULTILINE)
        for address in re.findall(r"`(aws_[a-z_]+\.[\w-]+)`", row)
    }
    known = set()
    for name in ("everything-given", "smallest", "cluster-everything"):
        for content in terraform.files(platforms[name]).values():
            for kind, blocks in json.loads(content).get("resource", {}).items():
                known |= {f"{kind}.{label}" for label in blocks}
                assert not any(label.startswith("own_") for label in blocks)
    contract.remove("aws_eks_access_entry.coredns")
    assert contract <= known
    assert len(contract) == 15
    outputs = json.loads(terraform.files(platforms["smallest"])["terraform/outputs.tf.json"])["output"]
    (named,) = re.findall(r"The outputs (.*?) are there", PAGE, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", named)) == outputs.keys()


def test_files_are_copied_kept_and_removed(repository: Repository, extra: Path) -> None:
    hcl = '# as it is\r\nresource "aws_sqs_queue" "own_mail" {}\r\n'
    (extra / "mail.tf").write_bytes(hcl.encode())
    (extra / "README.md").write_text("not Terraform")
    (extra / ".hidden.tf").write_text("not Terraform's either")
    (extra / "modules").mkdir()
    assert repository.run().code == 0
    rendered = repository.folder / TERRAFORM
    assert (rendered / "extra_mail.tf").read_bytes() == hcl.encode()
    assert (rendered / "extra_jobs.tf.json").read_text() == QUEUE
    assert {path.name for path in rendered.glob("extra_*")} == {"extra_mail.tf", "extra_jobs.tf.json"}
    assert repository.run("--check").code == 0
    (extra / "mail.tf").unlink()
    said = repository.run("--check")
    assert (said.code, said.out) == (3, f"stale: {TERRAFORM}/extra_mail.tf\n")
    assert repository.run().code == 0
    assert not (rendered / "extra_mail.tf").exists()


def test_an_edit_beside_the_platform_is_never_taken_for_none(repository: Repository, extra: Path) -> None:
    assert [repository.run().code for _ in range(3)] == [0, 0, 0]
    (extra / "jobs.tf.json").write_text(QUEUE.replace("jobs", "mail"))
    assert "1 changed" in repository.run().out
    assert "own_mail" in (repository.folder / TERRAFORM / "extra_jobs.tf.json").read_text()


def test_an_edit_of_the_copy_is_refused(repository: Repository, extra: Path) -> None:
    assert repository.run().code == 0
    copy = repository.folder / TERRAFORM / "extra_jobs.tf.json"
    copy.write_text("{}")
    said = repository.run()
    assert (said.code, "was edited by hand" in said.err) == (4, True)
    assert (extra / "jobs.tf.json").read_text() == QUEUE


def _outside(extra: Path) -> None:
    (extra.parent / "secret").write_text("{}")
    (extra / "link.tf.json").symlink_to("../secret")


def _whole_folder_elsewhere(extra: Path) -> None:
    extra.rename(extra.parent / "elsewhere")
    extra.symlink_to("elsewhere")


def _gone(extra: Path) -> None:
    (extra / "jobs.tf.json").unlink()
    extra.rmdir()


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (_outside, "infrastructure/link.tf.json is a symbolic link; put the file itself there"),
    "a link for a folder": (
        _whole_folder_elsewhere,
        "infrastructure is no folder here, or lies behind a symbolic link",
    ),
    "no folder": (_gone, "infrastructure is no folder here, or lies behind a symbolic link"),
    "nothing in it": (
        lambda extra: (extra / "jobs.tf.json").unlink(),
        "infrastructure holds no *.tf and no *.tf.json; put one there, or take the key out",
    ),
    "a pipe": (lambda extra: os.mkfifo(extra / "a.tf"), "infrastructure/a.tf is not a file"),
    "a folder": (lambda extra: (extra / "a.tf").mkdir(), "infrastructure/a.tf is not a file"),
    "a name": (
        lambda extra: (extra / "a b.tf").touch(),
        "has characters other than letters, digits, `.`, `_` and `-` in its name; rename it",
    ),
    "too large": (lambda extra: (extra / "a.tf").write_bytes(b"#" * 1_048_577), "infrastructure/a.tf is larger"),
    "latin-1": (lambda extra: (extra / "a.tf").write_bytes(b"# \xe9"), "infrastructure/a.tf is not UTF-8"),
    "no JSON": (lambda extra: (extra / "a.tf.json").write_text("{"), "infrastructure/a.tf.json is not JSON: Expecting"),
    "a list": (lambda extra: (extra / "a.tf.json").write_text("[]"), "infrastructure/a.tf.json is not a JSON object"),
    "deep": (lambda extra: (extra / "a.tf.json").write_text("[" * 100_000), "infrastructure/a.tf.json is not JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_part_of_the_root_is_refused_at_its_place(
    name: str, repository: Repository, extra: Path
) -> None:
    spoil, message = BAD[name]
    spoil(extra)
    said = repository.run()
    assert message in said.err
    assert re.search(r"platform\.yaml:\d+:\d+: error: ", said.err)
    assert said.code == 2
    assert not repository.rendered.exists()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../outside", "is not a folder below this file's"),
        ("a/../../b", "is not a folder below this file's"),
        ("/etc", "is not a folder below this file's"),
        (".", "is not a folder below this file's"),
        ("", "is not a folder below this file's"),
        ("a//b", "is not a folder below this file's"),
        ("rendered/production/terraform", "is where we write; choose another folder"),
    ],
)
def test_no_path_leads_out(path: str, message: str, repository: Repository, extra: Path) -> None:
    repository.platform({"terraform": {"extra": path}})
    said = repository.run()
    assert (said.code, message in said.err) == (2, True), said.err


def test_the_files_themselves_cannot_be_written_in_the_platform(repository: Repository) -> None:
    repository.platform({"extraFiles": {"a.tf": "x"}})
    said = repository.run()
    assert (said.code, "unknown key `extraFiles`" in said.err) == (2, True)


HEREDOC = 'locals {\n  a = <<-EOT\nresource "aws_vpc" "this" {\n  EOT\n}\n/*\nresource "aws_vpc" "this" {\n*/\n'
THEIRS: dict[str, tuple[str, str | None]] = {
    "a.tf.json": (
        '{"resource": [{"aws_vpc": [{"this": {}}]}]}',
        "resource.aws_vpc.this is in terraform/network.tf.json",
    ),
    "b.tf.json": ('{"output": {"vpc_id": {"value": 1}}}', "output.vpc_id is in terraform/outputs.tf.json"),
    "c.tf.json": ('{"provider": {"aws": {}}}', "provider.aws is in terraform/providers.tf.json"),
    "d.tf.json": ('{"terraform": {"backend": {"local": {}}}}', "terraform.backend is in terraform/versions.tf.json"),
    "e.tf": (
        'resource "aws_eks_cluster" "this" {\n}\n',
        "resource.aws_eks_cluster.this is in terraform/cluster.tf.json",
    ),
    "f.tf.json": ('{"provider": {"aws": [{"alias": "us", "region": "us-east-1"}]}}', None),
    "g.tf.json": ('{"data": {"aws_vpc": {"this": {}}}, "terraform": {"required_version": ">= 1.12"}}', None),
    "h.tf": (HEREDOC, None),
    "i_override.tf.json": ('{"resource": {"aws_vpc": {"this": {}}}}', None),
    "override.tf": ('resource "aws_vpc" "this" {\n}\n', None),
    "j.tf.json": ('{"//": "a comment", "resource": {"//": "another", "aws_sqs_queue": {"own": {}}}}', None),
}


@pytest.mark.parametrize("name", THEIRS)
def test_a_block_of_ours_is_nobody_elses(name: str, repository: Repository, extra: Path) -> None:
    text, message = THEIRS[name]
    (extra / name).write_text(text)
    said = repository.run()
    if message is None:
        assert (said.code, said.err) == (0, "")
    else:
        assert f"infrastructure/{name}: {message} already; give it another name" in said.err
        assert said.code == 2


def test_two_files_of_theirs_do_not_declare_the_same() -> None:
    platform = base({"terraform": {"extra": "tests/golden/terraform-extra"}})
    import msgspec

    twice = msgspec.structs.replace(platform, extra_files={"a.tf.json": QUEUE, "b.tf.json": QUEUE})
    with pytest.raises(
        UsageError, match=r"b\.tf\.json: resource\.aws_sqs_queue\.own_jobs is in .*/a\.tf\.json already"
    ):
        terraform.files(twice)


def test_environments_have_folders_of_their_own(repository: Repository, extra: Path) -> None:
    (extra / "staging").mkdir()
    (extra / "staging" / "mail.tf").write_text("")
    staging = {"account": "444455556666", "terraform": {"extra": "infrastructure/staging"}}
    patch = {"terraform": {"extra": "infrastructure"}, "environments": {"production": {}, "staging": staging}}
    repository.platform(patch)
    assert repository.run().code == 0
    found = {path for path in repository.tree() if "/extra_" in path}
    assert found == {"production/terraform/extra_jobs.tf.json", "staging/terraform/extra_mail.tf"}
