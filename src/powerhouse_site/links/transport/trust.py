"""Whose certificates are trusted: those of browsers, of this machine, and of one file more."""

import ssl
import threading

import certifi


class TrustError(Exception):
    """A file of certificates that cannot be used; the text says why."""


class Trust:
    """The one TLS context of a run: to read the certificates anew for each connection would cost more than all else.

    They are read in a thread of their own, beside whatever else has to be got ready. As browsers do, the context
    accepts servers that do not know secure renegotiation, and certificates that are only odd.
    """

    def __init__(self, ca_file: str | None = None) -> None:
        self._file = ca_file
        self._error: Exception | None = None
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @property
    def context(self) -> ssl.SSLContext:
        """The context, when it is ready. Raises TrustError."""
        self._thread.join()
        if self._error is not None:
            raise TrustError(f"the certificates in {self._file} cannot be read: {self._error}") from self._error
        return self._context

    def _read(self) -> None:
        context = self._context
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
        context.set_alpn_protocols(["http/1.1"])
        context.load_verify_locations(cafile=certifi.where())
        context.load_default_certs()
        try:
            if self._file is not None:
                context.load_verify_locations(cafile=self._file)
        except (OSError, ValueError) as error:  # an SSLError is an OSError
            self._error = error
