"""What the planner says when the question itself is wrong."""


class BadProblem(ValueError):
    """The question itself is wrong; the message names the field and the value."""
