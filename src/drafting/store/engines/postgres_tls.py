"""Whether a PostgreSQL server is the one that was meant: its certificate, judged as libpq does."""

import ssl

from pg8000.native import InterfaceError

from drafting.domain.errors import DatabaseUnusable
from drafting.store.engines.address import Address, Tls

_EXPIRED, _NOT_YET = 10, 9
_ITS_OWN = 18
_OTHER_NAME = {62, 64}


def asked_of(address: Address) -> ssl.SSLContext | bool | None:
    """Return what the driver is to ask: False nothing, None what the server can, True to encrypt.

    A context also judges the certificate. Raises DatabaseUnusable without the authority's file.
    """
    if address.socket or address.tls is Tls.DISABLE:
        return False
    if address.tls in {Tls.ALLOW, Tls.PREFER}:
        return None
    if address.tls is Tls.REQUIRE:
        return True
    try:
        # Read anew for every connection, which is seldom: an authority's file is renewed in place.
        context = ssl.create_default_context(cafile=address.authorities)
    except OSError as fault:
        raise DatabaseUnusable(
            f"{address.authorities} cannot be read as certificates of an authority. Name a file "
            "in PEM form as sslrootcert in the address of the database."
        ) from fault
    # From 3.13 on Python refuses authorities made as PostgreSQL's manual makes them.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.check_hostname = address.tls is Tls.VERIFY_FULL
    return context


def not_trusted(fault: BaseException, address: Address) -> DatabaseUnusable | None:
    """Say why there is no secure connection; None where something else went wrong."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = _why(fault, address)
        without = Tls.REQUIRE
    elif isinstance(fault, ssl.SSLError):
        why = f"there is no secure connection ({fault.reason or 'TLS failed'})"
        without = Tls.DISABLE
    elif isinstance(fault, InterfaceError) and "refuses SSL" in str(fault):
        why = "its server does not encrypt connections. Turn TLS on there (ssl = on)"
        without = Tls.DISABLE
    else:
        return None
    return DatabaseUnusable(
        f"{address} was not opened, and no password was sent: {why}. Only where nobody can "
        f"come between the two machines, write sslmode={without} after the address."
    )


def _why(fault: ssl.SSLCertVerificationError, address: Address) -> str:
    code = fault.verify_code
    if code in _OTHER_NAME:
        return (
            f"the certificate of its server is not made out to {address.host}. Write the name "
            "that it is made out to into the address, or give the server another certificate"
        )
    if code in {_EXPIRED, _NOT_YET}:
        when = "has expired" if code == _EXPIRED else "is not valid yet"
        return f"the certificate of its server {when}. Give the server another, or set the clock"
    trusted = f"that {address.authorities} names" if address.authorities else "this machine trusts"
    own = ": it vouches for itself" if code == _ITS_OWN else ""
    return (
        f"the certificate of its server was issued by no authority {trusted}{own}. Name the file "
        "of the authority that issued it: sslrootcert=FILE after the address"
    )
