"""Certificates of every kind, from an authority of the tests' own."""

import datetime
import ssl
from dataclasses import dataclass, field
from pathlib import Path

import trustme

_DAY = datetime.timedelta(days=1)


@dataclass
class Authority:
    """Hands out a server's context for each name; `file` is what a client trusts."""

    folder: Path
    ca: trustme.CA = field(default_factory=lambda: trustme.CA(key_type=trustme.KeyType.ECDSA))
    _contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The certificate to trust."""
        path = self.folder / "authority.pem"
        if not path.exists():
            self.ca.cert_pem.write_to_path(path)
        return path

    def context(self, name: str) -> ssl.SSLContext:
        """The context for a name, made once."""
        if name not in self._contexts:
            self._contexts[name] = self._made(name)
        return self._contexts[name]

    def _made(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        now = datetime.datetime.now(datetime.UTC)
        kind = name.partition(".")[0]
        key = trustme.KeyType.ECDSA
        issuer, names = self.ca, [name or "nobody.hostile.org"]
        if kind == "untrusted":
            issuer = trustme.CA(key_type=key)
        elif kind == "chain":
            issuer = self.ca.create_child_ca(key_type=key)
        elif kind == "other-name":
            names = ["another.hostile.org"]
        elif kind == "wildcard":
            names = [f"*.{name.partition('.')[2]}"]
        elif kind == "self-signed":
            alone = trustme.CA(key_type=key)
            path = self.folder / "alone.pem"
            path.write_bytes(alone.private_key_pem.bytes() + alone.cert_pem.bytes())
            context.load_cert_chain(path)
            return context
        ends = now - _DAY if kind == "expired" else now + 30 * _DAY
        starts = now + 10 * _DAY if kind == "future" else now - 10 * _DAY
        issuer.issue_cert(*names, not_after=ends, not_before=starts, key_type=key).configure_cert(context)
        if kind == "old":
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context
