"""A cluster without machines, with Flux in it."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.flux import control_plane, definitions
from tests.flux.kube import Kube, Object
from tests.flux.kubelet import Kubelet
from tests.flux.processes import Options, Processes, free_ports
from tests.flux.repeat import repeated
from tests.flux.sources import Sources

OF_EKS = ("vpcresources.k8s.aws", "eks.amazonaws.com")
"""The API groups that EKS brings."""


class Cluster(NamedTuple):
    """`repositories` is where the Git repositories are that Flux may read."""

    kube: Kube
    kubeconfig: Path
    repositories: Path


@contextmanager
def cluster(folder: Path, nodes: list[Object], service_cidr: str) -> Iterator[Cluster]:
    """Lend a cluster that has nothing in it but Flux, and the kinds that EKS and Flux bring."""
    with Processes(folder) as processes:
        control = control_plane.start(processes, service_cidr)
        kube = Kube(control.port, control.token, control.authority)
        kube.create("/api/v1/namespaces", {"metadata": {"name": "flux-system"}})
        install(kube, definitions.of_groups(".fluxcd.io", *OF_EKS))
        made = Cluster(kube, control.kubeconfig, folder / "repositories")
        sources = Sources(kube, made.repositories, folder / "artifacts", *free_ports(1))
        kubelet = Kubelet(kube, nodes)
        with sources.served(), repeated(sources.step), repeated(kubelet.step):
            _start_flux(processes, control.kubeconfig)
            yield made


def install(kube: Kube, wanted: list[definitions.Definition]) -> None:
    """Add kinds, and wait until they are served."""
    paths = [kube.path(definition) for definition in wanted]
    for definition in wanted:
        kube.apply(definition)
    while not all(_is_established(kube.get(path)) for path in paths):
        time.sleep(0.1)


def _is_established(definition: Object) -> bool:
    conditions = definition.get("status", {}).get("conditions")
    return any(each["type"] == "Established" and each["status"] == "True" for each in conditions or ())


def _start_flux(processes: Processes, kubeconfig: Path) -> None:
    """Both controllers, which look more often than they do by default for what they wait for."""
    processes.environment |= {"KUBECONFIG": str(kubeconfig), "RUNTIME_NAMESPACE": "flux-system"}
    own: dict[str, Options] = {"kustomize-controller": {"no_remote_bases": "true"}, "helm-controller": {}}
    for (name, options), port in zip(own.items(), free_ports(len(own)), strict=True):
        common: Options = {
            "metrics_addr": 0,
            "health_addr": f"127.0.0.1:{port}",
            "requeue_dependency": "1s",
            "interval_jitter_percentage": 0,
            "log_encoding": "console",
            **control_plane.QUICK,
        }
        processes.start(name, {**common, **options})
        processes.wait(name, partial(_answers, f"http://127.0.0.1:{port}/readyz"))


def _answers(url: str) -> None:
    urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - on this machine
