"""Tables: commitments, service records, unmet needs, what residents said of them;
the measures by which all is counted.
"""

from fangcun.ledger.models.commitment import Commitment
from fangcun.ledger.models.measure import Measure
from fangcun.ledger.models.opinion import Opinion
from fangcun.ledger.models.record import ServiceRecord
from fangcun.ledger.models.unmet import UnmetNeed

__all__ = ["Commitment", "Measure", "Opinion", "ServiceRecord", "UnmetNeed"]
