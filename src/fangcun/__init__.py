"""Fangcun 方寸: plan, run and prove a district's community embedded service facilities."""
