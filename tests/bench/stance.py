"""How quick stances are read, beside the same network in torch: `python -m tests.bench.stance`.

It reads the sentences of `data/labels`, in the order of the file, and invented articles that mention three
targets. Torch, in float and in batches of 64, needs the `train` extra.
"""

from collections.abc import Callable, Sequence
from time import process_time

import torch
from transformers import BertConfig, BertModel

from monitor.catalog import Target
from monitor.tag.stance import StanceTagger
from monitor.tag.stance_blend import BlendedStance
from monitor.tag.stance_light import LightStance
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import Passage, pieces
from monitor.training.stance_rows import own

MENTIONS, ARTICLES, BATCH = 600, 60, 64
ROUNDS = 4
NAMES = ("Mali", "Canada", "the truce")


def main() -> None:
    """Print a line for each model, and for articles."""
    passages = [row.passage for row in own()[:MENTIONS]]
    network, blend, light = NeuralStance.shipped(), BlendedStance.shipped(), LightStance.shipped()
    tagger = StanceTagger([Target(name, name, "entity", (name,)) for name in NAMES], blend)
    texts = [_article([each.text for each in passages[at : at + 12]]) for at in range(ARTICLES)]
    jobs: dict[str, tuple[Callable[[], object], int]] = {
        "torch": (_in_torch(passages), len(passages)),
        "network": (lambda: network.probabilities(passages), len(passages)),
        "default": (lambda: blend.probabilities(passages), len(passages)),
        "light": (lambda: light.probabilities(passages), len(passages)),
        "articles": (lambda: [tagger.tag("", text) for text in texts], len(texts)),
    }
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):  # taken in turns, so that what else the machine does weighs on all
        for name, (job, _) in jobs.items():
            begun = process_time()
            job()
            best[name] = min(best[name], process_time() - begun)
    words = sum(len(pieces(each).ids) for each in passages) / len(passages)
    print(f"{len(passages)} mentions of {words:.0f} pieces of words; articles of three targets, twice each")
    for name, (_, n) in jobs.items():
        ratio = "" if name == "articles" else f", {best['torch'] / best[name]:.2f} times torch"
        print(f"{name:9} {n / best[name]:7,.0f} a second of processor{ratio}")


def _article(sentences: Sequence[str]) -> str:
    """Sentences, of which half mention one of the targets."""
    named = [f"{NAMES[n % 3]} was reckless to agree, they said." for n in range(2 * len(NAMES))]
    return " ".join(each for pair in zip(sentences, named, strict=False) for each in pair)


def _in_torch(passages: Sequence[Passage]) -> Callable[[], object]:
    """A network of the same shape, with weights that are not fitted: they take as long."""
    torch.set_num_threads(1)
    shape = BertConfig(hidden_size=384, num_hidden_layers=6, intermediate_size=1536)
    network = BertModel(shape, add_pooling_layer=False).eval()
    ids = sorted((pieces(each).ids for each in passages), key=len)

    def job() -> None:
        with torch.no_grad():
            for at in range(0, len(ids), BATCH):
                rows = [torch.tensor(each) for each in ids[at : at + BATCH]]
                padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
                network(input_ids=padded, attention_mask=(padded != 0).float())

    return job


if __name__ == "__main__":
    main()
