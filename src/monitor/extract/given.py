"""An article whose parts are known already, as a row of a file tells them."""

from dataclasses import replace

import py3langid

from monitor.extract import urls
from monitor.model import Article, Extraction, Outcome


def given(article: Article) -> Extraction:
    """The article with its identity and its language, where they were not told."""
    identity = article.canonical_url or article.url
    language = py3langid.classify(article.text)[0] if article.text else None
    told = replace(
        article,
        canonical_url=urls.canonical(identity) if identity else urls.of_text(article.text),
        language=article.language or language,
    )
    return Extraction(Outcome.NEW, told)
