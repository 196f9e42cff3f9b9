"""Documents in PostgreSQL."""
import os

from thoth.postgres import Postgres
from thoth.web import run, serve

TABLE = "CREATE TABLE IF NOT EXISTS documents (id serial PRIMARY KEY, title text NOT NULL, body text NOT NULL)"


def database() -> Postgres:
    return Postgres("postgres", "thoth", os.environ["POSTGRES_PASSWORD"], "thoth")


def health(*_):
    database().ask("SELECT 1")
    return 200, {"status": "ok", "database": "up", "revision": os.environ["THOTH_REVISION"]}


def add(_, __, body):
    if not isinstance(body.get("title"), str) or not isinstance(body.get("body"), str):
        return 422, {"error": "title or body is missing"}
    sql = "INSERT INTO documents (title, body) VALUES ($1, $2) RETURNING id"
    [[number]] = database().ask(sql, body["title"], body["body"])
    return 201, {"id": int(number), "title": body["title"]}


def search(_, query, __):
    sql = "SELECT title FROM documents WHERE strpos(lower(title || ' ' || body), lower($1)) > 0 ORDER BY title"
    return 200, {"found": [title for [title] in database().ask(sql, query.get("q", ""))]}


def main():
    database().ask(TABLE)
    routes = {("GET", "/health"): health, ("POST", "/documents"): add, ("GET", "/search"): search}
    run(serve(8000, routes))
