"""Schemas of the custom resources that we render, from the CRDs in the controllers' own Go modules.

Flux' versions are the set that Flux 2.9.5 ships (https://github.com/fluxcd/flux2/tree/v2.9.5/manifests/bases).
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tools.generate import _go
from tools.generate._schema import custom_resource, custom_resource_path, to_json

FLUX = "github.com/fluxcd"
# module, version and the kinds wanted of it, each as plural.group/version
MODULES = {
    (f"{FLUX}/kustomize-controller", "v1.9.5"): ["kustomizations.kustomize.toolkit.fluxcd.io/v1"],
    (f"{FLUX}/helm-controller", "v1.6.4"): ["helmreleases.helm.toolkit.fluxcd.io/v2"],
    (f"{FLUX}/source-controller", "v1.9.5"): [
        "gitrepositories.source.toolkit.fluxcd.io/v1",
        "helmrepositories.source.toolkit.fluxcd.io/v1",
        "ocirepositories.source.toolkit.fluxcd.io/v1",
    ],
    # The latest that is published as a module; of what we render the later chart's definitions are the same.
    ("github.com/external-secrets/external-secrets", "v1.3.2"): [
        "externalsecrets.external-secrets.io/v1",
        "secretstores.external-secrets.io/v1",
    ],
    (f"{FLUX}/notification-controller/api", "v1.9.4"): [
        "alerts.notification.toolkit.fluxcd.io/v1beta3",
        "providers.notification.toolkit.fluxcd.io/v1beta3",
    ],
    ("github.com/aws/amazon-vpc-resource-controller-k8s", "v1.8.2"): [
        "securitygrouppolicies.vpcresources.k8s.aws/v1beta1",
    ],
    ("sigs.k8s.io/gateway-api", "v1.5.0"): [
        "gatewayclasses.gateway.networking.k8s.io/v1",
        "gateways.gateway.networking.k8s.io/v1",
        "httproutes.gateway.networking.k8s.io/v1",
    ],
    ("github.com/cert-manager/cert-manager", "v1.21.0"): [
        "certificates.cert-manager.io/v1",
        "clusterissuers.cert-manager.io/v1",
    ],
    # Of a volume snapshot the add-on's own controller brings the definitions; v1 is the same in all of its releases.
    ("github.com/kubernetes-csi/external-snapshotter/client/v8", "v8.4.0"): [
        "volumesnapshotclasses.snapshot.storage.k8s.io/v1",
    ],
    ("github.com/aws/karpenter-provider-aws", "v1.14.1"): [
        "ec2nodeclasses.karpenter.k8s.aws/v1",
        "nodepools.karpenter.sh/v1",
    ],
}
# Makes CRDs of Go types, for a module that is published without its CRDs.
CONTROLLER_GEN = "sigs.k8s.io/controller-tools/cmd/controller-gen@v0.21.0"

# Where a module keeps its CRDs.
PLACES = ("config/crd", "config/crds/bases", "config/crd/bases", "config/crd/standard", "deploy/crds", "pkg/apis/crds")

Definition = dict[str, Any]


def files() -> dict[str, bytes]:
    made = {}
    for (module, version), wanted in MODULES.items():
        definitions = {definition["metadata"]["name"]: definition for definition in crds(module, version)}
        for resource in wanted:
            name, _, api_version = resource.partition("/")
            path, content = _schema(definitions[name], api_version)
            made[path] = content
    return made


def crds(module: str, version: str) -> Iterator[Definition]:
    """Every CustomResourceDefinition of the module."""
    folder = _go.module(module, version)
    manifests = sorted(file for place in PLACES for file in (folder / place).glob("*.yaml"))
    texts = [manifest.read_text() for manifest in manifests] or [_made_of_types(folder)]
    for text in texts:
        found = filter(None, yaml.safe_load_all(text))
        yield from (item for item in found if item.get("kind") == "CustomResourceDefinition")


def _made_of_types(module: Path) -> str:
    with tempfile.TemporaryDirectory() as temporary:
        # The module cache is read-only, and Go wants to write beside go.mod.
        copy = shutil.copytree(module, Path(temporary) / "module", copy_function=shutil.copyfile)
        copy.chmod(0o755)
        return _go.run(["run", CONTROLLER_GEN, "crd", "paths=./...", "output:stdout"], copy)


def _schema(definition: Definition, version: str) -> tuple[str, bytes]:
    spec = definition["spec"]
    group, kind = spec["group"], spec["names"]["kind"]
    for offered in spec["versions"]:
        if offered["name"] == version and offered["served"]:
            schema = custom_resource(group, version, kind, offered["schema"]["openAPIV3Schema"])
            return custom_resource_path(group, version, kind), to_json(schema)
    raise LookupError(f"{kind} has no version {version} that is served")
