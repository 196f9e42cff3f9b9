"""Looks for models once, before the backend starts, and writes down what it found."""
import json
import sys
from pathlib import Path


def discover(folder: Path) -> dict:
    models = sorted((json.loads(file.read_text()) for file in folder.glob("*.json")), key=lambda model: model["name"])
    if not models:
        raise SystemExit(f"discover: no model in {folder}")
    return {"models": models}


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    found = discover(source)
    target.write_text(json.dumps(found))
    print(f"discover: {len(found['models'])} models in {source}")
