"""Every address that somebody might try: pages, Streamlit's machinery, and odd ones."""

from drafting.ui.menu import MENU

PAGES = [one.address for one in MENU] + [f"/{one.name}" for one in MENU[:1]]
PAGES += ["/missions?text=2", "/no-such-page", "/vision/", "/index.html", "/app.py", "/door/x"]
# There where a provider of single sign-on is set, and here is none.
PAGES += ["/door/sign-on", "/door/signed-on?code=x&state=y"]
MACHINERY = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent",
    "/_stcore/upload_file/some-session/some-file",
    "/_stcore/bidi-components/drafting_form/index.js",
    "/_stcore/stream",
    "/_stcore/message",
    "/_stcore/",
    "/healthz/_stcore/health",
    "/vision/_stcore/health",
    "/media/0123456789abcdef.csv",
    "/media/",
    "/component/anything/index.html",
    "/static/index.html",
    "/static/js/index.js",
    "/static/",
    "/app/static/style.css",
    "/auth/login",
    "/auth/logout",
    "/auth/sign-out/",
)
ODD = (
    "//door",
    "//vision",
    "/door/../vision",
    "/healthz/../media/x",
    "/healthz/..%2fmedia/x",
    "/door%2f..%2f_stcore/health",
    "/%2e%2e/%2e%2e/app.py",
    "/..%2f..%2fapp.py",
    "/..%5c..%5capp.py",
    "/static/..%2f..%2f..%2fapp.py",
    "/static/%2e%2e/%2e%2e/config.py",
    "/%5fstcore/health",
    "/_stcore%2fhealth",
    "/_STCORE/health",
    "/MEDIA/x",
    "/media//x",
    "/./media/x",
    "/healthz;/media/x",
    "/healthz%00",
    "/vision%00.html",
    "/door%0d%0aSet-Cookie:%20x=y",
    "/" + "x" * 5000,
    "/%ff%fe",
    "/HEALTHZ",
    "/healthz/",
    "/door/",
    "/DOOR",
    "http://evil.example/vision",
)
