"""What Flux is told to apply, and in which order: kubernetes/cluster/, its own Kustomizations."""

from collections.abc import Iterator
from functools import lru_cache

from generator.platform.gitops.kustomizations import CONFIGS, CONTROLLERS, app
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render import yaml_text
from generator.render.files import Files
from generator.render.flux import health, sync
from generator.render.flux.definitions import definition_names, definitions
from generator.render.flux.kustomization import after, kustomization
from generator.render.flux.notifications import notifications
from generator.render.flux.own import own_kustomizations
from generator.render.flux.paths import rendered
from generator.render.kubernetes.infrastructure import manifests, needed
from generator.render.kubernetes.infrastructure.configs.tenants import tenant
from generator.render.kubernetes.manifest import Manifest, kustomized

ROOT = "kubernetes/cluster"


def files(platform: Platform) -> Files:
    """The files of kubernetes/cluster/: one for each Kustomization, named as it is, and for each other object."""
    objects = (*kustomizations(platform), *notifications(platform))
    manifests = {f"{ROOT}/{_file_name(item)}.yaml": yaml_text.manifest(item) for item in objects}
    return {**kustomized(ROOT, manifests), **sync.files(platform)}


def _file_name(item: Manifest) -> str:
    name, kind = str(item["metadata"]["name"]), item["kind"]
    ending = {"Kustomization": "", "GitRepository": "-source"}.get(kind)
    return f"{kind.lower()}-{name}" if ending is None else f"{name}{ending}"


@lru_cache(maxsize=8)
def kustomizations(platform: Platform) -> list[Manifest]:
    """Controllers, then what needs their custom resource definitions, then each service by itself.

    Services do not wait for each other: two may call one another.
    """
    return list(_kustomizations(platform))


def _kustomizations(platform: Platform) -> Iterator[Manifest]:
    yield from definitions(platform)
    first = CONTROLLERS if needed(platform, "controllers") else None
    configs = CONFIGS if needed(platform, "configs") else None
    if first:
        yield _controllers(platform)
    if configs:
        yield _configs(platform, first)
    for name, service in sorted(platform.services.items()):
        yield _app(platform, name, service, configs)
    yield from own_kustomizations(platform, configs or first)


def _controllers(platform: Platform) -> Manifest:
    """Ready when every Helm release is: a node agent that is not ready on one node must not hold up all services."""
    return kustomization(
        platform,
        CONTROLLERS,
        rendered(platform, "kubernetes/infrastructure/controllers"),
        dependsOn=after(*definition_names(platform)),
        timeout="15m",
        wait=False,
        healthChecks=health.releases(manifests(platform, "controllers")),
    )


def _configs(platform: Platform, first: str | None) -> Manifest:
    """Ready when all is there, and what can be ready by itself is."""
    return kustomization(
        platform,
        CONFIGS,
        rendered(platform, "kubernetes/infrastructure/configs"),
        dependsOn=after(first),
        healthCheckExprs=health.unawaited(manifests(platform, "configs")),
    )


def _app(platform: Platform, name: str, service: Service, configs: str | None) -> Manifest:
    return kustomization(
        platform,
        app(name),
        rendered(platform, f"kubernetes/apps/{name}"),
        dependsOn=after(configs),
        timeout=health.timeout(service),
        wait=health.becomes_ready(service),
        # Rights that an account lacks it cannot hand on, and may not: Flux itself does where a service has some.
        serviceAccountName=tenant(service.namespace) if platform.gitops.tenancy and not service.rbac else None,
    )
