"""Every page of the site, found the way a person finds it: by following links."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext, APIResponse

HTML = "text/html"
A_FILE = re.compile(r"\.(csv|geojson|json|pdf|svg|typ|xlsx|zip)$")
"""No page: making some of them takes the site half a minute."""


class _Ways(HTMLParser):
    """Where a page leads, as written, and the parts that it fetches by itself.

    Reading the page without a browser keeps the walk short.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a" and (address := said.get("href")):
            self.links.append(address)
        if said.get("hx-trigger") == "load" and (address := said.get("hx-get")):
            self.parts.append(address)


def pages_by_name(visitor: APIRequestContext, start: str = "/") -> dict[str, str]:
    """One address for each named page that links lead to from `start`."""
    first_of = {view_name(start): start}
    waiting, pages = deque(first_of.items()), {}
    while waiting:
        name, path = waiting.popleft()
        response = visitor.get(path)
        if not _is_page(response):
            continue
        pages[name] = path
        for onward in _links(visitor, response):
            if (found := view_name(onward)) and found not in first_of:
                first_of[found] = onward
                waiting.append((found, onward))
    return pages


def _is_page(response: APIResponse) -> bool:
    """Shown, not saved: a file may be HTML too."""
    is_saved = "attachment" in response.headers.get("content-disposition", "")
    return HTML in response.headers.get("content-type", "") and not is_saved


def _links(visitor: APIRequestContext, response: APIResponse) -> list[str]:
    """Where the links of a page and of its parts lead within the site, queries included."""
    ways = _Ways(response.text())
    links = ways.links + [
        link for part in ways.parts for link in _Ways(visitor.get(part).text()).links
    ]
    whole = [urlsplit(urljoin(response.url, link)) for link in links]
    return [
        address.path + (f"?{address.query}" if address.query else "")
        for address in whole
        if address.netloc == urlsplit(response.url).netloc and not A_FILE.search(address.path)
    ]


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
