"""Where should a district's community facilities go, for what money, and how good is the answer?

A pure library: no Django, no database, no globals. Each problem folder has the same shape:
``problem`` (the question), ``model`` (the mathematics), ``solve`` (the effort), ``answer``.
"""
