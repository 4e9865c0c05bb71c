"""By what somebody signs in, in the few words that their browser's own description comes to."""

# The first mark that stands in the description decides: most programs also name those below them.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    # Safari on an iPad says that it is a Mac.
    ("Macintosh", "a Mac or iPad"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser"


def device_of(description: str) -> str:
    """Say in words what a User-Agent header describes; nothing else of it is kept."""
    program = next((name for mark, name in _PROGRAMS if mark in description), UNKNOWN)
    system = next((name for mark, name in _SYSTEMS if mark in description), "")
    return f"{program} on {system}" if system else program
