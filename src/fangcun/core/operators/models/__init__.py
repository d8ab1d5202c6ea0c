"""Tables: operators, what they can show, their contracts and what these promise."""

from fangcun.core.operators.models.contract import Contract, PromisedLine
from fangcun.core.operators.models.credential import Credential, OperatorPaper
from fangcun.core.operators.models.operator import Contact, Operator

__all__ = ["Contact", "Contract", "Credential", "Operator", "OperatorPaper", "PromisedLine"]
