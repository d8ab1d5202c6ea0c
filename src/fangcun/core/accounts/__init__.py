"""账户: who signs in, which roles they hold for which scope."""
