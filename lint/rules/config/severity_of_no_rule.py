from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, find, may_be_own, rule


@rule("CFG-009", ERROR, "https://github.com/bridgecrewio/checkov/issues/4567")
def severity_of_no_rule(platform: Platform) -> Iterator[Violation]:
    """A severity is set for a rule that there is not.

    A mistyped name changes nothing, and nobody notices: what was meant to fail the pull request does not.

    Bad:

        lint: {severity: {single-nat: error, single-nat-gateway: error}}

    Good:

        lint: {severity: {single-nat-gateway: error}}
    """
    for word in platform.lint.severity:
        if find(word) is None and not may_be_own(platform):
            message = f"there is no rule `{word}`; `groundplan rules` lists them"
            yield Violation(platform.lint, ("severity", word), message, Fix(REMOVED))
