"""Addresses that are not Alexa's, however much they look like hers."""

from collections.abc import Mapping
from functools import partial

from tests.alexa.trust.forgery import Forgery, Table, altered
from tests.alexa.trust.pki import ADDRESS, alexa

FILE = "echo-api-cert-99-ats.pem"

ADDRESSES: Mapping[str, str] = {
    "wrong host": f"https://example.com/echo.api/{FILE}",
    "host that begins like Amazon's": f"https://s3.amazonaws.com.example.com/echo.api/{FILE}",
    "host that ends like Amazon's": f"https://evil-s3.amazonaws.com/echo.api/{FILE}",
    "bucket as a host": f"https://echo.api.s3.amazonaws.com/{FILE}",
    "another region": f"https://s3.us-west-2.amazonaws.com/echo.api/{FILE}",
    "host with a dot at its end": f"https://s3.amazonaws.com./echo.api/{FILE}",
    "host with an escape": f"https://s3%2eamazonaws.com/echo.api/{FILE}",
    "host with a full-width dot": f"https://s3\uff0eamazonaws.com/echo.api/{FILE}",
    "host with a Cyrillic letter": f"https://s3.am\u0430zonaws.com/echo.api/{FILE}",
    "address for a host": f"https://127.0.0.1/echo.api/{FILE}",
    "host in the path": f"https://example.com/https://s3.amazonaws.com/echo.api/{FILE}",
    "host in the query": f"https://example.com/?https://s3.amazonaws.com/echo.api/{FILE}",
    "host in the fragment": f"https://example.com/#https://s3.amazonaws.com/echo.api/{FILE}",
    "no host": f"https:///echo.api/{FILE}",
    "host behind a backslash": f"https://example.com\\s3.amazonaws.com/echo.api/{FILE}",
    "user": f"https://alexa@s3.amazonaws.com/echo.api/{FILE}",
    "user without a name": f"https://@s3.amazonaws.com/echo.api/{FILE}",
    "host as a user": f"https://s3.amazonaws.com@example.com/echo.api/{FILE}",
    "host and port as a user": f"https://s3.amazonaws.com:443@example.com/echo.api/{FILE}",
    "another port": f"https://s3.amazonaws.com:563/echo.api/{FILE}",
    "port of http": f"https://s3.amazonaws.com:80/echo.api/{FILE}",
    "empty port": f"https://s3.amazonaws.com:/echo.api/{FILE}",
    "port that is no number": f"https://s3.amazonaws.com:https/echo.api/{FILE}",
    "port out of range": f"https://s3.amazonaws.com:65979/echo.api/{FILE}",
    "port with zeros": f"https://s3.amazonaws.com:0443/echo.api/{FILE}",
    "http": f"http://s3.amazonaws.com/echo.api/{FILE}",
    "http with the port of https": f"http://s3.amazonaws.com:443/echo.api/{FILE}",
    "file scheme": "file:///echo.api/cert.pem",
    "data scheme": "data:application/x-pem-file,s3.amazonaws.com/echo.api/",
    "no scheme": f"//s3.amazonaws.com/echo.api/{FILE}",
    "another folder": f"https://s3.amazonaws.com/echo.app/{FILE}",
    "folder that begins alike": f"https://s3.amazonaws.com/echo.apis/{FILE}",
    "folder in capitals": f"https://s3.amazonaws.com/EcHo.aPi/{FILE}",
    "folder further down": f"https://s3.amazonaws.com/mine/echo.api/{FILE}",
    "dots that leave the folder": f"https://s3.amazonaws.com/echo.api/../mine/{FILE}",
    "dots and other dots": f"https://s3.amazonaws.com/echo.api/./x/../../mine/{FILE}",
    "escaped dots": f"https://s3.amazonaws.com/echo.api/%2e%2e/mine/{FILE}",
    "escaped twice": f"https://s3.amazonaws.com/echo.api/%252e%252e/mine/{FILE}",
    "escaped slashes": f"https://s3.amazonaws.com/echo.api%2f..%2fmine/{FILE}",
    "backslashes": f"https://s3.amazonaws.com/echo.api\\..\\mine\\{FILE}",
    "backslash after dots": f"https://s3.amazonaws.com/echo.api/..\\mine/{FILE}",
    "two slashes first": f"https://s3.amazonaws.com//echo.api/{FILE}",
    "two slashes within": f"https://s3.amazonaws.com/echo.api//{FILE}",
    "parameters of a path": f"https://s3.amazonaws.com/echo.api/..;/mine/{FILE}",
    "the folder itself": "https://s3.amazonaws.com/echo.api/..",
    "the folder and no file": "https://s3.amazonaws.com/echo.api/",
    "no path": "https://s3.amazonaws.com",
    "query": f"https://s3.amazonaws.com/echo.api/{FILE}?redirect=https://example.com",
    "empty query": f"https://s3.amazonaws.com/echo.api/{FILE}?",
    "fragment": f"https://s3.amazonaws.com/echo.api/{FILE}#mine",
    "two addresses": f"{ADDRESS}, {ADDRESS}",
    "space in front": f"https:// s3.amazonaws.com/echo.api/{FILE}",
    "tab within": f"https://s3.amazonaws.com/echo.api/\t{FILE}",
    "bracket": f"https://[s3.amazonaws.com]/echo.api/{FILE}",
    "empty": "",
    "garbage": "~~garbage^^ {}",
    "word": "certificates",
    "unicode": "https://s3.amazonaws.com/echo.api/\u2025/\u00e9.pem",
    "endless": f"https://s3.amazonaws.com/echo.api/{'a' * 5000}.pem",
}


def _at(address: str) -> Forgery:
    """The genuine request, with the genuine file at that address, were it ever fetched."""
    forged = altered(SignatureCertChainUrl=address.encode())
    return Forgery(forged.body, forged.headers, {address: alexa().pem})


FORGED_ADDRESSES: Table = {
    **{f"address: {name}": partial(_at, address) for name, address in ADDRESSES.items()},
    "address: missing": lambda: altered(SignatureCertChainUrl=None),
    "address: nothing there": lambda: Forgery(altered().body, altered().headers, {}),
}
