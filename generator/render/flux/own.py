"""The Kustomizations of gitops.kustomizations."""

from collections.abc import Iterator

from generator.platform.gitops.kustomizations import own
from generator.platform.types.platform import Platform
from generator.render.flux.kustomization import SUBSTITUTED, after, kustomization
from generator.render.flux.paths import beside
from generator.render.kubernetes.manifest import Manifest


def own_kustomizations(platform: Platform, configs: str | None) -> Iterator[Manifest]:
    """Yield them, each after the cluster's configuration and after those that it names.

    They are not pruned with the Kustomization itself: taking out the key, or renaming it, leaves everything there.
    """
    for name, item in sorted(platform.gitops.kustomizations.items()):
        yield kustomization(
            platform,
            own(name),
            beside(platform, item.path),
            dependsOn=after(configs, *map(own, item.depends_on)),
            interval=item.interval,
            timeout=item.timeout,
            wait=item.wait,
            prune=item.prune,
            deletionPolicy="Orphan",
            targetNamespace=item.target_namespace,
            serviceAccountName=item.service_account,
            decryption=_decryption(platform),
            postBuild=SUBSTITUTED if item.substitute else None,
        )


def _decryption(platform: Platform) -> Manifest | None:
    """SOPS; with KMS keys by the role of kustomize-controller, so that no secret is named.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption
    """
    decryption = platform.gitops.decryption
    if decryption is None:
        return None
    return {"provider": "sops", "secretRef": {"name": decryption.secret} if decryption.secret else None}
