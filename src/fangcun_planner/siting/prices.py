"""Prices of rows and prices of groups: the same number for every row of a group."""

import numpy as np

from fangcun_planner.siting.answer import Multipliers
from fangcun_planner.siting.merge import Merged
from fangcun_planner.siting.relaxation import Prices


def merged_prices(merged: Merged, given: Multipliers) -> Prices:
    """Prices of groups: the mean over the rows, by need."""
    reached = merged.row_group >= 0
    need = np.bincount(
        merged.row_group[reached],
        (given.need * merged.row_share)[reached],
        minlength=len(merged.model.group_need),
    )
    money = np.array([given.budget, given.opening], np.float64)
    return Prices(need=need.astype(np.float64), equity=given.equity.astype(np.float64), money=money)


def row_prices(merged: Merged, prices: Prices) -> Multipliers:
    """Prices of rows; people whom nobody could ever reach cost nothing."""
    return Multipliers(
        need=np.append(prices.need, 0.0)[merged.row_group],
        budget=float(prices.money[0]),
        opening=float(prices.money[1]),
        equity=prices.equity.copy(),
    )
