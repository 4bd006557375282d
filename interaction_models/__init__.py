"""The Alexa interaction model of every locale: the only list of intents, utterances, slot values.

One model a language is written out in full; what another country says differently is an overlay.
"""

from interaction_models.model import (
    IntentSpec,
    Model,
    ModelError,
    SlotType,
    language_of,
    load_model,
    locales,
    model_for,
    read_document,
)

__all__ = [
    "IntentSpec",
    "Model",
    "ModelError",
    "SlotType",
    "language_of",
    "load_model",
    "locales",
    "model_for",
    "read_document",
]
