"""What every answer tells the browser to refuse. Streamlit sends none of these headers itself."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def content_security_policy() -> str:
    """Write the policy; the scripts that stand in Streamlit's own page are allowed by hash.

    Inline JavaScript of components v2 is loaded from a blob: address, which only a script that
    already runs can make. Charts need neither `unsafe-eval` nor anything from outside.
    """
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page.read_bytes())
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        )
    )


def protect(headers: MutableHeaders, policy: str, path: str, *, secure: bool) -> None:
    """Put the protecting headers on an answer. Only Streamlit's own files may be cached."""
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    # Not "no-referrer": browsers then send "Origin: null" with a form, and the doors check it.
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if not path.startswith("/static/"):
        headers["Cache-Control"] = "no-store"
