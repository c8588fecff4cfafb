from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

SENSITIVE = (
    "bedrock:invokemodel",
    "dynamodb:batchgetitem",
    "dynamodb:batchwriteitem",
    "dynamodb:deleteitem",
    "dynamodb:getitem",
    "dynamodb:putitem",
    "dynamodb:query",
    "dynamodb:scan",
    "dynamodb:updateitem",
    "events:putevents",
    "firehose:putrecord",
    "firehose:putrecordbatch",
    "kinesis:getrecords",
    "kinesis:putrecord",
    "kinesis:putrecords",
    "kms:decrypt",
    "kms:generatedatakey",
    "lambda:invokefunction",
    "s3:deleteobject",
    "s3:getobject",
    "s3:getobjectversion",
    "s3:putobject",
    "rds-db:connect",
    "secretsmanager:getsecretvalue",
    "sns:publish",
    "sqs:deletemessage",
    "sqs:receivemessage",
    "sqs:sendmessage",
    "ssm:getparameter",
    "ssm:getparameters",
    "ssm:getparametersbypath",
    "states:startexecution",
    "sts:assumerole",
)
"""They read or change data or give credentials, and can be held to single resources."""


@rule(
    "IAM-031",
    WARNING,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    also=(
        "checkov:CKV_AWS_107",
        "checkov:CKV_AWS_108",
        "checkov:CKV_AWS_109",
        "checkov:CKV_AWS_111",
        "checkov:CKV_AWS_287",
        "checkov:CKV_AWS_288",
        "checkov:CKV_AWS_289",
        "checkov:CKV_AWS_290",
        "checkov:CKV_AWS_355",
        "checkov:CKV_AWS_356",
        "groundplan:IAM-029",
    ),
)
def any_resource(platform: Platform) -> Iterator[Violation]:
    """Pods may read or change data of the whole account.

    An action on data can be held to the buckets, tables or secrets that the service has. On `*` it reaches those of
    every other service too, and all that are made later, unless conditions bound it.

    Bad:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["*"]}]}}}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for statement in role.statements:
            if "*" not in statement.resources or statement.conditions:
                continue
            wide = [
                a for a in statement.actions if a != "*" and any(fnmatchcase(each, a.lower()) for each in SENSITIVE)
            ]
            if wide:
                yield Violation(
                    statement, "resources", f"{', '.join(wide)} on every resource; name those of the service"
                )
