"""Rooms that look down on everything: planning, insight, supervision."""
