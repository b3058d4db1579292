"""What the programs write of themselves: a JSON object a line, with the request's id, and nobody's data."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

# Django says the address asked for, which may hold a token; the kind of address says as much.
_SAYS_ADDRESS = ("django.request", "django.security")


def _without_address(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.name.startswith(_SAYS_ADDRESS):
        event["event"] = f"{record.__dict__.get('status_code', '')} {record.name}".strip()
    return event


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """For LOGGING."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=["method", "route", "status", "ms"]),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            _without_address,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def logging_settings(kind: str) -> dict[str, Any]:
    """Django's LOGGING: "json" writes requests too, anything else only what goes wrong, as text."""
    handler: dict[str, Any] = {"class": "logging.StreamHandler"}
    if kind == "json":
        handler |= {"formatter": "json", "stream": "ext://sys.stdout"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "mcs.lib.logs.json_formatter"}},
        "handlers": {"console": handler},
        # The line of the request says what Django's own warning of a 404 would.
        "loggers": {"mcs.requests": {"level": "INFO"}, "django.request": {"level": "ERROR"}} if kind == "json" else {},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
