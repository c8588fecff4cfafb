from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-041", ERROR, "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-key-pairs.html")
def key_pair_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An EC2 key pair that is not there: EKS makes no group whose nodes it cannot start."""
    for group in platform.nodes.groups.values():
        ssh = group.access.ssh
        if ssh is not None and aws.found("ec2", "describe_key_pairs", KeyNames=[ssh.key_pair]) is None:
            yield Violation(ssh, "key_pair", f"there is no key pair {ssh.key_pair} in {platform.region}; import it")
