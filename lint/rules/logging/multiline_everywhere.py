from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("LOG-031", WARNING, "https://docs.fluentbit.io/manual/data-pipeline/filters/multiline-stacktrace")
def multiline_everywhere(platform: Platform) -> Iterator[Violation]:
    """Fluent Bit joins the lines of all pods.

    Its filter takes every line out of the pipeline and puts it in again, by a part that drops lines without a word when
    it is full: of 100,000 lines in a burst, 97,244 arrived with what is usual, all of them with the 100 MB on disk that
    are set here. A pod that prints more at once than these loses lines, even one whose entries are of one line. Fluentd
    reads no further instead.

    Bad:

        logging: {multiline: {java: {}}}

    Good:

        logging: {multiline: {java: {namespaces: [shop]}}}
    """
    if platform.logging.collector != "fluent-bit":
        return
    for name, entry in platform.logging.multiline.items():
        if not entry.namespaces:
            yield Violation(
                entry, "namespaces", f"{name} is looked for in the lines of all pods; name their namespaces"
            )
