"""Service Quotas, of which moto has those of VPCs alone: what an account may have, by code."""

from typing import Any

from tests.aws.eks import RefusedError

DEFAULTS = {
    "L-1194D53C": 100,
    "L-6D54EA21": 30,
    "L-33415657": 10,
    "L-0263D0A3": 5,
    "L-F678F1CE": 5,
    "L-A4707A72": 5,
    "L-FE5A380F": 5,
    "L-DF5E4CA3": 5000,
    "L-0EA8095F": 60,
    "L-1216C47A": 32,
    "L-34B43A08": 32,
    "L-53DA6B97": 50,
    "L-69A177A2": 50,
    "L-E9E9831D": 20,
}
"""What AWS allows before it is asked.
https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html"""


class Quotas:
    """The quotas of an account: `applied` are those that AWS has raised, or at least answers for."""

    def __init__(self) -> None:
        self.applied: dict[str, int] = {}

    def call(self, operation: str, said: dict[str, Any]) -> dict[str, Any]:
        """Do what a request says; raises RefusedError."""
        known = self.applied if operation == "GetServiceQuota" else DEFAULTS
        if said["QuotaCode"] not in known:
            raise RefusedError("NoSuchResourceException", 400, "no such quota")
        return {"Quota": {"QuotaCode": said["QuotaCode"], "Value": float(known[said["QuotaCode"]])}}
