from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

_OURS = ("docker", "file", "host", "kubernetes", "stream", "time")


@rule("LOG-034", ERROR, "https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes")
def redaction_without_effect(platform: Platform) -> Iterator[Violation]:
    """A field is named for redaction that the collector itself adds, or with dots as if they were a path.

    Hidden are values of what a pod prints, by the last name alone and at any depth. What the collector adds at the top
    of an entry stays: where it was printed, and when. And a name with a dot is one name in JSON, hardly ever meant.

    Bad:

        logging: {redact: [user.password]}

    Good:

        logging: {redact: [password]}
    """
    for index, name in enumerate(platform.logging.redact):
        if name.lower() in _OURS:
            message = f"{name} is of the collector, which does not hide it; remove it"
            yield Violation(platform.logging, ("redact", index), message, Fix(REMOVED))
        elif "." in name:
            last = name.rpartition(".")[2]
            message = f"{name} is a name, not a path; if {last} is meant, say so"
            yield Violation(platform.logging, ("redact", index), message, Fix(last))
