"""The table of moves: when each may be made, by whom, and how it is called."""

from collections.abc import Callable

from fangcun.base.rights import Right
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.views.move import Move
from fangcun.services.desk.views.moves.doers import DOERS
from fangcun.services.desk.views.moves.duty import DUTY
from fangcun.services.desk.views.moves.rare import RARE
from fangcun.services.desk.views.moves.usual import USUAL

MOVES = (*DUTY, *DOERS, *USUAL, *RARE)

RIGHT_OF = {
    "desk:move": Right.TAKE_REQUESTS,
    "desk:answer": Right.ANSWER_REQUESTS,
    "desk:decide": Right.DECIDE_REQUESTS,
}


def moves_for(request: ServiceRequest, may: Callable[[Right], bool]) -> list[Move]:
    """What state and right allow, the usual first."""
    pages = {page for page, right in RIGHT_OF.items() if may(right)}
    return [move for move in MOVES if move.page in pages and move.fits(request)]


def move_named(page: str, code: str) -> Move | None:
    return next((move for move in MOVES if (move.page, move.code) == (page, code)), None)
