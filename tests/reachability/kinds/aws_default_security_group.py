"""The VPC's own security group, from which Terraform takes every rule."""

from tests.reachability.kinds.aws_security_group import ARGUMENTS, STAGE, read

__all__ = ["ARGUMENTS", "STAGE", "read"]
