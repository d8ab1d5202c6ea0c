"""What people are told when the answer is no."""


class Refusal(Exception):
    """An expected no, in the words of the person at the desk.

    Subclasses are named after the reason and live beside the function that refuses.
    A page shows the sentence beside the form; an endpoint answers 409 with `code`.
    """

    @property
    def code(self) -> str:
        return type(self).__name__
