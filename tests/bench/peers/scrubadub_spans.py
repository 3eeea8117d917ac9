"""scrubadub with its default detectors, for Britain."""
import importlib.metadata
import json
import sys
import time

import scrubadub


def main():
    texts = json.load(sys.stdin)
    scrubber = scrubadub.Scrubber(locale="en_GB")
    list(scrubber.iter_filth("warm up"))
    start = time.process_time()
    spans = [[(f.beg, f.end, f.type) for f in scrubber.iter_filth(t)] for t in texts]
    print(json.dumps({"spans": spans, "seconds": time.process_time() - start,
                      "version": importlib.metadata.version("scrubadub"),
                      "off": "names, addresses of its TextBlob, spaCy and Stanford add-ons (models)"}))


main()
