from collections.abc import Iterator

from generator.platform.ingress_controllers import has_tls
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "ING-023",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#authentication",
)
def login_without_tls(platform: Platform) -> Iterator[Violation]:
    """A route asks people to log in over plain HTTP.

    A load balancer logs people in at HTTPS listeners alone: the controller fails on the Ingress, and the route is not
    served. With basic authentication everybody on the way can read the password.

    Bad:

        ingress:
          classes: {public: {certificates: []}}
          routes:
            shop:
              auth:
                cognito:
                  {userPool: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a", client: a, domain: a}

    Good:

        ingress:
          routes:
            shop:
              auth:
                cognito:
                  {userPool: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a", client: a, domain: a}
    """
    for route in platform.ingress.routes.values():
        if route.auth is not None and not has_tls(platform.ingress.classes[route.class_]):
            yield Violation(route, "auth", f"{route.class_} speaks plain HTTP; give the class a certificate")
