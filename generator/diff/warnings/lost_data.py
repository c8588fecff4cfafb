"""What is destroyed takes what it keeps along.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html,
https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition
from generator.diff.warnings.deletion_protection import is_refused

_LOST = {
    "aws_cloudwatch_log_group": "all their logs are deleted; export first what must be kept",
    "aws_opensearch_domain": "all indices are deleted; restore a snapshot of them elsewhere first",
    "aws_efs_file_system": "all files are deleted; copy them, or restore a backup elsewhere, first",
    "aws_s3_bucket": "AWS deletes no bucket that holds objects, and the apply stops; copy what must be kept and empty "
    "it, or let Terraform forget it by `terraform state rm`",
    "aws_kms_key": "when the waiting period ends nobody can read what is encrypted so, backups included; encrypt that "
    "with another key first",
}

_SHOWN = 4


def warn(step: Transition) -> Iterator[str]:
    """Say of each kind what is lost; what a plan refuses is told elsewhere."""
    found = step.names(Action.DESTROY)
    found += [name for name in step.names(Action.REPLACE) if not is_refused(step, name)]
    for kind, lost in _LOST.items():
        names = sorted(name for name in found if name.startswith(f"{kind}."))
        if names:
            listed = ", ".join([*names[:_SHOWN], *([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])])
            yield f"{listed} {'is' if len(names) == 1 else 'are'} destroyed: {lost}"
