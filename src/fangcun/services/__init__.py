"""Service rooms: strangers to each other; they meet in the ledger."""
