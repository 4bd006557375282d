"""A scikit-learn baseline: TF-IDF of words and letters, and logistic regression."""

import warnings
from typing import Any

from skill.understanding.language import Language
from tests.understanding.evaluation.engine import DECLINED, FALLBACK_NAME, Engine, Guess, State
from tests.understanding.evaluation.material import Material, heard

Prepared = tuple[Any, Language]

FILLINGS = 6
"""As many as our own model learns from."""


def prepare(material: Material) -> Prepared:
    """Fit it on the expanded utterances, what is to be declined being one more class."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    rows = [(text, intent) for text, intent, _ in material.expanded(FILLINGS)]
    rows += [(text, FALLBACK_NAME) for text in material.declined]
    grams = make_union(
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"[a-z0-9']+", sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
    )
    warnings.simplefilter("ignore", ConvergenceWarning)  # more rounds make it no better, only slow
    regression = LogisticRegression(C=20, max_iter=60, class_weight="balanced")
    pipeline = make_pipeline(grams, regression)
    texts, intents = zip(*rows, strict=True)
    return pipeline.fit(texts, intents), material.language


def load(prepared: Prepared) -> Engine:
    """It is ready when it is read."""
    return Regression(*prepared)


class Regression:
    """The likeliest intent; it knows no slots."""

    def __init__(self, pipeline: Any, language: Language) -> None:
        self._pipeline = pipeline
        self._language = language
        self._classes = [str(name) for name in pipeline.classes_]

    def guess(self, text: str, state: State = "open") -> Guess:
        """Scored by its probability."""
        words = heard(text, self._language)
        if not words:
            return DECLINED
        chances = self._pipeline.predict_proba([words])[0]
        best = int(chances.argmax())
        if self._classes[best] == FALLBACK_NAME:
            return DECLINED
        return Guess(self._classes[best], {}, float(chances[best]))
