"""Who may open which address: one table for the whole site, and a test that walks it.

Every room has a file here, `tests/rights/<room>.py`, with one name in it, ``ROWS``::

    from tests.rights.table import DOERS, PUBLIC, Row, STAFF
    from fangcun.core.accounts.states import Role

    DESK = {Role.STEWARD, Role.COMMUNITY_MANAGER}

    ROWS = {
        # a page that stands for no row: who gets in
        "desk:book": Row(DESK),
        # a page of one row: its address in the town; the same role of community B gets 404
        "desk:request": Row(DESK, lambda side: [side.request.pk], is_of_one_place=True),
        # an address that only takes POST, with a body if it needs one
        "desk:take": Row(DESK, lambda side: [side.request.pk], method="post", is_of_one_place=True),
        # an address with a query
        "desk:find": Row(DESK, query="?q=陈"),
        # a row of the room's own: made once, when the test asks for it
        "desk:hand_over": Row(DESK, lambda side: [a_hand_over(side.community).pk], ...),
        # everybody, signed in or not
        "accounts:sign_in": Row(PUBLIC),
    }

Roles are written out (sets of `Role`, `ANONYMOUS`, `RESIDENT`; `STAFF`, `DOERS`, `PUBLIC` are
such sets), never taken from `RIGHTS_OF`: the table is a referee of the code, not its echo.

- `side` is one of two communities of the town (`tests/rights/town.py`), each in its own
  subdistrict: `side.community`, `.facility`, `.room`, `.operator`, `.contract`, `.service`,
  `.resident`, `.book`, `.request` (owned by `.operator`), `.commitment` (of `.operator`),
  `.people[Role.STEWARD]`.
- Each row is asked at A's address as everybody of A, as a resident who signed in by telephone, and
  as nobody. **In** is any answer but 403, 404, 401 and a redirect to a page where one signs in.
- `is_of_one_place=True`: the same roles of B, where they are held for a place, get **404**.
- `is_ones_own=True`: the page shows what its visitor has begun (an upload, a basket); 404 then
  only means that he has begun nothing.
- A name of the router without a row fails, and so does a row without a name.
- What an address does when it is asked is undone before the next is asked.
"""
