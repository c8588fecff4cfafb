"""The public endpoint of the Kubernetes API is switched off where somebody else is let in."""

from generator.platform.types.cluster import Endpoint
from generator.platform.violation import Fix


def private_alone(endpoint: Endpoint) -> Fix | None:
    """Closes the public endpoint; None where the file names nobody who comes in by the private one instead."""
    named = endpoint.private and endpoint.private_cidrs and not endpoint.public_cidrs
    return Fix(False, field="public", node=endpoint) if named else None
