"""What each move does: its form's fields become the arguments of one action."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

from django.utils import timezone

from fangcun.ledger.states import WhyNot
from fangcun.services.desk import actions
from fangcun.services.desk.forms.moves import fen
from fangcun.services.desk.rules.lines import read_line
from fangcun.services.desk.states import ReferredTo
from fangcun.services.desk.views.move import Act, Asked


def contact(asked: Asked) -> object:
    filled = asked.filled
    return actions.note_contact(
        **asked.base,
        channel=filled["channel"],
        was_reached=filled["was_reached"],
        words=filled["words"],
    )


def promise(asked: Asked) -> object:
    filled = asked.filled
    return actions.promise(
        **asked.base,
        words=filled["words"],
        promised_by=filled["promised_by"],
        due_on=filled["due_on"],
    )


def dispatch(asked: Asked) -> object:
    filled = asked.filled
    return actions.dispatch_request(
        **asked.revised,
        operator=filled["operator"],
        service=filled["service"],
        due_on=filled["due_on"],
        price_fen=fen(filled["price_yuan"]) or 0,
        note=filled["words"],
    )


def accept(asked: Asked) -> object:
    filled = asked.filled
    return actions.accept_request(
        **asked.revised,
        service=filled.get("service"),
        due_on=filled.get("due_on"),
        price_fen=fen(filled.get("price_yuan")) or 0,
    )


def finish(asked: Asked) -> object:
    filled = asked.filled
    return actions.finish_request(
        **asked.revised,
        served_on=filled["served_on"],
        service=filled["service"],
        price_fen=fen(filled["price_yuan"]),
        words=filled["words"],
    )


def give_up(asked: Asked) -> object:
    why = WhyNot(asked.filled["why"])
    return actions.give_up_request(**asked.revised, why=why, words=asked.filled["words"])


def refer(asked: Asked) -> object:
    to = ReferredTo(asked.filled["to"])
    return actions.refer_out(**asked.revised, to=to, words=asked.filled["words"])


def call_back(asked: Asked) -> object:
    filled = asked.filled
    return actions.call_back(
        **asked.revised,
        reached=filled["reached"],
        is_solved=filled["is_solved"],
        score=filled["score"],
        words=filled["words"],
        is_thanks=filled["is_thanks"],
        channel=filled["channel"],
    )


def with_words(action: Callable[..., object]) -> Act:
    return lambda asked: action(**asked.revised, words=asked.filled["words"])


def give_back(asked: Asked) -> object:
    return actions.return_request(**asked.revised, reason=asked.filled["words"])


def split(asked: Asked) -> object:
    parts = list(_parts(asked))
    return actions.split_request(**asked.revised, parts=parts)


def _parts(asked: Asked) -> Iterator[actions.WrittenLine]:
    """Each line as a new line of the same caller; what it says itself goes before."""
    whole = asked.request
    like = actions.WrittenLine(
        book=whole.book,
        written_key=uuid4(),
        line="",
        channel=whole.channel,
        resident=whole.resident,
        caller_name=whole.caller_name,
        caller_phone=whole.caller_phone,
        place=whole.place,
        is_demo=whole.is_demo,
    )
    for line in filter(str.strip, asked.filled["lines"].splitlines()):
        read = read_line(line, today=timezone.localdate(asked.now), words=asked.words)
        yield replace(
            like,
            written_key=uuid4(),
            line=line,
            wanted=read.wanted,
            category=asked.form.choices.category_named(read.category),
            wished_on=read.wished_on,
            wished_half=read.wished_half,
            is_urgent=read.is_urgent,
        )


def merge(asked: Asked) -> object:
    return actions.merge_requests(**asked.revised, into=asked.form.cleaned_data["into"])


def link(asked: Asked) -> object:
    filled = asked.filled
    return actions.link_commitment(
        **asked.revised, commitment=filled["commitment"], kind=filled["kind"]
    )


def to_owner(action: Callable[..., object]) -> Act:
    return lambda asked: action(**asked.revised, to=asked.form.owner(), words=asked.filled["words"])


def write_note(asked: Asked) -> object:
    return actions.write_note(**asked.base, words=asked.filled["words"])


def take_over(asked: Asked) -> object:
    return actions.take_over(**asked.revised)
