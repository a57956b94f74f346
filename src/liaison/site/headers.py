"""Headers of every answer that tell a browser what it may do with it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# The policy of the interface guide: nothing inline, nothing evaluated, nothing from elsewhere.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"
)


class HeadersMiddleware:
    """Adds what Django's own security middleware does not; the outermost, so that no answer escapes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with its headers."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Frame-Options"] = "DENY"
        # A static file says for itself how long it keeps; a page must not stay in a shared computer.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
