from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.services.pod_roles import trusted_by
from generator.platform.types.iam import Role
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import added
from lint.rule import WARNING, rule


@rule("IAM-039", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html")
def missing_tag_session(platform: Platform) -> Iterator[Violation]:
    """Pods with Pod Identity may take another role, and not tag its session.

    EKS Pod Identity gives a session tags (cluster, namespace, service account) that go along to every role that the
    pod takes from there: without sts:TagSession on it, and in its trust policy, STS refuses. `target` gives both
    rights to this side.

    Bad:

        iam:
          roles:
            app: {statements: [{actions: ["sts:AssumeRole"], resources: ["arn:aws:iam::444455556666:role/reports"]}]}
        services: {web: {iam: app}}

    Good:

        iam:
          roles:
            app:
              statements:
                - actions: ["sts:AssumeRole", "sts:TagSession"]
                  resources: ["arn:aws:iam::444455556666:role/reports"]
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        if "podIdentity" not in trusted_by(platform, role):
            continue
        for statement in role.statements:
            for index, action in enumerate(statement.actions):
                tagged = all(_tags(role, resource) for resource in statement.resources)
                if fnmatchcase("sts:assumerole", action.lower()) and not tagged:
                    message = f"{action} fails without sts:TagSession, for the sessions of pods have tags; add it"
                    more = added("actions", statement.actions, ["sts:TagSession"])
                    yield Violation(statement, ("actions", index), message, more)


def _tags(role: Role, resource: str) -> bool:
    return any(
        resource in statement.resources or "*" in statement.resources
        for statement in role.statements
        if any(fnmatchcase("sts:tagsession", action.lower()) for action in statement.actions)
    )
