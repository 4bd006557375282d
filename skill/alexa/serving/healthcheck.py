"""Whether an endpoint is well, told by the status of a process: for containers without curl.

``python -m skill.alexa.serving.healthcheck [URL]`` ends with 0 where the endpoint is well, and with
1 and a sentence where it is not.
"""

import sys
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

DEFAULT = "http://127.0.0.1:8080/healthz"
PATIENCE = 3.0  # seconds


def trouble(url: str = DEFAULT) -> str:
    """What is wrong with the endpoint in a sentence, or nothing."""
    try:
        # Asked directly: a container may be given a proxy, which knows nothing of this port.
        with build_opener(ProxyHandler({})).open(url, timeout=PATIENCE) as answer:
            well = answer.status == 200
    except (URLError, HTTPException, OSError, ValueError) as fault:
        return f"The endpoint at {url} does not answer: {getattr(fault, 'reason', fault)}."
    return "" if well else f"The endpoint at {url} is not well."


if __name__ == "__main__":
    sys.exit(trouble(*sys.argv[1:2]) or 0)
