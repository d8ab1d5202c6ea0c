"""Pages of residents and their relatives."""
