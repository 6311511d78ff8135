"""Every error that Sensorium raises on purpose.

SensoriumError
├── InvalidInput            the request is wrong                     exit 65, HTTP 400
│   ├── NotFound            no such file, response or job here       exit 65, HTTP 404
│   ├── TooLarge            a declared or counted size over a limit  exit 65, HTTP 400 or 413
│   └── UnsafeCheckpoint    a file that could run code when loaded   exit 65, HTTP 400
├── UnsupportedCapability   this model cannot do that; others can    exit 65, HTTP 400
├── ModelNotFound           no such model                            exit 69, HTTP 404
├── ModelUnavailable        it exists but cannot answer now          exit 69, HTTP 503
│   ├── Overloaded          too many requests at once; wait          exit 75, HTTP 429
│   ├── MissingDependency   an extra or a system program is absent   exit 69, HTTP 503
│   └── ProviderError       a hosted model failed                    exit 69, HTTP 502
│       ├── RateLimited     try again later                          exit 75, HTTP 429
│       └── ProviderTimeout no answer in time                        exit 69, HTTP 504
├── StorageFailed           the disk refused                         exit 74, HTTP 507
└── Refused                 not allowed by policy (consent, keys)    exit 77, HTTP 403

A message says what was given, what is allowed and what to do next; it never holds a key, a path of the
machine or an address. `code` is a stable lower-case word for programs; `param` names the field at fault.
"""

from __future__ import annotations


class SensoriumError(Exception):
    """The root of all errors raised on purpose."""

    code = "error"
    exit_status = 1
    http_status = 500

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        if code is not None:
            self.code = code


class InvalidInput(SensoriumError):
    """The request, or a file in it, is wrong: `unsupported_format`, `invalid_image`, `audio_too_short`…"""

    code = "invalid_request"
    exit_status = 65
    http_status = 400


class NotFound(InvalidInput):
    """Something that was to be kept here does not exist, or belongs to another."""

    code = "not_found"
    http_status = 404


class TooLarge(InvalidInput):
    """Something is over a limit: `image_too_large`, `audio_too_long`, `context_length_exceeded`…"""

    code = "too_large"

    def __init__(
        self, what: str, *, limit: float, got: float, unit: str = "", code: str | None = None, param: str | None = None
    ) -> None:
        suffix = f" {unit}" if unit else ""
        super().__init__(f"{what} (limit {_figure(limit)}{suffix}, got {_figure(got)}{suffix})", code=code, param=param)
        self.what = what
        self.limit = limit
        self.got = got
        self.unit = unit


def _figure(number: float) -> str:
    """A number in words that tell it from its neighbours: whole ones in full."""
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.9g}"


class UnsafeCheckpoint(InvalidInput):
    """A checkpoint in a format that can run code when it is loaded."""

    code = "unsafe_checkpoint"


class UnsupportedCapability(SensoriumError):
    """The model cannot do what was asked; the message names models which can."""

    code = "unsupported_capability"
    exit_status = 65
    http_status = 400


class ModelNotFound(SensoriumError):
    """No model has that name."""

    code = "model_not_found"
    exit_status = 69
    http_status = 404


class ModelUnavailable(SensoriumError):
    """The model exists but cannot answer now."""

    code = "model_unavailable"
    exit_status = 69
    http_status = 503


class Overloaded(ModelUnavailable):
    """Too many requests at once; after `retry_after_s` seconds it may be better."""

    code = "overloaded"
    exit_status = 75
    http_status = 429

    def __init__(self, message: str, *, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class MissingDependency(ModelUnavailable):
    """An optional package or a system program is absent; the message says how to install it."""

    code = "missing_dependency"


class ProviderError(ModelUnavailable):
    """A hosted model failed."""

    code = "provider_error"
    http_status = 502


class RateLimited(ProviderError):
    """A hosted model asks to slow down."""

    code = "rate_limited"
    exit_status = 75
    http_status = 429


class ProviderTimeout(ProviderError):
    """A hosted model did not answer in time."""

    code = "provider_timeout"
    http_status = 504


class StorageFailed(SensoriumError):
    """The disk refused a write; what was there before is intact."""

    code = "insufficient_storage"
    exit_status = 74
    http_status = 507


class Refused(SensoriumError):
    """Policy does not allow it."""

    code = "refused"
    exit_status = 77
    http_status = 403
