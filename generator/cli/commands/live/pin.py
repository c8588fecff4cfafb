"""Write into platform.yaml what AWS has on offer."""

from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.fixing import difference, write
from generator.cli.loading import platforms, valid
from generator.cli.options import Environments, File, Profile, Role
from generator.cli.output import say
from generator.errors import Exit, UsageError


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    file: File = DEFAULT,
    environment: Environments = None,
    profile: Profile = None,
    role: Role = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit 1 when something newer than a pinned version is there."),
    ] = False,
) -> int:
    """Write the newest add-on versions and releases of node images into platform.yaml, and what EKS chose by itself.

    Comments and layout stay; nothing is set back. What differs by environment is written into the environments.

    Example: groundplan live pin --diff
    """
    from generator.cli.live import accounts, say_unread
    from generator.live.pin import offer, pinned
    from generator.live.session import Way

    if diff and check:
        raise UsageError("--diff shows what --check counts: take one of them")
    source, found = platforms(file, environment)
    known = accounts(Way(profile, role), found)
    offered = offer(found, known)
    say_unread(offered.unread)
    if offered.unread and not any(each.heard for each in known.values()):
        return Exit.TOOL_FAILED
    if check:
        newer = {(*pin[:2], str(pin.current)) for pins in offered.pins.values() for pin in pins if pin.current}
        for place, value, current in sorted(newer, key=str):
            say(f"{'.'.join(map(str, place))}: {current}, and {value} is on offer")
        return Exit.FINDINGS if newer else Exit.OK
    after, left = pinned(source, offered.pins, frozenset(valid(source, None)))
    for place in left:
        say(f"{'.'.join(map(str, place))} cannot be written without touching what is beside it", error=True)
    valid(after, None)
    if diff:
        say(difference(source, after), end="")
    elif after.text != source.text:
        write(file, source, after)
    return Exit.OK
