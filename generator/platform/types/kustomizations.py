"""gitops.kustomizations: folders of manifests of your own, which Flux applies beside ours."""

from typing import Annotated

from generator.platform.types.node import Name, Namespace, Node, says, text

Duration = Annotated[str, text(r"([0-9]{1,4}(s|m|h))+", "a duration", "10m")]


class Kustomization(Node, frozen=True):
    """A folder of your own manifests; Flux applies it after the cluster's configuration."""

    path: Annotated[
        str,
        text(
            r"(?!rendered(/|$))(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
            "a folder below that of this file, and not in rendered/",
            "secrets/production",
        ),
        says("The folder, from that of this file."),
    ]
    depends_on: Annotated[tuple[Name, ...], says("Others of these that must be ready before.")] = ()
    target_namespace: Annotated[
        Namespace | None, says("The namespace that everything in it is put into. Unset: as the manifests say.")
    ] = None
    service_account: Annotated[
        Name | None,
        says("The service account in flux-system that applies it. Unset: Flux itself, which may do anything."),
    ] = None
    interval: Annotated[Duration, says("How often drift is corrected.")] = "1h"
    timeout: Annotated[Duration, says("How long it may take to become ready.")] = "5m"
    wait: Annotated[bool, says("Whether it is ready only when all that is in it is.")] = True
    prune: Annotated[bool, says("Whether what is taken out of the folder is removed from the cluster.")] = True
    substitute: Annotated[
        bool, says("Whether ${NAMES} of flux-runtime-info are replaced; others are then refused.")
    ] = False
