"""The only way a page gets a row of this room.

A community sees the operators that run or ran its facilities; an operator sees itself. An operator
that has no contract yet belongs to nobody: whoever may sign contracts sees it.
"""

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.operators.models import (
    Contact,
    Contract,
    Credential,
    Operator,
    OperatorPaper,
    PromisedLine,
)
from fangcun.core.operators.queries import in_order, operators_by_facility
from fangcun.core.places.models import Facility

Row = TypeVar("Row", bound=Model)


def operators_for(staff: Staff, right: Right = Right.READ_OPERATORS) -> QuerySet[Operator]:
    """Operators for which this person holds the right."""
    rows = Operator.objects.all()
    known = staff.rows(right, rows).values("pk")
    if not staff.may(Right.MANAGE_OPERATORS):
        return rows.filter(pk__in=known)
    return rows.filter(pk__in=known) | rows.filter(contracts=None)


def operator_or_404(staff: Staff, pk: int, right: Right = Right.READ_OPERATORS) -> Operator:
    found = operators_for(staff, right).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这家运营机构"))
    return found


def may_manage(staff: Staff, operator: Operator) -> bool:
    """Whether this person may correct an operator and sign contracts with it."""
    return (
        staff.may(Right.MANAGE_OPERATORS)
        and operators_for(staff, Right.MANAGE_OPERATORS).filter(pk=operator.pk).exists()
    )


def contracts_for(staff: Staff, operator: Operator) -> QuerySet[Contract]:
    """Contracts of an operator that this person may read, the newest first."""
    return staff.rows(Right.READ_OPERATORS, in_order(Contract.objects.filter(operator=operator)))


def contract_or_404(staff: Staff, pk: int, right: Right = Right.READ_OPERATORS) -> Contract:
    return row_or_404(staff=staff, right=right, rows=in_order(Contract.objects.all()), pk=pk)


def line_or_404(staff: Staff, pk: int) -> PromisedLine:
    """A promise that holds, for those who may change it."""
    rows = PromisedLine.objects.select_related("contract__facility__community", "service")
    return row_or_404(
        staff=staff, right=Right.MANAGE_OPERATORS, rows=rows.filter(dropped_on=None), pk=pk
    )


def credentials_for(staff: Staff) -> QuerySet[Credential]:
    return Credential.objects.filter(operator__in=operators_for(staff))


def credential_or_404(staff: Staff, pk: int) -> Credential:
    """A credential that counts, for those who may change it."""
    rows = Credential.objects.select_related("operator").filter(replaced_on=None)
    manageable = operators_for(staff, Right.MANAGE_OPERATORS)
    return _first_or_404(rows.filter(operator__in=manageable), pk)


def contact_or_404(staff: Staff, pk: int) -> Contact:
    rows = Contact.objects.select_related("operator").filter(left_on=None)
    return _first_or_404(rows.filter(operator__in=operators_for(staff, Right.MANAGE_OPERATORS)), pk)


def paper_or_404(staff: Staff, pk: int, right: Right = Right.READ_OPERATORS) -> OperatorPaper:
    """A paper in view: a contract's for those who see the contract, else for who see the operator.

    Another community's contract with the same operator stays that community's.
    """
    rows = OperatorPaper.objects.select_related("operator", "contract", "credential")
    rows = rows.filter(withdrawn_at=None)
    of_contracts = rows.filter(contract__in=staff.rows(right, Contract.objects.all()))
    of_operators = rows.filter(contract=None, operator__in=operators_for(staff, right))
    return _first_or_404(of_contracts | of_operators, pk)


def facility_or_404(staff: Staff, pk: int, right: Right = Right.READ_OPERATORS) -> Facility:
    rows = Facility.objects.select_related("community")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def facilities_to_hand_over(staff: Staff) -> QuerySet[Facility]:
    """Facilities for which this person may sign contracts."""
    return staff.rows(Right.MANAGE_OPERATORS, Facility.objects.order_by("name", "pk"))


def running_for(staff: Staff, on: date) -> dict[int, list[Operator]]:
    """Who runs the facilities that this person sees."""
    return operators_by_facility(staff.rows(Right.READ_OPERATORS, Facility.objects.all()), on)


def _first_or_404(rows: QuerySet[Row], pk: int) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这条记录"))
    return found
