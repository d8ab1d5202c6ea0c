"""What every test may count on."""

from hypothesis import HealthCheck, settings

# Two cores are shared by several tests: a slow moment is no fault of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
