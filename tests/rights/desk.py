"""The desk: written by stewards and managers; read and answered by those who do what is asked."""

from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.services.desk.models import FollowUp, HandOver
from fangcun.services.desk.states import FollowUpKind
from tests.rights.table import DOERS, Row
from tests.rights.town import Side

DESK = {Role.STEWARD, Role.COMMUNITY_MANAGER}
READERS = DESK | {Role.SUBDISTRICT_OFFICER, *DOERS}
SEES_IT = DESK | {Role.SUBDISTRICT_OFFICER, Role.VOLUNTEER_COORDINATOR}
ANSWERS_IT = {Role.VOLUNTEER_COORDINATOR}


def _hand_over(side: Side) -> HandOver:
    return HandOver.objects.create(
        community=side.community, given_by=a_steward(side.community), given_at=MONDAY_9AM
    )


def _promise(side: Side) -> list[int]:
    steward = a_steward(side.community)
    promise = FollowUp.objects.create(
        request=side.request,
        kind=FollowUpKind.PROMISE,
        promised_by=steward,
        due_on=MONDAY_9AM.date(),
        by=steward,
        at=MONDAY_9AM,
    )
    return [side.request.pk, promise.pk]


ROWS = {
    "desk:book": Row(READERS),
    "desk:write": Row(DESK, method="post"),
    "desk:read": Row(DESK, method="post"),
    "desk:call_backs": Row(DESK),
    "desk:decisions": Row({Role.COMMUNITY_MANAGER}),
    "desk:hand_over": Row(DESK),
    "desk:hand_over_shown": Row(DESK, lambda side: [_hand_over(side).pk], is_of_one_place=True),
    "desk:day_page": Row(DESK, lambda side: [side.book.pk], is_of_one_place=True),
    "desk:blank_page": Row(DESK, lambda side: [side.book.pk], is_of_one_place=True),
    "desk:request": Row(SEES_IT, lambda side: [side.request.pk], is_of_one_place=True),
    "desk:slip": Row(SEES_IT, lambda side: [side.request.pk], is_of_one_place=True),
    "desk:correct": Row(DESK, lambda side: [side.request.pk], is_of_one_place=True),
    "desk:keep_promise": Row(DESK, _promise, method="post", is_of_one_place=True),
    "desk:move": Row(DESK, lambda side: [side.request.pk, "note"], is_of_one_place=True),
    "desk:answer": Row(ANSWERS_IT, lambda side: [side.request.pk, "return"], is_of_one_place=True),
    "desk:decide": Row(
        {Role.COMMUNITY_MANAGER}, lambda side: [side.request.pk, "decide"], is_of_one_place=True
    ),
}
