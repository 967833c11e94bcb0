"""The convolutional TwoRoom model in PyTorch: same mathematics, same weights, same loss as bench/conv_step.ts.

Started as `conv_step.py FOLDER THREADS`. Reads weights and one batch from FOLDER, checks the first loss, then takes one line
`steps N` at a time from stdin and answers with one JSON line.
"""

import json
import math
import struct
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[2]))


def load(path):
    """A safetensors file of float32 tensors."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    start = 8 + length
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[start + begin : start + end], dtype=np.float32)
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return tensors


class Projector(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.norm = nn.BatchNorm1d(hidden)
        self.output = nn.Linear(hidden, width)

    def forward(self, x):
        return self.output(F.gelu(self.norm(self.hidden(x))))


class Model(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        widths = [3, *sizes["widths"]]
        pairs = zip(widths[:-1], widths[1:])
        self.convs = nn.ModuleList(nn.Conv2d(i, o, 4, stride=2, padding=1) for i, o in pairs)
        features = widths[-1] * (sizes["size"] // 2 ** len(sizes["widths"])) ** 2
        dim, hidden = sizes["dim"], sizes["hidden"]
        self.head = nn.Linear(features, dim)
        self.projector = Projector(dim, sizes["projector"])
        layers = [dim + sizes["action"]] + [hidden] * sizes["depth"]
        self.hidden = nn.ModuleList(nn.Linear(i, o) for i, o in zip(layers[:-1], layers[1:]))
        self.change = nn.Linear(hidden, dim)

    def encode(self, pixels):
        x = pixels.div(127.5).sub(1).permute(0, 3, 1, 2)
        for conv in self.convs:
            x = F.relu(conv(x))
        x = x.permute(0, 2, 3, 1).flatten(1)
        return self.projector(self.head(x))

    def predict(self, z, actions):
        x = torch.cat([z, actions], 1)
        for layer in self.hidden:
            x = F.gelu(layer(x))
        return z + self.change(x)

    def take(self, weights):
        """Copies our weights: HWIO kernels, input-major matrices."""
        matrices = {"encoder.head": self.head, "predictor.change": self.change}
        matrices["encoder.projector.hidden"] = self.projector.hidden
        matrices["encoder.projector.output"] = self.projector.output
        matrices |= {f"predictor.hidden{i}": layer for i, layer in enumerate(self.hidden)}
        with torch.no_grad():
            for i, conv in enumerate(self.convs):
                conv.weight.copy_(weights[f"encoder.conv{i}.weight"].permute(3, 2, 0, 1))
                conv.bias.copy_(weights[f"encoder.conv{i}.bias"])
            for name, layer in matrices.items():
                layer.weight.copy_(weights[f"{name}.weight"].T)
                layer.bias.copy_(weights[f"{name}.bias"])


def sigreg(z, directions):
    """Epps-Pulley statistic of random slices; z [B, T, D]."""
    batch = z.shape[0]
    knots = torch.linspace(0, 3, 17)
    phi = torch.exp(-knots * knots / 2)
    weights = torch.full((17,), 2 * 3 / 16)
    weights[0] = weights[-1] = 3 / 16
    directions = directions / directions.norm(dim=0, keepdim=True)
    slices = (z.transpose(0, 1) @ directions).unsqueeze(-1) * knots  # [T, B, S, 17]
    error = (slices.cos().mean(1) - phi) ** 2 + slices.sin().mean(1) ** 2
    return (error @ (weights * phi)).mean() * batch


def main():
    folder = sys.argv[1]
    with open(f"{folder}/sizes.json") as file:
        sizes = json.load(file)
    batch, frames, dim = sizes["batch"], sizes["frames"], sizes["dim"]
    model = Model(sizes)
    model.take(load(f"{folder}/weights.safetensors"))
    data = load(f"{folder}/batch.safetensors")
    pixels, actions = data["pixels"].flatten(0, 1), data["actions"].flatten(0, 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=sizes["learningRate"], weight_decay=1e-3)

    def step(directions):
        optimiser.zero_grad()
        z = model.encode(pixels).view(batch, frames, dim)
        guess = model.predict(z[:, :-1].flatten(0, 1), actions)
        loss = F.mse_loss(guess, z[:, 1:].flatten(0, 1)) + 0.09 * sigreg(z, directions)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        return loss.item(), norm.item()

    loss, norm = step(data["directions"])
    print(json.dumps({"loss": loss, "gradNorm": norm}), flush=True)
    for line in sys.stdin:
        steps = int(line.split()[1])
        started = time.perf_counter()
        for _ in range(steps):
            loss, _ = step(torch.randn(dim, sizes["slices"]))
        milliseconds = (time.perf_counter() - started) * 1000 / steps
        if not math.isfinite(loss):
            raise SystemExit(f"loss {loss}")
        print(json.dumps({"ms": milliseconds}), flush=True)


main()
