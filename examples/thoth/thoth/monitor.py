"""Watches a folder for PDFs and hands their text on. It has no port: a file says that it is alive."""
import re
import signal
import sys
import time
from pathlib import Path

from thoth.web import post

INBOX, CACHE = Path("/inbox"), Path("/app/cache/pages")


def text_of(pdf: bytes) -> str:
    """What stands in parentheses before Tj, which is how a plain PDF shows text."""
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("this is no PDF")
    return " ".join(part.decode("latin-1") for part in re.findall(rb"\(([^()]*)\)\s*Tj", pdf))


def look() -> None:
    for pdf in INBOX.glob("*.pdf"):
        done = CACHE / f"{pdf.stem}.txt"
        if done.exists():
            continue
        text = text_of(pdf.read_bytes())
        post("http://api:8000/documents", {"title": pdf.stem, "body": text})
        done.write_text(text)
        print(f"{pdf.name}: {len(text)} characters")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"watching {INBOX}")
    while True:
        try:
            look()
        except (OSError, ValueError) as error:
            print(f"monitor: {error}")
        (CACHE.parent / "alive").touch()
        time.sleep(0.5)
