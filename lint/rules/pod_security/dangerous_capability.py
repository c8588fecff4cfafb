from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

DANGEROUS = {
    "BPF": "reads the node's memory",
    "DAC_READ_SEARCH": "reads the node's files",
    "NET_ADMIN": "changes the pod's routes and firewall",
    "NET_RAW": "answers for other pods' addresses",
    "SYS_ADMIN": "is root of the node in all but name",
    "SYS_BOOT": "restarts the node",
    "SYS_MODULE": "loads modules into the node's kernel",
    "SYS_PTRACE": "reads other processes' secrets",
    "SYS_RAWIO": "writes to the node's disks",
}


@rule(
    "PSS-008",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "hardeneks:disallow_linux_capabilities",
        "pod-security:baseline/capabilities",
        "pod-security:restricted/capabilities",
        "checkov:CKV_K8S_25",
        "checkov:CKV_K8S_39",
    ),
)
def dangerous_capability(platform: Platform) -> Iterator[Violation]:
    """A container keeps a capability that leads out of it.

    Capabilities are the parts of root's rights. Some are as good as all of them: they reach the node's kernel, its
    files or its network, and with these every pod of the node.

    Bad:

        namespaces: {shop: {podSecurity: baseline}}
        services: {web: {privileges: {root: true, capabilities: [CHOWN, NET_RAW]}}}
        lint: {allow: [{rule: run-as-root, reason: "the image has no other user"}]}

    Good:

        namespaces: {shop: {podSecurity: baseline}}
        services: {web: {privileges: {root: true, capabilities: [CHOWN]}}}
        lint: {allow: [{rule: run-as-root, reason: "the image has no other user"}]}
    """
    for name, container in every_container(platform):
        for index, capability in enumerate(container.privileges.capabilities):
            if capability in DANGEROUS:
                message = f"with {capability} {name} {DANGEROUS[capability]}; leave it out"
                yield Violation(container.privileges, ("capabilities", index), message, Fix(REMOVED))
