from collections.abc import Iterator

from generator.platform.services.quantities import MIB, size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

_CHUNKS, _PAUSING, _EMITTER, _PROGRAM = 128, 256, 100, 40
"""In MiB: chunks of 2 that are in memory too, more of them where reading pauses, what lines wait in, all else."""

_FLUENTD = 400
"""In MiB: Ruby, its plugins, and two chunks on their way out, each several times over as text."""


@rule("LOG-033", WARNING, "https://docs.fluentbit.io/manual/administration/memory-management")
def collector_memory(platform: Platform) -> Iterator[Violation]:
    """The collector is killed for its memory just when logs wait.

    While a destination does not take them, Fluent Bit holds 64 chunks of 2 MiB in memory (128 chunks where reading
    pauses), and up to 100 MiB for each way to join lines; Fluentd needs about 400 MiB. A limit below that ends the
    collector when it is needed most, and what waited in memory is lost.

    Bad:

        logging: {resources: {memoryLimit: 128Mi}}

    Good:

        logging: {resources: {memoryLimit: 168Mi}}
    """
    given = platform.logging.resources.memory_limit
    needed = _needed(platform)
    if given is not None and size(given) < needed * MIB:
        message = f"{given} for up to {needed} MiB while logs wait; raise it, or leave it out"
        yield Violation(platform.logging.resources, "memory_limit", message, Fix(f"{needed}Mi"))


def _needed(platform: Platform) -> int:
    if platform.logging.collector == "fluentd":
        return _FLUENTD
    chunks = _PAUSING if platform.logging.buffer.when_full == "pause" else _CHUNKS
    return chunks + _EMITTER * len(platform.logging.multiline) + _PROGRAM
