from collections.abc import Iterator

from generator.platform.services.quantities import MIB, size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

_LEAST, _MOST = 256, 10 * 1024


@rule("LOG-011", WARNING, "https://docs.fluentbit.io/manual/administration/buffering-and-storage")
def log_buffer_size(platform: Platform) -> Iterator[Violation]:
    """The buffer of the log collector is too small to help, or so large that it crowds a node's disk.

    It is on the disk that images and pods use too, for all destinations together. A node that prints 100 KB a second
    fills 256 MiB in 45 minutes; more than 10 GiB is half of a node's usual 20, and the kubelet evicts pods when less
    than a tenth of it is free.

    Bad:

        logging: {buffer: {size: 64Mi}}

    Good:

        logging: {buffer: {size: 256Mi}}
    """
    buffer = platform.logging.buffer
    if size(buffer.size) < _LEAST * MIB:
        message = f"{buffer.size} is soon full while a destination is away; give {_LEAST}Mi or more"
        yield Violation(buffer, "size", message, Fix(f"{_LEAST}Mi"))
    elif size(buffer.size) > _MOST * MIB:
        message = f"{buffer.size} of each node's disk may be logs that wait; give {_MOST // 1024}Gi or less"
        yield Violation(buffer, "size", message, Fix(f"{_MOST // 1024}Gi"))
