"""Operators, the people to talk to, and what they can show."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.papers import HandedIn
from fangcun.core.operators.models import Contact, Contract, Credential, Operator, OperatorPaper
from fangcun.core.operators.rules import normal_uscc, uscc_fault
from fangcun.core.operators.states import CredentialKind
from fangcun.core.places.actions import paper_values, take_from_view, touch_district
from fangcun.core.places.actions.revised import write_revision


class WrongCode(Refusal):
    """No organisation can have this unified social credit code."""


class CodeTaken(Refusal):
    """Another operator on record has this unified social credit code."""


@dataclass(frozen=True, slots=True)
class WrittenOperator:
    """What may be said of an operator."""

    name: str
    brand: str = ""
    uscc: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """One more person to talk to."""

    name: str
    phone: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class WrittenCredential:
    """What may be said of a credential; no `expires_on`: it lasts."""

    kind: CredentialKind
    number: str = ""
    holder: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    note: str = ""


@transaction.atomic
def open_operator(
    *, written: WrittenOperator, by: str, now: datetime, is_demo: bool = False
) -> Operator:
    """Put an operator on record; the same words twice are one operator.

    WrongCode if nobody can have the credit code, CodeTaken if another operator has it.
    """
    touch_district()
    values = _operator_values(written)
    if (same := Operator.objects.filter(**values).first()) is not None:
        return same
    operator = Operator(is_demo=is_demo, **values)
    operator._history_user, operator._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            operator.save(force_insert=True)
    except IntegrityError as error:
        raise _code_taken(written) from error
    return operator


@transaction.atomic
def correct_operator(
    *, operator: Operator, revision: int, written: WrittenOperator, by: str, now: datetime
) -> Operator:
    """Correct what is said of an operator; ChangedMeanwhile if `revision` is not the newest."""
    values = _operator_values(written)
    try:
        with transaction.atomic():
            return write_revision(row=operator, revision=revision, values=values, by=by, now=now)
    except IntegrityError as error:
        raise _code_taken(written) from error


@transaction.atomic
def add_contact(*, operator: Operator, written: WrittenContact) -> Contact:
    """List one more person; the same one twice is one."""
    contact, _is_new = Contact.objects.get_or_create(
        operator=operator,
        name=written.name,
        phone=written.phone,
        left_on=None,
        defaults={"post": written.post},
    )
    return contact


@transaction.atomic
def drop_contact(*, contact: Contact, on: date) -> None:
    """This person is not to be called any more."""
    Contact.objects.filter(pk=contact.pk, left_on=None).update(left_on=on)


@transaction.atomic
def add_credential(
    *,
    operator: Operator,
    written: WrittenCredential,
    by: str,
    now: datetime,
    is_demo: bool = False,
) -> Credential:
    """Put a credential on record; the same words twice are one."""
    Operator.objects.select_for_update().get(pk=operator.pk)
    same = Credential.objects.filter(operator=operator, replaced_on=None, **asdict(written))
    if (found := same.first()) is not None:
        return found
    credential = Credential(operator=operator, is_demo=is_demo, **asdict(written))
    credential._history_user, credential._history_date = by, now  # type: ignore[attr-defined]
    credential.save(force_insert=True)
    return credential


@transaction.atomic
def correct_credential(
    *, credential: Credential, revision: int, written: WrittenCredential, by: str, now: datetime
) -> Credential:
    """Correct or renew a credential; ChangedMeanwhile if `revision` is not the newest."""
    return write_revision(row=credential, revision=revision, values=asdict(written), by=by, now=now)


@transaction.atomic
def retire_credential(
    *, credential: Credential, revision: int, on: date, by: str, now: datetime
) -> Credential:
    """A credential counts no more: replaced by a newer one, or its holder has left."""
    return write_revision(
        row=credential, revision=revision, values={"replaced_on": on}, by=by, now=now
    )


@transaction.atomic
def hand_in_contract(
    *, contract: Contract, title: str, file: HandedIn, by: str, now: datetime
) -> OperatorPaper:
    """Keep a contract or an annex of it; the same file twice is one paper."""
    return _keep(OperatorPaper(operator=contract.operator, contract=contract), title, file, by, now)


@transaction.atomic
def hand_in_credential(
    *, credential: Credential, title: str, file: HandedIn, by: str, now: datetime
) -> OperatorPaper:
    """Keep the scan of a credential; the same file twice is one paper."""
    paper = OperatorPaper(operator=credential.operator, credential=credential)
    return _keep(paper, title, file, by, now)


@transaction.atomic
def withdraw_paper(*, paper: OperatorPaper, why: str, by: str, now: datetime) -> None:
    """Take a paper from view; the row and the file stay."""
    take_from_view(paper=paper, why=why, by=by, now=now)


def _keep(
    paper: OperatorPaper, title: str, file: HandedIn, by: str, now: datetime
) -> OperatorPaper:
    Operator.objects.select_for_update().get(pk=paper.operator_id)
    same = OperatorPaper.objects.filter(
        operator=paper.operator_id,
        contract=paper.contract_id,
        credential=paper.credential_id,
        digest=file.digest,
        withdrawn_at=None,
    ).first()
    if same is not None:
        return same
    return OperatorPaper.objects.create(
        operator=paper.operator,
        contract=paper.contract,
        credential=paper.credential,
        **paper_values(title=title, file=file, by=by, now=now),
    )


def _operator_values(written: WrittenOperator) -> dict[str, str | None]:
    code = normal_uscc(written.uscc)
    if code and uscc_fault(code):
        raise WrongCode(_("统一社会信用代码不正确，请对照营业执照核对。"))
    return asdict(replace(written, uscc=code)) | {"uscc": code or None}


def _code_taken(written: WrittenOperator) -> CodeTaken:
    other = Operator.objects.filter(uscc=normal_uscc(written.uscc)).first()
    return CodeTaken(
        _("这个统一社会信用代码已登记在「{name}」名下，不用再登记一次。").format(name=other)
    )
