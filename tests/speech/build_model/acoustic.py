"""The acoustic model: a small TDNN trained on frame labels, written as a Kaldi nnet3 model."""

import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from tests.speech.build_model import kaldi_format
from tests.speech.build_model.graph import NUM_PHONES, POSITIONS, SILENCE, phone_pdfs
from tests.speech.build_model.phones import PHONES
from tests.speech.build_model.training_data import Pair

FEATURES = 40
# Frames of 10 ms spliced by each layer; layers after STRIDED run once in 30 ms.
LAYERS = ((-2, -1, 0, 1, 2), (-1, 0, 1), (-3, 0, 3), (-3, 0, 3), (-6, 0, 6), (-6, 0, 6))
STRIDED = 1
NUM_PDFS = 2 * (1 + len(PHONES))
CONTEXT = sum(-offsets[0] for offsets in LAYERS)
CHUNK = 50  # output frames
BATCH = 64
_NO_LABEL = -100


class Tdnn(nn.Module):
    """Affine, ReLU and batch normalisation over spliced frames, then an affine output.

    Linear layers over concatenated slices are much faster than Conv1d on a processor, and their
    weights already lie as nnet3's Append(Offset(...)) wants them.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.mean = nn.Parameter(torch.zeros(FEATURES), requires_grad=False)
        self.scale = nn.Parameter(torch.ones(FEATURES), requires_grad=False)
        sizes = [FEATURES] + [width] * (len(LAYERS) - 1)
        self.layers = nn.ModuleList(
            nn.Linear(size * len(offsets), width)
            for size, offsets in zip(sizes, LAYERS, strict=True)
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in LAYERS)
        self.output = nn.Linear(width, NUM_PDFS)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Features (batch, 3n - 2 + 2 CONTEXT, FEATURES) to logits (batch, n, pdfs)."""
        x = (x - self.mean) * self.scale
        for i, offsets in enumerate(LAYERS):
            starts = [(o - offsets[0]) // (3 if i > STRIDED else 1) for o in offsets]
            frames = x.shape[1] - starts[-1]
            step = 3 if i == STRIDED else 1
            x = torch.cat([x[:, start : start + frames : step] for start in starts], -1)
            x = torch.relu(self.layers[i](x))
            x = self.norms[i](x.flatten(0, 1)).view(x.shape)
        return self.output(x)


def train(
    pairs: Sequence[Pair], epochs: int, seed: int, width: int
) -> tuple[Tdnn, NDArray[np.float64]]:
    """Train by cross-entropy; the network and the priors of its pdfs."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # repeatable, and faster than two where cores are shared
    features, targets = _chunks(pairs)
    model = Tdnn(width)
    sample = features[torch.randperm(len(features))[:2000]].float().reshape(-1, FEATURES)
    model.mean.data, model.scale.data = sample.mean(0), 1 / (sample.std(0) + 1e-3)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
    steps = epochs * (len(features) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, 3e-3, total_steps=steps, pct_start=0.1
    )
    half = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    started = time.monotonic()
    model.train()
    for epoch in range(1, epochs + 1):
        total = good = number = 0.0
        for index in torch.randperm(len(features)).split(BATCH)[: len(features) // BATCH]:
            wanted = targets[index].long()
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                logits = model(features[index].float()).float()
            loss = nn.functional.cross_entropy(
                logits.flatten(0, 1), wanted.flatten(), ignore_index=_NO_LABEL
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            labelled = wanted >= 0
            total += loss.item() * BATCH / len(features)
            good += (logits.argmax(2) == wanted)[labelled].sum().item()
            number += labelled.sum().item()
        took = time.monotonic() - started
        print(
            f"epoch {epoch} of {epochs}: loss {total:.3f}, frames {good / number:.3f}, {took:.0f} s"
        )
    counts = np.bincount(targets[targets >= 0].numpy(), minlength=NUM_PDFS) + 1.0
    return model.eval(), counts / counts.sum()


def export(model: Tdnn, priors: NDArray[np.float64], path: Path) -> None:
    """Write ``final.mdl``, with normalisation and scaling folded into the affine layers."""
    config = [f"input-node name=input dim={FEATURES}"]
    components: list[kaldi_format.Component] = []
    scale = model.scale.detach().double().numpy()
    shift = -model.mean.detach().double().numpy() * scale
    node = "input"

    def add(name: str, layer: nn.Linear, source: str) -> None:
        weight, bias = (p.detach().double().numpy() for p in (layer.weight, layer.bias))
        copies = weight.shape[1] // len(scale)
        folded = bias + weight @ np.tile(shift, copies)
        components.append((name, kaldi_format.affine(weight * np.tile(scale, copies), folded)))
        config.append(f"component-node name={name} component={name} input={source}")

    def then(name: str, kind: str, width: int, source: str) -> None:
        components.append((name, kaldi_format.nonlinearity(kind, width)))
        config.append(f"component-node name={name} component={name} input={source}")

    for i, (offsets, layer, norm) in enumerate(zip(LAYERS, model.layers, model.norms, strict=True)):
        spliced = ", ".join(f"Offset({node}, {o})" if o else node for o in offsets)
        add(f"affine{i}", layer, f"Append({spliced})")
        then(f"relu{i}", "RectifiedLinearComponent", layer.out_features, f"affine{i}")
        node = f"relu{i}"
        deviation = np.sqrt(norm.running_var.double().numpy() + norm.eps)
        scale = norm.weight.detach().double().numpy() / deviation
        shift = norm.bias.detach().double().numpy() - norm.running_mean.double().numpy() * scale
    add("affine-out", model.output, node)
    then("log-softmax", "LogSoftmaxComponent", NUM_PDFS, "affine-out")
    config.append("output-node name=output input=log-softmax objective=linear")
    pdfs = [phone_pdfs(i) for i in range(len(PHONES)) for _ in POSITIONS]
    transitions = kaldi_format.transition_model(NUM_PHONES, [phone_pdfs(SILENCE), *pdfs])
    path.parent.mkdir(parents=True, exist_ok=True)
    network = kaldi_format.network(config, components)
    kaldi_format.write_model(path, transitions, network, CONTEXT, priors)


def _chunks(pairs: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
    """Utterances in pieces of CHUNK labels, with CONTEXT frames on either side; ends repeated."""
    features, targets = [], []
    for frames, wanted in pairs:
        for begin, end in pairwise(range(0, len(wanted) + CHUNK, CHUNK)):
            places = np.arange(3 * begin - CONTEXT, 3 * end - 2 + CONTEXT)
            features.append(frames[np.clip(places, 0, len(frames) - 1)])
            piece = np.full(CHUNK, _NO_LABEL, np.int16)
            piece[: len(wanted[begin:end])] = wanted[begin:end]
            targets.append(piece)
    return torch.from_numpy(np.stack(features)), torch.from_numpy(np.stack(targets))
