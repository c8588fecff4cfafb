"""`verify`, with the real tools."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.errors import ToolFailed, UsageError
from generator.verify import Report, verify
from generator.verify.kubeconform import check_manifests
from generator.verify.kubeconform_binary import kubeconform
from generator.verify.schemas import kubernetes_schemas, nearest_minor
from tests.tools import run, tool

CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
FLUX = """
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {interval: 1h, prune: true, path: ./apps, sourceRef: {kind: GitRepository, name: flux-system}}
"""
GOOD = {
    "deployment": """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports: [{name: http, containerPort: 8080}]
          resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: 1}}
""",
    "ingress": """
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  ingressClassName: public
  rules:
    - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
""",
    "flux kustomization": FLUX,
    "helm release": """
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: aws-load-balancer-controller, namespace: kube-system}
spec:
  interval: 1h
  chart:
    spec: {chart: a, version: 3.5.0, sourceRef: {kind: HelmRepository, name: eks, namespace: flux-system}}
  install: {crds: CreateReplace}
  values: {clusterName: demo, anything: {at: [all]}}
""",
    "ingress class parameters": """
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: {name: public}
spec: {scheme: internet-facing, group: {name: public}, certificateArn: [arn], sslRedirectPort: "443"}
""",
    "kustomization": """
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
resources: [deployment.yaml]
""",
}
# What is put in the good manifest, for what, and how the problem reads.
BAD = {
    "unknown field": (
        "deployment",
        "replicas: 3",
        "replica: 3",
        "/spec: additional properties 'replica' not allowed",
    ),
    "wrong type": (
        "deployment",
        "replicas: 3",
        'replicas: "3"',
        "/spec/replicas: got string, want null or integer",
    ),
    "deep": (
        "deployment",
        "8080",
        "http",
        "/spec/template/spec/containers/0/ports/0/containerPort: got string",
    ),
    "required": (
        "ingress",
        "pathType: Prefix, ",
        "",
        "/spec/rules/0/http/paths/0: missing property 'pathType'",
    ),
    "old version": (
        "ingress",
        "k8s.io/v1",
        "k8s.io/v1beta1",
        "no schema for networking.k8s.io/v1beta1 Ingress",
    ),
    "unknown kind": (
        "deployment",
        "kind: Deployment",
        "kind: Deploymint",
        "no schema for apps/v1 Deploymint",
    ),
    "flux field": (
        "flux kustomization",
        "path:",
        "paths:",
        "/spec: additional properties 'paths' not allowed",
    ),
    "flux pattern": ("flux kustomization", "1h", "1 hour", "/spec/interval: '1 hour' does not match pattern"),
    "flux removed": (
        "flux kustomization",
        "io/v1\n",
        "io/v1beta2\n",
        "no schema for kustomize.toolkit.fluxcd.io/v1beta2",
    ),
    "flux case": ("flux kustomization", "kind: Kustomization", "kind: kustomization", "/kind: value must be"),
    "flux metadata": (
        "flux kustomization",
        "name: apps",
        "labels: {a: 1}, name: apps",
        "/metadata/labels/a: got number",
    ),
    "helm field": (
        "helm release",
        "crds: Create",
        "crd: Create",
        "/spec/install: additional properties 'crd' not",
    ),
    "params type": (
        "ingress class parameters",
        '"443"',
        "443",
        "/spec/sslRedirectPort: got number, want string",
    ),
    "params value": (
        "ingress class parameters",
        "internet-facing",
        "public",
        "/spec/scheme: value must be one of",
    ),
    "kustomize field": (
        "kustomization",
        "resources:",
        "resource:",
        "/: additional properties 'resource' not allowed",
    ),
    "duplicate key": (
        "deployment",
        "replicas: 3",
        "replicas: 3\n  replicas: 3",
        'key "replicas" already set in map',
    ),
    "no yaml": ("deployment", "replicas: 3", "replicas: [3", "did not find expected"),
}


@pytest.fixture(scope="module")
def _real_kubeconform() -> None:
    try:
        kubeconform()
    except ToolFailed as reason:
        pytest.skip(str(reason))


def manifests(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def messages(report: Report) -> list[str]:
    return [problem.message for problem in report.problems]


# ------------------------------------------------------------------ manifests


@pytest.mark.usefixtures("_real_kubeconform")
@pytest.mark.parametrize("version", ["1.31", "1.36", "1.37"])
def test_good_manifests_pass(version: str, tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    assert check_manifests(tmp_path, version) == Report(manifests=len(GOOD))


@pytest.mark.usefixtures("_real_kubeconform")
@pytest.mark.parametrize(("name", "old", "new", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_manifest_is_a_problem(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD[name]
    manifests(tmp_path, manifest=GOOD[name].replace(old, new, 1))
    (problem,) = check_manifests(tmp_path, "1.36").problems
    assert message in problem.message
    assert problem.path == tmp_path / "manifest.yaml"


@pytest.mark.usefixtures("_real_kubeconform")
def test_every_problem_is_told_in_order(tmp_path: Path) -> None:
    manifests(tmp_path, b=CONFIG_MAP + "data: {a: 1, b: 2}", a=CONFIG_MAP + "data: []")
    report = check_manifests(tmp_path, "1.36")
    assert [(problem.path.name, problem.message) for problem in report.problems] == [
        ("a.yaml", "ConfigMap a: /data: got array, want null or object"),
        ("b.yaml", "ConfigMap a: /data/a: got number, want null or string"),
        ("b.yaml", "ConfigMap a: /data/b: got number, want null or string"),
    ]


@pytest.mark.usefixtures("_real_kubeconform")
def test_a_file_that_proves_nothing_is_a_problem(tmp_path: Path) -> None:
    manifests(tmp_path, empty="", comment="# nothing\n", object=CONFIG_MAP)
    report = check_manifests(tmp_path, "1.36")
    assert [(p.path.stem, p.message) for p in report.problems] == [
        ("comment", "holds no object"),
        ("empty", "holds no object"),
    ]
    assert report.manifests == 1


@pytest.mark.usefixtures("_real_kubeconform")
@pytest.mark.parametrize(("version", "nearest"), [("1.29", "1.31"), ("1.38", "1.37")])
def test_a_version_without_schemas_is_said(version: str, nearest: str, tmp_path: Path) -> None:
    (note,) = check_manifests(manifests(tmp_path, a=CONFIG_MAP), version).unchecked
    assert (note.what, nearest in note.reason) == (f"Kubernetes {version}", True)


@pytest.mark.usefixtures("_real_kubeconform")
def test_our_schema_of_kustomizations_allows_what_kustomize_does(tmp_path: Path) -> None:
    manifests(tmp_path, cm=CONFIG_MAP, patch=CONFIG_MAP + "data: {a: b}")
    text = """
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
resources: [cm.yaml]
labels: [{pairs: {a: b}, includeSelectors: false, includeTemplates: true}]
images: [{name: a, newName: b, newTag: c}]
patches: [{path: patch.yaml, target: {kind: ConfigMap, name: a}, options: {allowNameChange: true}}]
configMapGenerator: [{name: g, literals: [a=b], files: [cm.yaml], options: {disableNameSuffixHash: true}}]
generatorOptions: {labels: {a: b}, annotations: {a: b}, immutable: true}
"""
    manifests(tmp_path, kustomization=text)
    assert run([tool("kubectl"), "kustomize", "."], tmp_path).stderr == ""
    assert "kustomization.yaml" not in {problem.path.name for problem in check_manifests(tmp_path, "1.36").problems}


@pytest.mark.parametrize(("wanted", "nearest"), [(20, 31), (31, 31), (36, 36), (99, 37)])
def test_the_nearest_version(wanted: int, nearest: int) -> None:
    assert nearest_minor(wanted, kubernetes_schemas()) == nearest


# ------------------------------------------------------------------ the schemas' cache


def test_schemas_are_unpacked_once_even_by_many_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with ThreadPoolExecutor(8) as threads:
        folders = {task.result() for task in [threads.submit(kubernetes_schemas) for _ in range(8)]}
    (folder,) = folders
    assert list((tmp_path / "groundplan/schemas").iterdir()) == [folder]
    assert len(list(folder.iterdir())) == 7
    stamp = folder.stat().st_mtime_ns
    assert kubernetes_schemas().stat().st_mtime_ns == stamp


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "groundplan").write_text("a file in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ToolFailed, match=r"cannot write .*: set XDG_CACHE_HOME to a folder that can be written"):
        kubernetes_schemas()


# ------------------------------------------------------------------ a whole environment


@pytest.mark.usefixtures("_real_kubeconform")
def test_an_environment(tmp_path: Path) -> None:
    tool("terraform")
    (tmp_path / "terraform").mkdir()
    (tmp_path / "terraform/main.tf.json").write_text('{"locals": {"a": "${local.b}"}}')
    (tmp_path / "kubernetes/apps").mkdir(parents=True)
    manifests(tmp_path / "kubernetes/apps", good=FLUX, bad=CONFIG_MAP + "dat: {}")
    report = verify(tmp_path, "1.36", ())
    assert [problem.path.relative_to(tmp_path).as_posix() for problem in report.problems] == [
        "kubernetes/apps/bad.yaml",
        "terraform/main.tf.json",
    ]
    assert [(note.what, note.reason) for note in report.unchecked] == [
        (str(tmp_path / "bootstrap"), "it is not rendered")
    ]
    assert (report.manifests, report.roots) == (2, ("terraform",))


def test_nothing_rendered_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run `groundplan render`"):
        verify(tmp_path, "1.36", ())


def test_no_manifests_prove_nothing(tmp_path: Path) -> None:
    assert [note.reason for note in check_manifests(tmp_path, "1.36").unchecked] == ["it holds no manifests"]
