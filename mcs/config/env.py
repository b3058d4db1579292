"""The file .env, where `make run` keeps its secret: read into the environment, which wins."""

import os
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parents[2] / ".env"


def read_env_file() -> None:
    """Sets what the file says and the environment doesn't; lines are NAME=value, # begins a comment."""
    if not ENV_FILE.exists():
        return
    for line in ENV_FILE.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
