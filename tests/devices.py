"""Browsers to look with: each is used again by the next test as if nobody had used it before."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

# Take one for the length of a test: the address it will look at, and settings of Playwright's.
Lend = Callable[..., BrowserContext]
CLEARED = "() => { localStorage.clear(); sessionStorage.clear(); }"


@dataclass(frozen=True)
class Device:
    """A browser of its own cookies, and its page that stays open between tests."""

    key: str
    context: BrowserContext
    anchor: Page


class Devices:
    """What is lent and comes back. A page in a used one starts in a third of the time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Device]] = defaultdict(list)

    def take(self, url: str, settings: Mapping[str, Any]) -> Device:
        """Lend a device with these settings of Playwright's on which nobody is signed in."""
        key = repr((url, sorted(settings.items())))
        if self._free[key]:
            return self._free[key].pop()
        context = self._browser.new_context(**settings)
        # What the server sends everybody keeps the renderer of this site alive.
        anchor = context.new_page()
        anchor.goto(f"{url}/healthz")
        return Device(key, context, anchor)

    def give_back(self, device: Device) -> None:
        """Close what was opened on it and forget who was there."""
        for page in device.context.pages:
            if page is not device.anchor:
                page.close()
        device.context.clear_cookies()
        device.anchor.evaluate(CLEARED)
        self._free[device.key].append(device)

    def close(self) -> None:
        """Close them all."""
        for device in (one for free in self._free.values() for one in free):
            device.context.close()
