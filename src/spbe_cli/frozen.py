"""The decorator of classes that only hold values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type[Any])


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class, /) -> Class: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    *, slots: bool = ..., kw_only: bool = ..., order: bool = ...
) -> Callable[[Class], Class]: ...
def frozen(
    cls: type[Any] | None = None,
    /,
    *,
    slots: bool = True,
    kw_only: bool = False,
    order: bool = False,
) -> Any:
    """Make a dataclass that nobody changes; one with a cached property has no `slots`.

    The checker of types holds that, and not every assignment while the program runs: to do so makes
    the class half as long again to build, and an instance take three times as long.
    """
    made = dataclass(slots=slots, kw_only=kw_only, order=order, unsafe_hash=True)
    return made if cls is None else made(cls)
