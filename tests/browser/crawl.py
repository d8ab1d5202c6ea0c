"""Every page of the site, found the way a person finds it: by following links."""

from collections import deque
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page

HTML = "text/html"
MOST_PAGES = 400


def pages_by_name(page: Page, start: str = "/") -> dict[str, str]:
    """One address for each named page that links lead to from `start`."""
    found: dict[str, str] = {}
    seen, waiting = {start}, deque([start])
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        name = view_name(path)
        if name is None or name in found:
            continue
        response = page.request.get(path)
        if HTML not in response.headers.get("content-type", ""):
            found[name] = ""
            continue
        found[name] = path
        page.goto(path)
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            address = urlsplit(link)
            onward = address.path + (f"?{address.query}" if address.query else "")
            if address.netloc == urlsplit(page.url).netloc and onward not in seen:
                seen.add(onward)
                waiting.append(onward)
    return {name: path for name, path in found.items() if path}


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
