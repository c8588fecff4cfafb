"""An account that answers only what botocore's models have, so that nothing else is read."""

from typing import Any

import boto3
from botocore import xform_name
from botocore.session import Session

from generator.live.account import Account
from tests.aws.server import Aws
from tests.live.modelled import modelled

_SESSION = Session()


class Held(Account):
    """An account whose answers are held to their shapes: to ask one for another field is a mistake."""

    def _asked(self, service: str, operation: str, parameters: dict[str, Any]) -> Any:
        answer = super()._asked(service, operation, parameters)
        if not isinstance(answer, dict):
            return answer
        model = _SESSION.get_service_model(service)
        (name,) = (each for each in model.operation_names if xform_name(each) == operation)
        answer.pop("ResponseMetadata", None)
        return modelled(model.operation_model(name).output_shape, answer)


def held(aws: Aws) -> Held:
    """The stand-in as an account; its addresses are in the environment of the process."""
    return Held(boto3.Session("test", "test", region_name=aws.region))
