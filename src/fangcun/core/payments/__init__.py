"""Money that people pay: cash, prepaid card, tab, online; refunds."""
