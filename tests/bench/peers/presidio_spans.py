"""Presidio's analyser with its pattern recognisers, British ones among them, over a blank spaCy pipeline."""
import importlib.metadata
import json
import sys
import time

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine


class Blank(SpacyNlpEngine):
    """spaCy without a model: words are cut, entities are not found."""

    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}

    def is_loaded(self):
        return True

    def load(self):
        pass


def main():
    texts = json.load(sys.stdin)
    nlp = Blank()
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    analyzer = AnalyzerEngine(nlp_engine=nlp, registry=registry, supported_languages=["en"])
    analyzer.analyze("warm up", language="en")
    start = time.process_time()
    spans = [[(r.start, r.end, r.entity_type) for r in analyzer.analyze(t, language="en")] for t in texts]
    print(json.dumps({"spans": spans, "seconds": time.process_time() - start,
                      "version": importlib.metadata.version("presidio-analyzer"),
                      "off": "names and places of spaCy's or a transformer's model"}))


main()
