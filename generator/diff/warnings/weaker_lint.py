"""A change that silences the linter is read by somebody.

https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_securely_operate_control_objectives.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.types.platform import Platform
from lint.rule import Severity, all_rules


def warn(step: Transition) -> Iterator[str]:
    """Say what is allowed anew, what weighs less, and what fails no more; of another tier less is expected."""
    base, head = step.base, step.head
    if allowed := sorted(_allowed(head) - _allowed(base)):
        yield f"lint.allow silences {', '.join(allowed)} from now on; agree with each reason before this is merged"
    if base.tier == head.tier and base.lint.severity != head.lint.severity:
        lowered = sorted(each.name for each in all_rules() if each.severity_in(head) < each.severity_in(base))
        if lowered:
            yield f"lint.severity makes less of {', '.join(lowered)}; agree to that before this is merged"
    old, new = (Severity[each.lint.fail_on.upper()] for each in (base, head))
    if new > old:
        yield f"lint.failOn goes from {old} to {new}: findings that fail the check today pass it"


def _allowed(platform: Platform) -> set[str]:
    """Each by its rule and where it holds."""
    return {
        f"{each.rule} at {each.at}" if each.at else each.rule
        for each in platform.lint.allow
        if each.environment in {None, platform.environment}
    }
