"""Tables: offers, what is claimed of them, who would like one; commitments, service records,
unmet needs, what residents said of them; the measures by which all is counted.
"""

from fangcun.ledger.models.claim import Claim
from fangcun.ledger.models.commitment import Commitment
from fangcun.ledger.models.interest import Interest
from fangcun.ledger.models.measure import Measure
from fangcun.ledger.models.offer import Offer
from fangcun.ledger.models.opinion import Opinion
from fangcun.ledger.models.record import ServiceRecord
from fangcun.ledger.models.unmet import UnmetNeed

__all__ = [
    "Claim",
    "Commitment",
    "Interest",
    "Measure",
    "Offer",
    "Opinion",
    "ServiceRecord",
    "UnmetNeed",
]
