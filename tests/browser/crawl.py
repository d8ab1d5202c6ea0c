"""Every page of the site, found the way a person finds it: by following links."""

from collections import deque
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page

HTML = "text/html"


def pages_by_name(page: Page, start: str = "/") -> dict[str, str]:
    """One address for each named page that links lead to from `start`."""
    first_of = {view_name(start): start}
    waiting, pages = deque(first_of.items()), {}
    while waiting:
        name, path = waiting.popleft()
        response = page.request.get(path)
        if HTML not in response.headers.get("content-type", ""):
            continue
        pages[name] = path
        page.goto(path)
        for onward in _links(page):
            if (found := view_name(onward)) and found not in first_of:
                first_of[found] = onward
                waiting.append((found, onward))
    return pages


def _links(page: Page) -> list[str]:
    """Where the links of a page lead within the site, queries included."""
    addresses = [urlsplit(link) for link in page.eval_on_selector_all("a[href]", HREFS)]
    here = urlsplit(page.url).netloc
    return [
        address.path + (f"?{address.query}" if address.query else "")
        for address in addresses
        if address.netloc == here
    ]


HREFS = "all => all.map(a => a.href)"


def view_name(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def all_view_names() -> set[str]:
    """The name of every address in the router."""

    def names(patterns: list[URLPattern | URLResolver], prefix: str) -> set[str]:
        result: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                result |= names(pattern.url_patterns, space)
            elif pattern.name:
                result.add(f"{prefix}{pattern.name}")
        return result

    return names(get_resolver().url_patterns, "")
