"""A district's plan: the question posed from its records, the answer told in facts."""
