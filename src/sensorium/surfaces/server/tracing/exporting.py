"""Where spans are sent: by an option, or by the variables that OpenTelemetry gives meaning to."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import sensorium
from sensorium.errors import InvalidInput, MissingDependency
from sensorium.surfaces.server.tracing.spans import Tracing

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

CONSOLE, OTLP, NONE = "console", "otlp", "none"
EXPORTER = "OTEL_TRACES_EXPORTER"
PROTOCOL = "http/protobuf"
PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
CAPTURES = ("true", "span_only", "span_and_event")


def configured(asked: str | None, environment: Mapping[str, str] = os.environ) -> Tracing | None:
    """Where the spans of a server go; None where nobody asked for any, and then nothing of OpenTelemetry is imported.

    asked: an OTLP address, or "console" for stderr. Without it `OTEL_TRACES_EXPORTER` and the endpoints of OTLP decide;
    OTEL_SDK_DISABLED=true ends it all.

    Raises `InvalidInput` for what is not known, `MissingDependency` where the extra `otel` is not installed.
    """
    exporter = exporter_named(asked, environment)
    if exporter is None:
        return None
    try:
        return _tracing(exporter, asked, environment)
    except ImportError as error:
        what = "tracing needs OpenTelemetry: pip install 'sensorium[otel]', or set OTEL_SDK_DISABLED=true"
        raise MissingDependency(what) from error


def exporter_named(asked: str | None, environment: Mapping[str, str]) -> str | None:
    """The exporter, "otlp" or "console", or None. Raises `InvalidInput`."""
    if environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return None
    named = environment.get(EXPORTER, "").strip().lower()
    if asked is not None:
        named = CONSOLE if asked == CONSOLE else OTLP
    elif not named:
        named = OTLP if any(environment.get(one) for one in ENDPOINTS) else NONE
    if named not in (CONSOLE, OTLP, NONE):
        raise InvalidInput(f"{EXPORTER}={named[:40]}: known are {OTLP}, {CONSOLE}, {NONE}", param=EXPORTER)
    if asked not in (None, CONSOLE) and not asked.startswith(("http://", "https://")):
        raise InvalidInput("--trace takes an address such as http://localhost:4318, or console", param="trace")
    if named == OTLP:
        _check_protocol(environment)
    return None if named == NONE else named


def _check_protocol(environment: Mapping[str, str]) -> None:
    protocol = next((environment[one] for one in PROTOCOLS if environment.get(one)), PROTOCOL)
    if protocol != PROTOCOL:
        raise InvalidInput(f"traces are sent by {PROTOCOL}, not {protocol[:40]!r}: change {PROTOCOLS[1]}")


def _tracing(exporter: str, asked: str | None, environment: Mapping[str, str]) -> Tracing:
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    told = Resource.create({"service.version": sensorium.__version__})
    if str(told.attributes["service.name"]).startswith("unknown_service"):
        told = told.merge(Resource({"service.name": "sensorium"}))
    provider = TracerProvider(resource=told)
    sent = _exporter(exporter, asked)
    provider.add_span_processor(SimpleSpanProcessor(sent) if exporter == CONSOLE else BatchSpanProcessor(sent))
    return Tracing(provider, captures=environment.get(CAPTURE, "").strip().lower() in CAPTURES)


def _exporter(name: str, asked: str | None) -> SpanExporter:
    if name == CONSOLE:
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return ConsoleSpanExporter(out=sys.stderr)
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter() if asked is None else OTLPSpanExporter(endpoint=f"{asked.rstrip('/')}/v1/traces")
