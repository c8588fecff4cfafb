from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

KUBERNETES = ("default", "flux-system", "kube-system")


@rule("GIT-005", WARNING, "https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace")
def unknown_target_namespace(platform: Platform) -> Iterator[Violation]:
    """A folder is put into a namespace that nothing here makes.

    Flux does not make the namespace either: until somebody does, the folder fails. Name it under `namespaces`, where it
    gets its default-deny policies too.

    Bad:

        gitops: {kustomizations: {tools: {path: tools, targetNamespace: tools}}}

    Good:

        namespaces: {tools: {}}
        gitops: {kustomizations: {tools: {path: tools, targetNamespace: tools}}}
    """
    made = {*platform.namespaces, *(service.namespace for service in platform.services.values()), *KUBERNETES}
    for own in platform.gitops.kustomizations.values():
        if own.target_namespace is not None and own.target_namespace not in made:
            message = f"nothing makes the namespace {own.target_namespace}; add it to namespaces"
            made_too = Fix({}, field=("namespaces", own.target_namespace), node=platform)
            yield Violation(own, "target_namespace", message, made_too)
