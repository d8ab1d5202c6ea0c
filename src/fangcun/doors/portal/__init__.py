"""门户: what residents see and do themselves."""
