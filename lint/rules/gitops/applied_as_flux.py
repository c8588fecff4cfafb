from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("GIT-009", WARNING, "https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control")
def applied_as_flux(platform: Platform) -> Iterator[Violation]:
    """With tenancy, a folder is still applied with the rights of Flux itself, which may do anything.

    `gitops.tenancy` has every service applied as an account that may act in its own namespace alone. Whoever may write
    to a folder of `gitops.kustomizations` without a service account is cluster admin nevertheless. `tenant-NAMESPACE`
    is such an account, made for every namespace with services; others you make yourself.

    Bad:

        services: {web: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29"}}
        gitops:
          tenancy: true
          kustomizations: {tools: {path: tools, targetNamespace: shop}}

    Good:

        services: {web: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29"}}
        gitops:
          tenancy: true
          kustomizations: {tools: {path: tools, targetNamespace: shop, serviceAccount: tenant-shop}}
    """
    tenants = {service.namespace for service in platform.services.values()}
    for name, own in platform.gitops.kustomizations.items():
        if platform.gitops.tenancy and own.service_account is None:
            message = f"{name} is applied as cluster admin; name a service account of flux-system in serviceAccount"
            tenant = own.target_namespace
            fix = Fix(f"tenant-{tenant}", field="service_account", node=own) if tenant in tenants else None
            yield Violation(platform.gitops, ("kustomizations", name), message, fix)
