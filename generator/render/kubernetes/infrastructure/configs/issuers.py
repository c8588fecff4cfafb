"""Who issues certificates for the hosts of ingress classes."""

from collections.abc import Iterator

from generator.platform.types.issuers import Issuer
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, platform_labels


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a ClusterIssuer for each issuer; with the role of cert-manager's pods it writes to Route 53.

    https://cert-manager.io/docs/configuration/acme/dns01/route53/
    """
    for name, issuer in sorted(platform.ingress.issuers.items()):
        yield {
            "apiVersion": "cert-manager.io/v1",
            "kind": "ClusterIssuer",
            "metadata": {"name": name, "labels": platform_labels(platform)},
            "spec": {
                "acme": {
                    "email": issuer.email,
                    "server": issuer.server,
                    "privateKeySecretRef": {"name": f"{name}-account"},
                    "solvers": [_solver(platform, issuer, zone) for zone in sorted(issuer.zones)],
                }
            },
        }


def _solver(platform: Platform, issuer: Issuer, zone: str) -> Manifest:
    route53 = {"region": platform.region, "hostedZoneID": issuer.zones[zone]}
    return {"selector": {"dnsZones": [zone]}, "dns01": {"route53": route53}}
