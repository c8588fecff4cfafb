from collections.abc import Iterator

from generator.platform.services.storage import ebs_classes
from generator.platform.types.platform import Platform
from generator.platform.types.storage import EbsClass
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

BASELINE, MOST, RATIO = 3000, 80000, 4
"""I/O operations a second that gp3 has for nothing and at most, and how many it needs for each MiB/s."""


@rule("STO-080", ERROR, "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html")
def ebs_class_misfit(platform: Platform) -> Iterator[Violation]:
    """A StorageClass asks EBS for what its type of volume does not have.

    EBS refuses every volume of the class, and its claims stay Pending. io2 needs a number of I/O operations, gp3 has
    3000 to 80000 of them, and four for each MiB/s of throughput; only gp3 has a throughput to choose, and st1 and sc1
    have neither.

    Bad:

        addons: {aws-ebs-csi-driver: {storageClasses: {fast: {type: gp3, throughput: 1000}}}}

    Good:

        addons: {aws-ebs-csi-driver: {storageClasses: {fast: {type: gp3, throughput: 1000, iops: 4000}}}}
    """
    for name, spec in ebs_classes(platform).items():
        for field, message, fix in _wrong(spec):
            yield Violation(spec, field, f"{name}: {message}", fix)


def _wrong(spec: EbsClass) -> Iterator[tuple[str, str, Fix | None]]:
    if spec.type == "io2" and spec.iops is None:
        yield "type", "io2 needs iops; give it a number", None
    if spec.type in {"st1", "sc1"} and spec.iops is not None:
        yield "iops", f"{spec.type} has no iops to choose; remove it", Fix(REMOVED)
    if spec.type != "gp3" and spec.throughput is not None:
        yield "throughput", f"{spec.type} has no throughput to choose; remove it", Fix(REMOVED)
    if spec.type == "gp3":
        yield from _gp3(spec)


def _gp3(spec: EbsClass) -> Iterator[tuple[str, str, Fix | None]]:
    iops = spec.iops or BASELINE
    if not BASELINE <= iops <= MOST:
        yield (
            "iops",
            f"gp3 has {BASELINE} to {MOST} iops, not {iops}; change it, or use io2",
            Fix(min(max(iops, BASELINE), MOST)),
        )
    if spec.throughput is not None and spec.throughput * RATIO > iops:
        need = spec.throughput * RATIO
        message = f"{spec.throughput} MiB/s need {need} iops, and it has {iops}; raise iops"
        yield "throughput", message, Fix(need, field="iops")
