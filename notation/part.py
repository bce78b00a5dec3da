"""What objects that people write have in common, as models of Pydantic."""

from collections.abc import Callable
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, model_validator

from domain.errors import RuleViolatedError

MAX_KEYS: Final = 100

V = TypeVar("V")

# A list stops at its first item that is wrong: millions of faults are no better than one.
Items = Annotated[list[V], FailFast()]


def ruled(check: Callable[[V], object]) -> AfterValidator:
    """Refuse what a rule of the domain refuses, with its sentence."""

    def checked(value: V) -> V:
        try:
            check(value)
        except RuleViolatedError as error:
            raise ValueError(str(error)) from error
        return value

    return AfterValidator(checked)


class Part(BaseModel):
    """An object that knows all its keys; one that is left empty (null) counts as not given."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def without_empty(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if len(value) > MAX_KEYS:
            raise ValueError(f"it has more than {MAX_KEYS} keys. Remove those that are not known.")
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: each for key, each in value.items() if each is not None or key not in known}
