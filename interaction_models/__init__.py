"""One Alexa interaction model per locale: the only list of intents, utterances and slot values."""

from interaction_models.model import (
    IntentSpec,
    Model,
    ModelError,
    SlotType,
    load_model,
    locales,
    model_for,
    read_document,
    read_source,
)

__all__ = [
    "IntentSpec",
    "Model",
    "ModelError",
    "SlotType",
    "load_model",
    "locales",
    "model_for",
    "read_document",
    "read_source",
]
