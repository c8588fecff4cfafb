"""Answers of AWS as botocore's own models have them: no call and no field that the API does not know."""

from typing import Any

from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.session import Session
from botocore.validate import ParamValidator

from generator.live.account import NOT_THERE
from lint.reader import NotRead

_SESSION = Session()


class Answer(dict[str, Any]):
    """A structure of an answer; to ask it for a field that its shape does not have is a mistake."""

    def __init__(self, shape: StructureShape, said: dict[str, Any]) -> None:
        unknown = said.keys() - shape.members.keys()
        assert not unknown, f"{shape.name} has no {unknown}"
        super().__init__({key: modelled(shape.members[key], value) for key, value in said.items()})
        self.shape = shape

    def __getitem__(self, key: str) -> Any:
        assert key in self.shape.members, f"{self.shape.name} has no {key}"
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        assert key in self.shape.members, f"{self.shape.name} has no {key}"
        return super().get(key, default)


def modelled(shape: Shape, value: Any) -> Any:
    """A value of an answer, held to its shape all the way down."""
    match shape:
        case StructureShape():
            return Answer(shape, value)
        case ListShape():
            return [modelled(shape.member, item) for item in value]
        case MapShape():
            return {key: modelled(shape.value, item) for key, item in value.items()}
    return value


class Said:
    """A reader with prepared answers: of a (service, operation) one for all, or a function of the parameters."""

    def __init__(self, answers: dict[tuple[str, str], Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        self.asked.append((service, operation))
        model = _SESSION.get_service_model(service)
        (name,) = (each for each in model.operation_names if xform_name(each) == operation)
        known = model.operation_model(name)
        if known.input_shape is not None:
            report = ParamValidator().validate(parameters, known.input_shape)
            assert not report.has_errors(), report.generate_report()
        answer = self.answers[service, operation]
        answer = answer(**parameters) if callable(answer) else answer
        if isinstance(answer, NotRead):
            raise answer
        made: dict[str, Any] = modelled(known.output_shape, answer)
        return made

    def found(self, service: str, operation: str, **parameters: Any) -> dict[str, Any] | None:
        try:
            return self.read(service, operation, **parameters)
        except NotRead as error:
            if any(word in error.code for word in NOT_THERE):
                return None
            raise
