"""What several folders of tests share: the site in the browser."""

from tests.journeys.browser_fixtures import browser, everyone, house, pictures, site

__all__ = ["browser", "everyone", "house", "pictures", "site"]
