"""底座: errors, money, the look of a page, the database engine. No tables."""
