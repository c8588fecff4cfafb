from collections.abc import Iterator

from generator.platform.services.pod_roles import CHAINED, mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

LONGEST = 3600


@rule("IAM-040", WARNING, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining")
def chained_session(platform: Platform) -> Iterator[Violation]:
    """Sessions are to be longer than an hour, and are chained.

    Where a role takes another one, STS ends the session after an hour, whatever the role allows, and refuses those
    that ask for more. That is so with kube2iam, kiam, iam4kube and kube-aws-iam-controller, whose own role takes that
    of the pod, and with a target, which the pod's role takes.

    Bad:

        iam: {mechanism: kube2iam, roles: {app: {maxSessionDuration: 14400}}}
        services: {web: {iam: app}}
        lint: {allow: [{rule: role-by-interception, reason: "roles move one by one"}]}

    Good:

        iam: {mechanism: kube2iam, roles: {app: {}}}
        services: {web: {iam: app}}
        lint: {allow: [{rule: role-by-interception, reason: "roles move one by one"}]}
    """
    for role in platform.iam.roles.values():
        mechanism = mechanism_of(platform, role)
        if (role.max_session_duration or LONGEST) > LONGEST and (mechanism in CHAINED or role.target):
            chain = mechanism if mechanism in CHAINED else "the target"
            message = (
                f"by way of {chain} a session ends after {LONGEST} seconds all the same; leave it out, or use irsa"
            )
            yield Violation(role, "max_session_duration", message, Fix(REMOVED, safe=True))
