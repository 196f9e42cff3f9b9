"""Documents for language models: tools over HTTP, and a stream of events that says where they are."""
import time

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from thoth.web import get, run, serve

TOOLS = [{"name": "search", "description": "Finds documents by a word"}]


def call(_, __, body):
    method, asked = body.get("method"), body.get("params", {}).get("arguments", {})
    if method == "tools/list":
        result = {"tools": TOOLS}
    elif method == "tools/call":
        found = get(f"http://api:8000/search?q={asked.get('word', '')}")["found"]
        result = {"content": [{"type": "text", "text": title} for title in found]}
    else:
        return 200, {"jsonrpc": "2.0", "id": body.get("id"), "error": {"code": -32601, "message": "no such method"}}
    return 200, {"jsonrpc": "2.0", "id": body.get("id"), "result": result}


class Events(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        try:
            self.wfile.write(b"event: endpoint\ndata: /mcp\n\n")
            while True:
                time.sleep(5)
                self.wfile.write(b": still here\n\n")
        except OSError:
            pass  # the listener has gone

    def log_message(self, *_):
        pass


def main():
    http = serve(8082, {("POST", "/mcp"): call, ("GET", "/health"): lambda *_: (200, {"status": "ok"})})
    run(ThreadingHTTPServer(("", 8081), Events), http)
