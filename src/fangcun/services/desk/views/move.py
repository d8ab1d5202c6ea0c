"""What a move of a request is, and what it is told when somebody makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from fangcun.core.accounts.models import User
from fangcun.services.desk.forms.moves import MoveForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.rules.lines import Vocabulary
from fangcun.services.desk.states import RequestState

Act = Callable[["Asked"], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody makes a move: on which request, with what filled in."""

    request: ServiceRequest
    filled: dict[str, Any]
    form: Any
    by: User
    now: datetime
    words: Vocabulary

    @property
    def base(self) -> dict[str, Any]:
        return {"request": self.request, "by": self.by, "now": self.now}

    @property
    def revised(self) -> dict[str, Any]:
        return {**self.base, "revision": self.filled["revision"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One thing that can be done with a request next."""

    code: str
    title: str | Promise
    button: str | Promise
    form: type[MoveForm]
    act: Act
    states: frozenset[RequestState]
    when: Callable[[ServiceRequest], bool] = lambda _request: True
    page: str = "desk:move"
    kind: str = "primary"
    is_rare: bool = False
    help: str | Promise = ""

    def fits(self, request: ServiceRequest) -> bool:
        return request.state in self.states and self.when(request)
