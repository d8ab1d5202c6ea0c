"""工作台: the first screen of everybody who works here."""
