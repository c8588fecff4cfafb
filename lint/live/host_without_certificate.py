from collections.abc import Iterator

from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.certificates import certificate, certificates, covers
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule(
    "LIV-033",
    ERROR,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
)
def host_without_certificate(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """No certificate of a class is for a host of its routes: browsers refuse the page.

    A load balancer chooses among its certificates by the host that is asked for, and else shows the first. A star in a
    certificate's name stands for one label: *.example.com is not for example.com, nor for a.b.example.com.
    """
    for class_name, class_ in platform.ingress.classes.items():
        names = _names(platform, aws, class_) if class_.certificates else None
        if names is None:
            continue
        for route in platform.ingress.routes.values():
            for host in route.hosts if route.class_ == class_name else ():
                if not any(covers(name, host) for name in names):
                    message = f"no certificate of the class {class_name} is for {host}; they are for {', '.join(names)}"
                    yield Violation(route, ("hosts", host), message)


def _names(platform: Platform, aws: Reader, class_: IngressClass) -> list[str] | None:
    """The names of all certificates of a class; None where they are not known."""
    names: list[str] = []
    mine = {reference.value: arn for reference, arn in certificates(platform)}
    for text in class_.certificates:
        arn = mine.get(text)
        if arn is None or arn.region not in {"", platform.region}:
            return None
        found = certificate(aws, text, arn)
        if found is None or not found.names:
            return None
        names += found.names
    return names
