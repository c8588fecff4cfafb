"""What may stop a command, and the exit code it then has (the only place that sets them)."""

from enum import IntEnum


class Exit(IntEnum):
    OK = 0
    FINDINGS = 1
    INVALID = 2
    STALE = 3
    REFUSED = 4
    TOOL_FAILED = 5
    BUG = 70
    INTERRUPTED = 130


class GroundplanError(Exception):
    """A message for the user; the command ends with `exit_code`."""

    exit_code = Exit.BUG


class UsageError(GroundplanError):
    """The command's words, or the file it was given, are wrong."""

    exit_code = Exit.INVALID


class Refused(GroundplanError):
    """Something on disk is not ours to change."""

    exit_code = Exit.REFUSED


class ToolFailed(GroundplanError):
    """An outside tool, service or the disk failed or is missing."""

    exit_code = Exit.TOOL_FAILED
