from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ING-035", WARNING, "https://clouddocs.f5.com/containers/latest/userguide/ingress.html")
def no_virtual_server(platform: Platform) -> Iterator[Violation]:
    """A BIG-IP gets pools and no virtual server.

    Without an address the controller writes pools of pods alone, for a virtual server that somebody makes by hand:
    hosts, paths and TLS of the routes are on it only as far as they were typed there.

    Bad:

        ingress:
          classes: {appliance: {controller: f5, partition: a, url: "https://bigip.example.com", credentials: login}}

    Good:

        ingress:
          classes:
            appliance:
              {controller: f5, partition: a, url: "https://bigip.example.com", credentials: login, address: 10.0.9.10}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.controller == "f5" and class_.address is None:
            message = f"{name} has no address, so that the BIG-IP has no virtual server; give it one in address"
            yield Violation(class_, "controller", message)
