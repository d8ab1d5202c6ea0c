"""Tables: commitments, service records, unmet needs, what residents said of them."""

from fangcun.ledger.models.commitment import Commitment
from fangcun.ledger.models.opinion import Opinion
from fangcun.ledger.models.record import ServiceRecord
from fangcun.ledger.models.unmet import UnmetNeed

__all__ = ["Commitment", "Opinion", "ServiceRecord", "UnmetNeed"]
