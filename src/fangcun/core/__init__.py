"""Who, where and what: people, places, the catalogue of services."""
