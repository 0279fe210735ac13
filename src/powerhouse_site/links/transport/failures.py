"""What went wrong with a request, in one word: from errors of the network, TLS and HTTP to reasons."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3
from urllib3.exceptions import LocationParseError, NameResolutionError

from powerhouse_site.links.transport.deadline import TotalTimeoutError
from powerhouse_site.links.transport.guard import BlockedError
from powerhouse_site.links.transport.heads import HeadError
from powerhouse_site.links.verdicts import Reason

_CERTIFICATE = {
    10: Reason.TLS_EXPIRED,
    9: Reason.TLS_EXPIRED,
    18: Reason.TLS_SELF_SIGNED,
    19: Reason.TLS_SELF_SIGNED,
    62: Reason.TLS_HOSTNAME,
    64: Reason.TLS_HOSTNAME,
}
"""Errors of the verification of certificates, by OpenSSL's numbers (X509_V_ERR_...)."""


class ExchangeError(Exception):
    """There was no answer; `reason` says why, `detail` in whose words."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail


def explained(error: BaseException) -> ExchangeError:
    """What an error means, by the first of its causes that is known."""
    causes = list(_causes(error))
    for cause in causes:
        found = _reason_of(cause)
        if found is not None:
            return ExchangeError(found, _words(cause))
    if any(isinstance(cause, requests.exceptions.InvalidURL | LocationParseError | UnicodeError) for cause in causes):
        return ExchangeError(Reason.MALFORMED, _words(causes[-1]))
    return ExchangeError(Reason.HTTP_ERROR, _words(causes[-1]))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that it comes of, the outermost last."""
    seen: list[BaseException] = []
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.append(one)
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [each for each in inner if isinstance(each, BaseException)]
    return reversed(seen)


def _reason_of(cause: BaseException) -> Reason | None:  # noqa: C901, PLR0911, PLR0912 - one line an error
    match cause:
        case BlockedError():
            return Reason.PRIVATE_ADDRESS
        case TotalTimeoutError():
            return Reason.TOTAL_TIMEOUT
        case HeadError() | http.client.LineTooLong():
            return Reason.TOO_LARGE_HEAD
        case ssl.SSLCertVerificationError():
            return _CERTIFICATE.get(cause.verify_code, Reason.TLS_UNTRUSTED)
        case ssl.SSLError():
            return Reason.TLS_FAILURE
        case socket.gaierror():
            temporary = cause.errno in (socket.EAI_AGAIN, socket.EAI_FAIL, getattr(socket, "EAI_SYSTEM", None))
            return Reason.NAME_SERVER if temporary else Reason.NO_SUCH_HOST
        case ConnectionRefusedError():
            return Reason.REFUSED
        case http.client.RemoteDisconnected():
            return Reason.EMPTY_REPLY
        case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
            return Reason.RESET
        case http.client.BadStatusLine() | http.client.UnknownProtocol():
            return Reason.NOT_HTTP
        case http.client.IncompleteRead():
            return Reason.RESET
        case urllib3.exceptions.ConnectTimeoutError() if not isinstance(cause, urllib3.exceptions.NewConnectionError):
            return Reason.CONNECT_TIMEOUT
        case urllib3.exceptions.ReadTimeoutError():
            return Reason.READ_TIMEOUT
        case NameResolutionError():
            return Reason.NO_SUCH_HOST
        case UnicodeError():
            return Reason.MALFORMED
        case OSError() if cause.errno is not None and not isinstance(cause, requests.RequestException | TimeoutError):
            return Reason.UNREACHABLE
    return None


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]
