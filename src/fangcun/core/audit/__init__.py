"""审计: who looked at what; nothing here is ever changed."""
