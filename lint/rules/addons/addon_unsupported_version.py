from collections.abc import Iterator

from generator.platform.cluster.addon_versions import addon_minor, addon_versions
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("ADD-003", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html")
def addon_unsupported_version(platform: Platform) -> Iterator[Violation]:
    """EKS does not offer this version of CoreDNS for this Kubernetes version.

    The apply ends with "Addon version specified is not supported". Each version of CoreDNS is offered for a few
    Kubernetes versions; the message says which we know of, and since when. A version newer than all that we know of is
    left alone.

    Bad:

        addons: {coredns: {version: v1.8.7-eksbuild.4}}

    Good:

        addons: {coredns: {version: v1.14.3-eksbuild.11}}
    """
    spec = platform.addons.coredns
    if spec.version is None:
        return
    table = addon_versions()
    known = table.coredns.get(platform.cluster.version)
    if known is None:
        return
    given, latest = addon_minor(spec.version), addon_minor(known.latest)
    newest = max(addon_minor(other.latest) for other in table.coredns.values())
    if given < addon_minor(known.oldest) or latest < given <= newest:
        offered = f"{known.oldest} to {known.latest} for {platform.cluster.version} on {table.as_of}"
        yield Violation(
            spec, "version", f"EKS offered {offered}, and not {spec.version}; choose one of those", Fix(known.latest)
        )
