"""A server of JSON, for services that are small enough."""
import json
import re
import signal
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def get(url: str):
    with urllib.request.urlopen(url, timeout=3) as response:
        return json.load(response)


def post(url: str, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=3) as response:
        return json.load(response)


def serve(port: int, routes: dict) -> ThreadingHTTPServer:
    """`routes`: (method, pattern of the path) to a function of (match, query, body)."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            status, body = self.attempt(urllib.parse.urlsplit(self.path))
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def attempt(self, url):
            for (method, pattern), handle in routes.items():
                match = re.fullmatch(pattern, url.path)
                if not match or method != self.command:
                    continue
                try:
                    return handle(match, dict(urllib.parse.parse_qsl(url.query)), self.body())
                except (OSError, RuntimeError) as error:
                    print(f"{self.path}: {error}")
                    return 503, {"error": str(error)}
            return 404, {"error": "there is nothing here"}

        def body(self):
            text = self.rfile.read(int(self.headers.get("content-length", 0)))
            return json.loads(text) if text else {}

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    return ThreadingHTTPServer(("", port), Handler)


def run(*servers: ThreadingHTTPServer) -> None:
    """Until SIGTERM, and then quickly: as process 1 nothing else would end it."""
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"listening on {server.server_port}")
    done.wait()
