"""A platform and its account: what every aspect of drift is given."""

import re
from functools import cached_property
from typing import Any

from generator.live.comparison.declared import REFERENCE, Declared, unescaped
from generator.live.comparison.network import Network, group_label
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from lint.reader import Reader


class Unknown(str):
    """What only Terraform would know: equal to anything."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


UNKNOWN = Unknown("known to Terraform")


class World:
    """What is declared, and whom to ask what is there."""

    def __init__(self, platform: Platform, aws: Reader) -> None:
        self.platform, self.aws = platform, aws
        self.declared = Declared(platform)

    @cached_property
    def cluster(self) -> dict[str, Any] | None:
        """The cluster; None where there is none."""
        answer = self.aws.found("eks", "describe_cluster", name=self.platform.name)
        return answer["cluster"] if answer else None

    @cached_property
    def network(self) -> Network:
        """The VPC and what lies in it."""
        return Network(self.platform, self.aws, self.declared, self.cluster)

    def role(self, reference: str) -> str:
        """The ARN of a role: of one of ours as its name makes it, else as it is given."""
        found = REFERENCE.fullmatch(reference)
        if found is None or found[1] != "aws_iam_role":
            return reference
        body = self.declared.of("aws_iam_role")[found[2]]
        return arn(self.platform, "iam", f"role{body.get('path', '/')}{body['name']}", regional=False)

    def key(self, reference: str | None, actual: str | None) -> str | bool | None:
        """A KMS key as the file has it: true of one of ours, which its alias names, else what AWS says."""
        if reference is None or actual is None or REFERENCE.fullmatch(reference) is None:
            return actual
        return True if actual.rpartition("/")[2] == self._target(reference) else actual

    def _target(self, reference: str) -> str | None:
        """The id of the key that the alias of ours has now."""
        found = REFERENCE.fullmatch(reference)
        aliases = self.declared.of("aws_kms_alias").get(found[2], {}) if found else {}
        listed = self.aws.read("kms", "list_aliases")["Aliases"]
        return next((each.get("TargetKeyId") for each in listed if each["AliasName"] == aliases.get("name")), None)

    def resolved(self, value: Any) -> Any:
        """A rendered value with the ids that AWS gave; Unknown where only Terraform knows."""
        if isinstance(value, dict):
            return {unescaped(key): self.resolved(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.resolved(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        parts = [self._reference(found) for found in REFERENCE.finditer(text)]
        if None in parts:
            return UNKNOWN
        given = iter(parts)
        made = REFERENCE.sub(lambda _: str(next(given)), text)
        return UNKNOWN if re.search(r"(?<!\$)\$\{", made) else unescaped(made)

    def _reference(self, found: re.Match[str]) -> str | None:
        kind, name, attribute = found.groups()
        if kind == "aws_subnet" and attribute == "id":
            subnet = self.network.found.get(name)
            return subnet["SubnetId"] if subnet else None
        if kind == "aws_security_group" or "cluster_security_group_id" in attribute:
            return self.network.group_id(group_label(found[0]))
        if kind == "aws_iam_role" and attribute == "arn":
            return self.role(found[0])
        if kind == "aws_eks_cluster" and attribute == "name":
            return self.platform.name
        return None
