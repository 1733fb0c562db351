"""Keeps requests out of private networks: the address that is connected to is checked, not a name."""

import socket
from collections.abc import Collection
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

NAT64 = ip_network("64:ff9b::/96")  # carries an IPv4 address in its last 32 bits (RFC 6052)


class PrivateAddress(HTTPError):
    """A name leads to an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not loopback, private, link-local, metadata …"""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


class GuardedAdapter(HTTPAdapter):
    """Connects to public addresses only, and to the hosts that are allowed by name.

    A name is resolved once, its addresses are checked, and one of these is connected to: a name server that
    answers differently the next time changes nothing. A configured proxy connects by itself, unguarded.
    """

    def __init__(self, allowed: Collection[str], connections: int) -> None:
        self._allowed = frozenset(allowed)
        super().__init__(pool_connections=connections, pool_maxsize=connections)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make connections of the guarded kind."""
        super().init_poolmanager(*args, **options)
        allowed = self._allowed

        class Plain(_Guarded, HTTPConnection):
            hosts = allowed

        class Secure(_Guarded, HTTPSConnection):
            hosts = allowed

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


class _Guarded(HTTPConnection):
    hosts: frozenset[str] = frozenset()

    def _new_conn(self) -> socket.socket:
        name = self.host
        if name in self.hosts:
            return super()._new_conn()
        addresses = self._addresses(name)
        if private := [each for each in addresses if not is_public(each)]:
            raise PrivateAddress(f"leads to {private[0]}")
        trouble: NewConnectionError | None = None
        for address in addresses:
            self._dns_host = address
            try:
                return super()._new_conn()
            except NewConnectionError as error:
                trouble = error
            finally:
                self._dns_host = name  # the certificate is that of the name
        raise trouble or NewConnectionError(self, "no address")

    def _addresses(self, name: str) -> list[str]:
        try:
            found = socket.getaddrinfo(name, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise NameResolutionError(name, self, socket.gaierror(str(error))) from error
        return list(dict.fromkeys(str(each[4][0]) for each in found))
