"""Reading one line of the book: when, where, who, what, as a steward would underline it."""

from fangcun.services.desk.rules.lines.pieces import Piece, PieceKind, ReadLine, Vocabulary, Words
from fangcun.services.desk.rules.lines.reading import read_line

__all__ = ["Piece", "PieceKind", "ReadLine", "Vocabulary", "Words", "read_line"]
