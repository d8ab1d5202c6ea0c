"""Pages: signing in, one's own account, the accounts and roles of others."""
