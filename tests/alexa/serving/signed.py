"""An endpoint that trusts the certificates in a folder: ``python -m tests.alexa.serving.signed``.

The whole of ``muscle-calm serve``, except for whose signature counts.
"""

import sys
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificate

from skill.alexa.serving import server
from skill.alexa.serving.endpoint import serve
from skill.alexa.trust import Trust, amazon
from tests.alexa.envelopes import APPLICATION
from tests.alexa.trust.pki import NOW


def trust_in(folder: Path) -> Trust:
    """Trust in what ``chain.pem`` signs, traced to ``root.pem``."""
    root = load_pem_x509_certificate((folder / "root.pem").read_bytes())
    chain = (folder / "chain.pem").read_bytes()
    return amazon(clock=lambda: NOW, fetch=lambda _: chain, roots=[root])


def main(folder: str, port: str = "0", metrics_port: str = "") -> None:
    """Serve until told to end; that takes longer than in earnest, as a busy machine is slow to ask
    again over a connection it keeps."""
    server.QUIET_SECONDS = server.GRACE_SECONDS
    serve(
        port=int(port),
        skill_id=APPLICATION,
        trust=trust_in(Path(folder)),
        metrics_port=int(metrics_port) if metrics_port else None,
        announce=lambda line: print(line, flush=True),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
