"""Pages: operators with their credentials, contracts with their promises."""
