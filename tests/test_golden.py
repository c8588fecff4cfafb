"""The Kubernetes half of every golden platform, proven by kubeconform and kustomize."""

from pathlib import Path

import pytest

from generator.render import render
from generator.verify.kubeconform import check_manifests
from tests.platforms import golden
from tests.tools import run, tool, write

GOLDEN = golden()


@pytest.mark.parametrize("name", GOLDEN)
def test_kubeconform_accepts_every_object(name: str, tmp_path: Path) -> None:
    platform = GOLDEN[name]
    write(render(platform), tmp_path)
    report = check_manifests(tmp_path / "kubernetes", platform.cluster.version)
    assert report.problems == ()
    assert report.unchecked == ()
    assert report.manifests == len(list((tmp_path / "kubernetes").rglob("*.yaml")))


@pytest.mark.parametrize("name", GOLDEN)
def test_kustomize_builds_every_folder(name: str, tmp_path: Path) -> None:
    write(render(GOLDEN[name]), tmp_path)
    for file in sorted((tmp_path / "kubernetes").rglob("kustomization.yaml")):
        built = run([tool("kubectl"), "kustomize", str(file.parent)], tmp_path)
        assert built.returncode == 0, built.stderr
        assert "kind: " in built.stdout
