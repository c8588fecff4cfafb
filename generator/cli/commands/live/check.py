"""Ask AWS whether the platform can be made there."""

from datetime import date

from generator.cli.asking import DEFAULT
from generator.cli.linting import TEXT
from generator.cli.loading import platforms
from generator.cli.options import Environments, File, Profile, Role, Today
from generator.cli.outputs import spare
from generator.cli.report_options import Fails, Format, Outputs, outputs
from generator.cli.reporting import put, threshold
from generator.errors import Exit


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    file: File = DEFAULT,
    environment: Environments = None,
    profile: Profile = None,
    role: Role = None,
    format: Format = TEXT,
    output: Outputs = None,
    fail_on: Fails = None,
    today: Today = None,
) -> int:
    """Ask AWS what no file says: quotas, zones, what exists already, what is on offer. Reads, and changes nothing.

    Exit 1 when something is found, 5 when nothing could be read.

    Example: groundplan live check --environment production --profile shop-production
    """
    from generator.cli.live import accounts, say_unread, watched
    from generator.live.check import check
    from generator.live.session import Way

    asked = outputs(format, output or [])
    spare([file], [each.file for each in asked])
    source, found = platforms(file, environment)
    limit = threshold(fail_on or next(iter(found.values())).lint.fail_on)
    known = accounts(Way(profile, role), found)
    checked = check(source, found, known, today.date() if today else date.today(), watched)  # noqa: DTZ011
    say_unread(checked.unread)
    put(asked, [checked.result])
    if checked.unread and not any(each.heard for each in known.values()):
        return Exit.TOOL_FAILED
    return Exit.FINDINGS if limit and checked.result.failing(limit) else Exit.OK
