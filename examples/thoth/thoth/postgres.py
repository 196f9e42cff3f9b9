"""As much of the protocol of PostgreSQL as is needed here, so that the image builds without an index of
packages. Take psycopg for anything real."""
import base64
import hashlib
import hmac
import secrets
import socket
import struct


def scram_answer(password: str, first: str, challenge: str) -> str:
    """The proof that SCRAM-SHA-256 asks for; `first` is what the client said, without its header."""
    said = dict(part.split("=", 1) for part in challenge.split(","))
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(said["s"]), int(said["i"]))
    key = hmac.digest(salted, b"Client Key", "sha256")
    final = f"c=biws,r={said['r']}"
    signature = hmac.digest(hashlib.sha256(key).digest(), f"{first},{challenge},{final}".encode(), "sha256")
    proof = bytes(one ^ other for one, other in zip(key, signature))
    return f"{final},p={base64.b64encode(proof).decode()}"


class Postgres:
    def __init__(self, host: str, user: str, password: str, database: str):
        self.connection = socket.create_connection((host, 5432), timeout=3)
        self.answers = self.connection.makefile("rb")
        words = b"".join(word.encode() + b"\0" for word in ("user", user, "database", database))
        self.connection.sendall(struct.pack("!ii", len(words) + 9, 196608) + words + b"\0")
        self.log_in(password)
        self.until_ready()

    def log_in(self, password: str) -> None:
        first = f"n=,r={secrets.token_urlsafe(18)}"
        while True:
            kind, body = self.read()
            if kind == b"E":
                raise RuntimeError(f"postgres: {message(body)}")
            match struct.unpack("!i", body[:4])[0]:
                case 0:
                    return
                case 10:
                    said = f"n,,{first}".encode()
                    self.send(b"p", b"SCRAM-SHA-256\0" + struct.pack("!i", len(said)) + said)
                case 11:
                    self.send(b"p", scram_answer(password, first, body[4:].decode()).encode())
                case 12:
                    pass
                case other:
                    raise RuntimeError(f"postgres asks for a login of kind {other}")

    def ask(self, sql: str, *values: str) -> list[list[str | None]]:
        bound = b"".join(struct.pack("!i", len(value.encode())) + value.encode() for value in values)
        self.send(b"P", b"\0" + sql.encode() + b"\0" + struct.pack("!h", 0))
        self.send(b"B", b"\0\0" + struct.pack("!hh", 0, len(values)) + bound + struct.pack("!h", 0))
        self.send(b"E", b"\0" + struct.pack("!i", 0))
        self.send(b"S", b"")
        return self.until_ready()

    def until_ready(self) -> list[list[str | None]]:
        rows, failure = [], None
        while True:
            kind, body = self.read()
            if kind == b"D":
                rows.append(columns(body))
            elif kind == b"E":
                failure = message(body)
            elif kind == b"Z":
                break
        if failure:
            raise RuntimeError(f"postgres: {failure}")
        return rows

    def send(self, kind: bytes, body: bytes) -> None:
        self.connection.sendall(kind + struct.pack("!i", len(body) + 4) + body)

    def read(self) -> tuple[bytes, bytes]:
        kind = self.answers.read(1)
        if not kind:
            raise RuntimeError("postgres closed the connection")
        return kind, self.answers.read(struct.unpack("!i", self.answers.read(4))[0] - 4)


def columns(body: bytes) -> list[str | None]:
    (count,), at, found = struct.unpack("!h", body[:2]), 2, []
    for _ in range(count):
        (length,) = struct.unpack("!i", body[at : at + 4])
        at += 4
        found.append(None if length < 0 else body[at : at + length].decode())
        at += max(length, 0)
    return found


def message(body: bytes) -> str:
    return next(part[1:] for part in body.decode().split("\0") if part.startswith("M"))
