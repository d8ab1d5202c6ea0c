"""Table: what people are to be told."""

from fangcun.core.notices.models.notice import Notice

__all__ = ["Notice"]
