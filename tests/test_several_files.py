"""Several platforms in one repository, and what a render tells about what it makes happen in the cluster."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from tests.platforms import document
from tests.repository import Repository

WEB = {
    "namespace": "shop",
    "image": "public.ecr.aws/x/y:1",
    "volumes": {"d": {"type": "claim", "path": "/d", "size": "1Gi"}},
}
ADDONS: dict[str, Any] = {"addons": {"aws-ebs-csi-driver": {}}}
OTHER = {
    "name": "other",
    "gitops": {"path": "platforms/other"},
    "terraform": {"backend": {"s3": {"prefix": "eks/other"}}},
}
SHOP = {"gitops": {"path": "platforms/shop"}}


def linted(folder: Path, *patches: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a lint of files, each in a folder of its own, and what it says beside the report."""
    files = []
    for number, patch in enumerate(patches):
        file = folder / f"platforms/{number}/platform.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(document(patch))
        files.append(str(file))
    code = run(["lint", *files])
    return code, capsys.readouterr().err


def test_two_files_that_take_nothing_from_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert linted(tmp_path, SHOP, OTHER, capsys=capsys) == (0, "")


@pytest.mark.parametrize(
    ("same", "said"),
    [
        ({"name": "demo"}, "both would make the same IAM roles"),
        ({"gitops": {"path": "platforms/shop"}}, "gitops.path is each file's own folder"),
        ({"terraform": {"backend": {"s3": {"prefix": "eks/demo"}}}}, "keeps its state at eks/demo/production of demo"),
    ],
)
def test_two_files_that_do(same: dict[str, Any], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = linted(tmp_path, SHOP, {**OTHER, **same}, capsys=capsys)
    assert code == 0, "drafts of one platform may be compared"
    assert "platforms/1/platform.yaml:" in out
    assert said in out
    assert out.count("\n") == 1


def test_the_same_name_in_another_account_is_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert linted(
        tmp_path,
        SHOP,
        {
            **OTHER,
            "name": "demo",
            "account": "999900001111",
            "cluster": {"access": {"admins": {"principal": "arn:aws:iam::999900001111:role/Admin"}}},
        },
        capsys=capsys,
    ) == (0, "")


def test_two_files_are_rendered_beside_themselves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    linted(tmp_path, SHOP, OTHER, capsys=capsys)
    assert run(["render", *(str(tmp_path / f"platforms/{number}/platform.yaml") for number in (0, 1))]) == 0
    for number, path in enumerate(("shop", "other")):
        root = tmp_path / f"platforms/{number}/rendered/production"
        values = json.loads((root / "bootstrap/flux.tf.json").read_text())["resource"]["helm_release"]["flux-instance"]
        assert f"./platforms/{path}/rendered/production/kubernetes/cluster" in values["values"][0]


def test_a_rename_says_what_flux_will_delete(repository: Repository) -> None:
    repository.platform({"services": {"web": WEB}, **ADDONS})
    assert repository.run().err == ""
    repository.platform({"services": {"shop": WEB}, **ADDONS})
    said = repository.run("--diff").err
    assert "when this is pushed, Flux deletes" in said
    assert "Deployment shop/web" in said
    assert "ServiceAccount shop/web" in said
    assert "for you to delete: PersistentVolumeClaim shop/web-d" in said
    assert "add the new one first" in said
    assert repository.run().err == said, "and again when it is written"
    assert repository.run().err == ""


def test_what_only_changes_its_file_is_not_told(repository: Repository) -> None:
    """A second object of a kind takes the name of the first into its file's."""
    one = {"app.yaml": "a: 1"}
    repository.platform({"services": {"web": {**WEB, "files": {"a": {"path": "/a", "content": one}}}}, **ADDONS})
    assert repository.run().code == 0
    two = {each: {"path": f"/{each}", "content": one} for each in ("a", "b")}
    repository.platform({"services": {"web": {**WEB, "files": two}}, **ADDONS})
    said = repository.run()
    assert "removed" in said.out
    assert said.err == ""


def test_a_path_that_is_not_the_folder_is_told(repository: Repository) -> None:
    (repository.folder / ".git").mkdir()
    assert repository.run().err == ""
    repository.platform({"gitops": {"path": "platforms/shop"}})
    assert "gitops.path is platforms/shop, but this is . in its repository" in repository.run().err


def test_a_folder_of_ones_own_that_is_not_there_is_told(repository: Repository) -> None:
    repository.platform({"gitops": {"kustomizations": {"tools": {"path": "tools"}}}})
    assert "there is no folder tools for gitops.kustomizations.tools" in repository.run().err
    (repository.folder / "tools").mkdir()
    assert repository.run().err == ""


def test_an_environment_that_is_taken_out_stops_flux_and_removes_nothing(repository: Repository) -> None:
    repository.platform({"services": {"web": WEB}, **ADDONS})
    assert repository.run().code == 0
    repository.platform({"environments": {"other": {}}})
    said = repository.run("--remove", "production")
    assert (said.code, said.err) == (0, "")
