"""As much of the protocol of Redis as is needed here, so that the image builds without an index of packages."""
import socket


class Redis:
    def __init__(self, host: str, password: str):
        self.connection = socket.create_connection((host, 6379), timeout=3)
        self.answers = self.connection.makefile("rb")
        self.ask("AUTH", password)

    def ask(self, *words: str) -> str | None:
        parts = [f"*{len(words)}\r\n", *(f"${len(word.encode())}\r\n{word}\r\n" for word in words)]
        self.connection.sendall("".join(parts).encode())
        kind, rest = (line := self.answers.readline().decode().rstrip())[:1], line[1:]
        if kind == "-":
            raise RuntimeError(f"redis: {rest}")
        if kind != "$":
            return rest
        if rest == "-1":
            return None
        return self.answers.read(int(rest) + 2)[:-2].decode()
