"""Who is there, and how they are."""
from thoth.web import get, run, serve

KNOWN = {"api": "http://api:8000/health", "mcp": "http://mcp:8082/health"}


def services(*_):
    return 200, {"services": {name: get(url)["status"] for name, url in KNOWN.items()}}


def main():
    run(serve(8083, {("GET", "/health"): lambda *_: (200, {"status": "ok"}), ("GET", "/services"): services}))
