"""privileges: what a container may do beyond the restricted level of Pod Security."""

from typing import Annotated, Literal

from generator.platform.types.node import Node, says

Capability = Literal[
    "AUDIT_CONTROL",
    "AUDIT_READ",
    "AUDIT_WRITE",
    "BLOCK_SUSPEND",
    "BPF",
    "CHECKPOINT_RESTORE",
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "IPC_LOCK",
    "IPC_OWNER",
    "KILL",
    "LEASE",
    "LINUX_IMMUTABLE",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "MKNOD",
    "NET_ADMIN",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_RAW",
    "PERFMON",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYSLOG",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_CHROOT",
    "SYS_MODULE",
    "SYS_NICE",
    "SYS_PACCT",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "WAKE_ALARM",
]
"""https://man7.org/linux/man-pages/man7/capabilities.7.html"""

Level = Literal["restricted", "baseline", "privileged"]


class Privileges(Node, frozen=True):
    """What a container may do beyond the restricted level."""

    root: Annotated[bool, says("Whether it runs as root.")] = False
    capabilities: Annotated[tuple[Capability, ...], says("Capabilities that it keeps; all others are dropped.")] = ()
    allow_privilege_escalation: Annotated[
        bool, says("Whether programs that it starts may have more than it: setuid, and capabilities of files.")
    ] = False
    privileged: Annotated[bool, says("Whether it may do all that root of the node may.")] = False
