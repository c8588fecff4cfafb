from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ING-001", WARNING, "https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/")
def ingress_nginx_retired(platform: Platform) -> Iterator[Violation]:
    """The community's NGINX Ingress controller is installed.

    It was retired in March 2026: the repository is archived, and no fault of it is mended any more, not even one that
    lets strangers in. It stands where every request from outside arrives. A class of another controller can be made
    beside it, and routes moved over one by one: that is one changed word in each.

    Bad:

        ingress: {classes: {inside: {controller: ingressNginx, acknowledgeUnmaintained: true}}}

    Good:

        ingress: {classes: {inside: {controller: nginx}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.controller == "ingressNginx":
            message = f"{name} is ingress-nginx, which nobody maintains; move its routes to nginx, haproxy or alb"
            yield Violation(class_, "controller", message)
