"""flask-ask-sdk without certvalidator.

flask-ask-sdk imports ``ask_sdk_webservice_support.verifier``, which imports certvalidator for its
own signature check, which imports oscrypto, whose newest release (1.3.0) cannot read the version of
OpenSSL 3.0.10 or later and fails: ``import flask_ask_sdk`` is broken on current Debian and Ubuntu.
This skill never uses that check. So while flask-ask-sdk is imported, and no longer, empty modules
stand in for certvalidator; whoever calls what they hold gets a RuntimeError.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import NoReturn


class _NeverRaisedError(Exception):
    """What certvalidator would raise."""


def _refuse(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("certvalidator is not used here: hand SkillAdapter a verifier of your own")


@contextmanager
def _stand_in() -> Iterator[None]:
    root, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(root).update(CertificateValidator=_refuse, errors=errors)
    vars(errors).update(PathError=_NeverRaisedError, ValidationError=_NeverRaisedError)
    modules = {"certvalidator": root, "certvalidator.errors": errors}
    before = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules.update(before)


with _stand_in():
    from ask_sdk_webservice_support.verifier import AbstractVerifier
    from flask_ask_sdk.skill_adapter import (
        VERIFY_SIGNATURE_APP_CONFIG,
        VERIFY_TIMESTAMP_APP_CONFIG,
        SkillAdapter,
    )

__all__ = [
    "VERIFY_SIGNATURE_APP_CONFIG",
    "VERIFY_TIMESTAMP_APP_CONFIG",
    "AbstractVerifier",
    "SkillAdapter",
]
