"""Knows the models, runs a server for each one of the active profile, and keeps in Redis which that is."""
import json
import os
import re
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from redis_client import Redis

FIRST_PORT, LAST_PORT = 8080, 8099
PROFILE = "magi:profile"

models = json.loads(Path("/registry/registry.json").read_text())["models"]
names = [model["name"] for model in models]
profiles = {"fast": [name for name in names if name == "caspar"], "all": names}
servers: list[tuple[str, ThreadingHTTPServer]] = []
one_at_a_time = threading.Lock()


def redis() -> Redis:
    return Redis(os.environ["REDIS_HOST"], os.environ["REDIS_PASSWORD"])


def health(_):
    redis().ask("PING")
    return 200, {"status": "ok", "redis": "up", "models": len(models)}


def activate(profile):
    if profile not in profiles:
        return 404, {"error": f"there is no profile {profile}"}
    with one_at_a_time:
        run_servers(profiles[profile])
    redis().ask("SET", PROFILE, profile)
    return 200, {"active": profile}


def run_servers(wanted):
    while servers:
        servers.pop()[1].shutdown()
    for port, name in zip(range(FIRST_PORT, LAST_PORT + 1), wanted):
        server = listen(port, {("GET", "/"): lambda _, name=name: (200, {"model": name, "status": "ready"})})
        servers.append((name, server))
        threading.Thread(target=serve, args=[server], daemon=True).start()


def serve(server):
    with server:
        server.serve_forever(poll_interval=0.05)


def running(_):
    return 200, {"servers": [{"model": name, "port": server.server_port} for name, server in servers]}


ROUTES = {
    ("GET", "/health"): health,
    ("GET", "/api/models/registry"): lambda _: (200, {"models": models}),
    ("GET", "/api/models/servers"): running,
    ("GET", "/api/models/profiles"): lambda _: (200, {"profiles": profiles, "active": redis().ask("GET", PROFILE)}),
    ("POST", "/api/models/profiles/([a-z]+)/activate"): activate,
}


def listen(port, routes):
    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            status, body = 404, {"error": "there is nothing here"}
            for (method, path), handle in routes.items():
                match = re.fullmatch(path, self.path)
                if match and method == self.command:
                    status, body = self.attempt(handle, match)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def attempt(self, handle, match):
            try:
                return handle(match.group(1) if match.lastindex else None)
            except (OSError, RuntimeError) as error:
                print(f"{self.path}: {error}")
                return 503, {"error": str(error)}

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    return ThreadingHTTPServer(("", port), Handler)


if __name__ == "__main__":
    main = listen(8000, ROUTES)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=main.shutdown).start())
    print("listening on 8000")
    main.serve_forever(poll_interval=0.1)
