"""What a resident's answer means."""

CONTENT_FROM = 4
"""满意 and 很满意, in the words of the question."""
UNHAPPY_UP_TO = 2
"""不满意 and 很不满意: taken up anew, even if the thing itself was done."""


def is_unhappy(*, is_solved: bool, score: int | None) -> bool:
    """Whether a request is taken up anew."""
    return not is_solved or (score is not None and score <= UNHAPPY_UP_TO)
