r"""Which containers' logs are meant, told by the names of their files: POD_NAMESPACE_CONTAINER-ID.log.

Collectors put them in tags, with dots for slashes. A pattern here is a regular expression that finds something in a tag
from the name of the pod on; neither pods, namespaces nor containers have _ in their names.
"""

from collections.abc import Collection, Iterable

from generator.platform.logs.log_routes import Source
from generator.platform.types.collector import Exclusion
from generator.platform.types.platform import Platform

_RANDOM = "[bcdfghjklmnpqrstvwxz24-9]"
"""Letters of names that Kubernetes makes.
https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go"""

_SUFFIXES = {
    "Deployment": f"-{_RANDOM}{{1,10}}-{_RANDOM}{{5}}",
    "DaemonSet": f"-{_RANDOM}{{5}}",
    "StatefulSet": "-[0-9]+",
    "Job": f"-{_RANDOM}{{5}}",
    "CronJob": f"-[0-9]+-{_RANDOM}{{5}}",
}
"""What the names of a workload's pods have behind its own."""

_ID = "[0-9a-f]{64}"


def pattern(platform: Platform, source: Source) -> str:
    """The logs of a service, of a namespace, or all; also those of a more precise source."""
    if source.service is not None:
        kind = platform.services[source.service].kind
        return f"{source.service}{_SUFFIXES[kind]}_{source.namespace}_"
    return f"[^_]+_{source.namespace}_" if source.namespace is not None else ""


def patterns(platform: Platform, wanted: Collection[Source], known: Iterable[Source]) -> str:
    """The logs of some sources without those of more precise ones that are known; empty where these are all."""
    others = [source for source in known if source not in wanted]
    found = [_alone(platform, source, others) for source in wanted]
    return "" if "" in found else "|".join(found)


def _alone(platform: Platform, source: Source, others: list[Source]) -> str:
    finer = {other for other in others if _within(other, source)}
    # Of a namespace that is left out, so are its services.
    whole = {other.namespace for other in finer if other.service is None}
    left = [pattern(platform, other) for other in others if other in finer and _counts(other, whole)]
    return (f"(?!{'|'.join(left)})" if left else "") + pattern(platform, source)


def _counts(source: Source, whole: Collection[str | None]) -> bool:
    return source.service is None or source.namespace not in whole


def _within(inner: Source, outer: Source) -> bool:
    if outer.namespace is None:
        return True
    return inner.namespace == outer.namespace and inner.service is not None and outer.service is None


def namespaces_pattern(namespaces: Iterable[str], *, without: bool = False) -> str:
    """The logs of some namespaces, or of all others."""
    found = f"[^_]+_(?:{'|'.join(namespaces)})_"
    return f"(?!{found})" if without else found


def exclusion_pattern(exclusion: Exclusion) -> str:
    """The logs that an exclusion names; empty where it names none."""
    parts = (exclusion.pod, exclusion.namespace, exclusion.container)
    if parts == (None, None, None):
        return ""
    pod, namespace, container = ("[^_]+" if part is None else _regex(part) for part in parts)
    return f"{pod}_{namespace}_{container}-{_ID}\\.log$"


def exclusion_glob(exclusion: Exclusion) -> str:
    """The names of the files of the same logs: an ID has 64 digits, and so `web` is not `web-admin`."""
    container = exclusion.container or "*"
    return f"{exclusion.pod or '*'}_{exclusion.namespace or '*'}_{container}-{'?' * 64}.log"


def _regex(glob: str) -> str:
    return glob.replace(".", r"\.").replace("*", "[^_]*")
