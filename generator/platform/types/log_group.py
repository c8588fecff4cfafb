"""What log groups of CloudWatch have in common, wherever the language has some."""

from typing import Annotated, Literal

from generator.platform.types.node import KeyArn, says

LogClass = Annotated[
    Literal["STANDARD", "INFREQUENT_ACCESS"],
    says("INFREQUENT_ACCESS costs half and has no subscriptions, metrics or live tail. A change loses what is there."),
]
LogEncryption = Annotated[
    bool | KeyArn,
    says("Encrypt them with a KMS key: true: one of ours, or the ARN of a key that CloudWatch Logs may use."),
]
