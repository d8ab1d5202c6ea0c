"""居民: who lives here, in which household, at which address."""
