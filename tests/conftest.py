"""What several folders of tests share: the site in the browser."""

from hypothesis import HealthCheck, settings

from tests.journeys.browser_fixtures import browser, everyone, house, pictures, site

__all__ = ["browser", "everyone", "house", "pictures", "site"]

settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow, not its examples
settings.load_profile("house")
