"""门户: what residents, and relatives whom they let in, see and do themselves."""
