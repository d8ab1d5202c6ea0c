"""From a line to its pieces, the surest first: each covers what it claims from the next."""

from datetime import date

from fangcun.services.desk.rules.lines.callers import claim_caller
from fangcun.services.desk.rules.lines.days import claim_day_and_half
from fangcun.services.desk.rules.lines.matters import (
    claim_channel,
    mark_matter,
    mark_urgency,
    wanted_words,
)
from fangcun.services.desk.rules.lines.phones import claim_phone
from fangcun.services.desk.rules.lines.pieces import (
    LONGEST_VALUE,
    Paper,
    PieceKind,
    ReadLine,
    Vocabulary,
    any_of,
)
from fangcun.services.desk.rules.lines.places import claim_place


def read_line(line: str, *, today: date, words: Vocabulary) -> ReadLine:
    """Everything that a line says for certain; what is doubtful stays among the wanted words."""
    paper = Paper(line)
    category = mark_matter(paper, words.categories, PieceKind.CATEGORY)
    service = mark_matter(paper, words.services, PieceKind.SERVICE)
    phone = claim_phone(paper)
    channel = claim_channel(paper)
    wished_on, wished_half = claim_day_and_half(paper, today=today)
    place = claim_place(paper, estates=words.estates)
    name = claim_caller(paper, not_names=any_of(_matters(words)))
    is_urgent = mark_urgency(paper)
    return ReadLine(
        line=line,
        wanted=wanted_words(paper, longest=LONGEST_VALUE),
        wished_on=wished_on,
        wished_half=wished_half,
        category=category,
        service=service,
        place=place[:LONGEST_VALUE],
        caller_name=name[:LONGEST_VALUE],
        caller_phone=phone,
        is_urgent=is_urgent,
        channel=channel,
        pieces=tuple(sorted(paper.pieces, key=lambda piece: (piece.start, piece.end))),
    )


def _matters(words: Vocabulary) -> tuple[str, ...]:
    """Words of needs, of which none is anybody's name."""
    return tuple(word for entry in words.categories + words.services for word in entry.words)
