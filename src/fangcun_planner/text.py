"""Sentences for people, in Chinese and in English."""

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence in both languages of the house."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
