"""A district to try everything on: real communities, made-up people and places (演示)."""

from fangcun_planner.demo.district import demo_district

__all__ = ["demo_district"]
