"""An internet gateway for IPv6 that lets nobody in."""

from tests.reachability.kinds.aws_internet_gateway import ARGUMENTS, STAGE, read

__all__ = ["ARGUMENTS", "STAGE", "read"]
