"""What `make generate` makes, held against its sources and against data made by others."""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tools.generate import ROOT, __main__, _schema, instance_types, kubernetes_schemas

Oracle = Callable[[str], Path]
Schema = dict[str, Any]

# The types that moto's data lacks, and those where EC2 and the VPC CNI count network interfaces differently.
NOT_IN_MOTO = {"dl1.24xlarge", "g4ad.xlarge", *(f"g4ad.{n}xlarge" for n in (2, 4, 8, 16))}
COUNTED_DIFFERENTLY = {"i7ie.48xlarge", "i7ie.metal-48xl", "i8ge.48xlarge", "i8ge.metal-48xl"}
# Of notification-controller's main branch, not of the release that Flux 2.9 ships.
LATER_PROVIDERS = {"incident.io", "zoom"}

CRDS = sorted((ROOT / "schemas/crds").glob("*/*.json"))


def committed(path: str) -> bytes:
    return (ROOT / path).read_bytes()


def main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["generate", *arguments])
    return __main__.main()


# ------------------------------------------------------------------ the command


def test_everything_committed_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(monkeypatch, "--check", "instance_types", "kubernetes_schemas", "own_schemas") == 0


def test_check_names_what_is_stale_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    assert main(monkeypatch, "--check", "instance_types") == 1
    assert f"{instance_types.TABLE} is stale" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_writing_makes_it_fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    assert main(monkeypatch, "instance_types") == 0
    assert main(monkeypatch, "--check", "instance_types") == 0
    assert (tmp_path / instance_types.TABLE).read_bytes() == committed(instance_types.TABLE)


@pytest.mark.parametrize(("arguments", "exit_code"), [(["--check"], 0), ([], 5)])
def test_without_go_it_says_so(
    arguments: list[str],
    exit_code: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(monkeypatch, *arguments, "crd_schemas") == exit_code
    assert "not generated: crd_schemas: go is not on PATH" in capsys.readouterr().err


def test_another_version_of_a_source_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(instance_types, "VERSION", "5.0.0")
    assert main(monkeypatch, "--check", "instance_types") == 0
    assert "run `pip install moto==5.0.0`" in capsys.readouterr().err


def test_an_unknown_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(monkeypatch, "nonsense")


# ------------------------------------------------------------------ instance types


def test_instance_types_equal_the_oracle(oracle: Oracle) -> None:
    theirs = json.loads(oracle("instance_types.json").read_text())
    ours = json.loads(committed(instance_types.TABLE))["types"]
    assert set(theirs) - set(ours) == NOT_IN_MOTO
    names = ("vcpu", "memory_mib", "max_enis", "ipv4_per_eni", "hypervisor")
    expected = {name: [row[key] for key in names] for name, row in theirs.items() if name in ours}
    found = {name: list(ours[name].values())[: len(names)] for name in expected}
    assert {name for name in expected if found[name] != expected[name]} == COUNTED_DIFFERENTLY


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("m7g.large", (2, 8192, 3, 10, "nitro", ["arm64"], 9)),
        ("p5.48xlarge", (192, 2097152, 2, 50, "nitro", ["x86_64"], "nvidia", 120)),
        ("t2.micro", (1, 1024, 2, 2, "xen", ["i386", "x86_64"])),
        ("m5.metal", (96, 393216, 15, 50, "metal", ["x86_64"], 120)),
    ],
)
def test_instance_types(name: str, row: tuple[object, ...]) -> None:
    table = json.loads(committed(instance_types.TABLE))
    assert tuple(table["types"][name].values()) == row


def test_instance_types_say_how_old_they_are() -> None:
    table = json.loads(committed(instance_types.TABLE))
    assert (table["asOf"], table["source"]) == ("2026-10-27", "moto 5.2.5, amazon-vpc-resource-controller-k8s v1.8.2")
    assert len(committed(instance_types.TABLE).splitlines()) == len(table["types"]) + 6


# ------------------------------------------------------------------ Kubernetes' own kinds


@pytest.fixture(scope="module")
def standalone() -> dict[str, Schema]:
    with tarfile.open(ROOT / kubernetes_schemas.ARCHIVE) as archive:
        return {name: json.load(archive.extractfile(name) or io.BytesIO()) for name in archive.getnames()}


def test_kubernetes_schemas_hold_what_we_render(standalone: dict[str, Schema]) -> None:
    kinds = "deployment-apps-v1 service-v1 ingress-networking-v1 networkpolicy-networking-v1 namespace-v1"
    kinds += " horizontalpodautoscaler-autoscaling-v2 poddisruptionbudget-policy-v1 cronjob-batch-v1"
    expected = {f"v1.{n}.0-standalone-strict/{kind}.json" for n in range(31, 38) for kind in kinds.split()}
    assert expected <= set(standalone)
    assert not [name for name in standalone if "list-" in name or "review-" in name or "/scale-" in name]


def test_kubernetes_schemas_stand_alone(standalone: dict[str, Schema]) -> None:
    for name, schema in standalone.items():
        jsonschema.Draft4Validator.check_schema(schema)
        references = {node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)}
        assert references == {f"#/$defs/{definition}" for definition in schema["$defs"]}, name


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for child in tree:
            yield from nodes(child)


def test_names_that_look_like_keywords_survive(standalone: dict[str, Schema]) -> None:
    priority = standalone["v1.36.0-standalone-strict/priorityclass-scheduling-v1.json"]
    assert "description" in priority["properties"]
    crd = standalone["v1.36.0-standalone-strict/customresourcedefinition-apiextensions-v1.json"]
    props = crd["$defs"]["io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"]
    assert {"default", "description", "x-kubernetes-int-or-string"} <= set(props["properties"])


def test_the_archive_tells_nothing_of_who_made_it() -> None:
    with tarfile.open(ROOT / kubernetes_schemas.ARCHIVE) as archive:
        members = archive.getmembers()
    assert {(m.mtime, m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, 0, "", "")}
    assert [m.name for m in members] == sorted(m.name for m in members)


# ------------------------------------------------------------------ custom resources


def tree(schema: Schema, path: str = "") -> dict[str, tuple[str, ...]]:
    """Every field's path, with its type, required fields and values."""
    facts = (str(schema.get("type")), *sorted(schema.get("required", ())), *map(str, schema.get("enum", ())))
    found = {path: facts}
    for name, child in schema.get("properties", {}).items():
        found |= tree(child, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            found |= tree(schema[key], f"{path}[]")
    return found


OWN = {
    "elbv2.k8s.aws",
    "k8s.nginx.org",
    "gateway.k8s.aws",
    "gateway.networking.k8s.io",
    "cert-manager.io",
    "cis.f5.com",
}


def theirs_and_ours(file: Path, oracle: Oracle) -> tuple[dict[str, tuple[str, ...]], ...]:
    group, version = file.parent.name, file.stem.rpartition("_")[2]
    ours = json.loads(file.read_text())
    kind = ours["properties"]["kind"]["enum"][0].lower()
    plural = f"{kind}es" if kind.endswith("ss") else kind.removesuffix("s") + "s"
    name = kind.removesuffix("y") + "ies" if kind[-2:] in {"cy", "ry"} else plural
    theirs = json.loads(oracle(f"crds/{name}.{group}.json").read_text())["versions"][version]["schema"]
    return tree(theirs["properties"]["spec"]), tree(ours["properties"]["spec"])


@pytest.mark.parametrize("path", [file for file in CRDS if "fluxcd" in str(file)], ids=str)
def test_flux_schemas_equal_the_oracle(path: Path, oracle: Oracle) -> None:
    theirs, ours = theirs_and_ours(path, oracle)
    if path.stem.startswith("provider"):
        theirs[".type"] = tuple(value for value in theirs[".type"] if value not in LATER_PROVIDERS)
    assert ours == theirs


@pytest.mark.parametrize("path", [file for file in CRDS if file.parent.name in OWN], ids=str)
def test_our_own_schemas_allow_nothing_that_the_oracle_does_not(path: Path, oracle: Oracle) -> None:
    theirs, ours = theirs_and_ours(path, oracle)
    assert len(ours) > (20 if "elbv2" in str(path) else 1)
    assert ours.items() <= theirs.items()


def test_every_custom_resource_schema_is_made() -> None:
    groups = {file.parent.name for file in CRDS}
    assert {"kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io", "elbv2.k8s.aws"} <= groups
    for file in CRDS:
        jsonschema.Draft4Validator.check_schema(json.loads(file.read_text()))


OPENAPI = {
    "type": "object",
    "properties": {
        "metadata": {"type": "object"},
        "spec": {
            "type": "object",
            "description": "what is wanted",
            "properties": {
                "port": {"x-kubernetes-int-or-string": True},
                "size": {"type": "integer", "nullable": True},
                "description": {"type": "string"},
                "values": {
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": True,
                    "properties": {"a": {}},
                },
            },
            "oneOf": [
                {"required": ["port"], "properties": {"port": {}}},
                {"required": ["size"], "properties": {"size": {}}},
            ],
        },
    },
}
METADATA = {"name": "x"}


@pytest.mark.parametrize(
    ("metadata", "spec", "valid"),
    [
        (METADATA, {"port": 80}, True),
        (METADATA, {"port": "http", "description": "x"}, True),
        (METADATA, {"size": None, "values": {"anything": 1}}, True),
        (METADATA, {"port": [80]}, False),
        (METADATA, {"port": 80, "unknown": 1}, False),
        (METADATA, {"port": 80, "size": 1}, False),
        (METADATA, {"size": 1, "description": None}, False),
        ({"name": "x", "annotations": {"a": "true"}}, {"port": 80}, True),
        ({"name": "x", "annotations": {"a": True}}, {"port": 80}, False),
        ({"name": "x", "label": {}}, {"port": 80}, False),
        ({}, {"port": 80}, False),
    ],
)
def test_custom_resources_are_strict(metadata: Schema, spec: Schema, valid: bool) -> None:
    schema = _schema.custom_resource("example.com", "v1", "Example", OPENAPI)
    instance = {"apiVersion": "example.com/v1", "kind": "Example", "metadata": metadata, "spec": spec}
    assert jsonschema.Draft4Validator(schema).is_valid(instance) is valid
    assert "what is wanted" not in json.dumps(schema)


# ------------------------------------------------------------------ the controller's policy

POLICY = "generator/render/terraform/data/aws_load_balancer_controller_policy.json"
# IAM's names of services, as botocore has them; SetWebAcl is a permission without an operation.
SERVICES = {"elasticloadbalancing": "elbv2"}
PERMISSIONS_ONLY = {"elasticloadbalancing:SetWebAcl"}
MAX_CHARACTERS = 6144


def test_the_load_balancer_controllers_policy_names_real_operations() -> None:
    botocore = pytest.importorskip("botocore.session").get_session()
    statements = json.loads(committed(POLICY))["Statement"]
    assert len(statements) == 16
    actions = {action for statement in statements for action in statement["Action"]} - PERMISSIONS_ONLY
    for action in sorted(actions):
        service, _, operation = action.partition(":")
        assert operation in botocore.get_service_model(SERVICES.get(service, service)).operation_names, action


def test_the_load_balancer_controllers_policy_fits_iam() -> None:
    compact = json.dumps(json.loads(committed(POLICY)), separators=(",", ":"))
    assert len(compact) < MAX_CHARACTERS
    assert committed(POLICY).decode() == json.dumps(json.loads(compact), indent=2, sort_keys=True) + "\n"
