"""A training step in PyTorch: same mathematics, same weights, same loss as bench/training_step.ts.

Started as `training_step.py FOLDER THREADS`. Reads weights and one batch from FOLDER, checks the first loss, then takes one line
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
    def __init__(self, width, hidden, out):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.norm = nn.BatchNorm1d(hidden)
        self.output = nn.Linear(hidden, out)

    def forward(self, x):
        return self.output(F.gelu(self.norm(self.hidden(x))))


class Conv(nn.Module):
    """Strided convolutions and a linear layer."""

    def __init__(self, sizes):
        super().__init__()
        widths = [3, *sizes["encoder"]["widths"]]
        pairs = zip(widths[:-1], widths[1:])
        self.convs = nn.ModuleList(nn.Conv2d(i, o, 4, stride=2, padding=1) for i, o in pairs)
        self.head = nn.Linear(widths[-1] * (sizes["size"] // 2 ** (len(widths) - 1)) ** 2, sizes["dim"])
        self.width = sizes["dim"]

    def forward(self, x):
        x = x.permute(0, 3, 1, 2)
        for conv in self.convs:
            x = F.relu(conv(x))
        return self.head(x.permute(0, 2, 3, 1).flatten(1))

    def take(self, weights):
        for i, conv in enumerate(self.convs):
            conv.weight.copy_(weights[f"encoder.conv{i}.weight"].permute(3, 2, 0, 1))
            conv.bias.copy_(weights[f"encoder.conv{i}.bias"])
        take_linear(self.head, weights, "encoder.head")


class Block(nn.Module):
    """A transformer block with its norms in front; query, key and value in one product."""

    def __init__(self, width, heads, mlp):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.qkv = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.mlp_in = nn.Linear(width, mlp)
        self.mlp_out = nn.Linear(mlp, width)

    def forward(self, x):
        n, t, d = x.shape
        qkv = self.qkv(self.norm1(x)).view(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv.unbind(0)
        shares = (query @ key.transpose(-1, -2) / math.sqrt(d // self.heads)).softmax(-1)
        x = x + self.output((shares @ value).transpose(1, 2).reshape(n, t, d))
        return x + self.mlp_out(F.gelu(self.mlp_in(self.norm2(x))))

    def take(self, weights, name):
        parts = [f"{name}.attention.{part}" for part in ("query", "key", "value")]
        self.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"].T for part in parts]))
        self.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
        take_linear(self.output, weights, f"{name}.attention.output")
        take_linear(self.mlp_in, weights, f"{name}.mlp.hidden")
        take_linear(self.mlp_out, weights, f"{name}.mlp.output")


class Vit(nn.Module):
    """The class token of a vision transformer."""

    def __init__(self, sizes):
        super().__init__()
        kind = sizes["encoder"]
        self.patch, self.width = kind["patch"], kind["width"]
        self.count = sizes["size"] // self.patch
        self.patches = nn.Linear(self.patch * self.patch * 3, self.width)
        self.cls = nn.Parameter(torch.zeros(self.width))
        self.positions = nn.Parameter(torch.zeros(1 + self.count**2, self.width))
        self.blocks = nn.ModuleList(Block(self.width, kind["heads"], kind["mlp"]) for _ in range(kind["depth"]))
        self.norm = nn.LayerNorm(self.width, eps=1e-12)

    def forward(self, x):
        n, count, patch = x.shape[0], self.count, self.patch
        x = x.view(n, count, patch, count, patch * 3).transpose(2, 3).reshape(n, count * count, -1)
        x = torch.cat([self.cls.expand(n, 1, -1), self.patches(x)], 1) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.norm(x[:, 0])

    def take(self, weights):
        self.cls.copy_(weights["encoder.cls"])
        self.positions.copy_(weights["encoder.positions"])
        take_linear(self.patches, weights, "encoder.patches")
        for i, block in enumerate(self.blocks):
            block.take(weights, f"encoder.block{i}")


def take_linear(layer, weights, name):
    """Copies an input-major matrix and its bias."""
    layer.weight.copy_(weights[f"{name}.weight"].T)
    layer.bias.copy_(weights[f"{name}.bias"])


class Model(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        dim, hidden = sizes["dim"], sizes["hidden"]
        self.trunk = Conv(sizes) if "widths" in sizes["encoder"] else Vit(sizes)
        self.projector = Projector(self.trunk.width, sizes["projector"], dim)
        layers = [dim + sizes["action"]] + [hidden] * sizes["depth"]
        self.hidden = nn.ModuleList(nn.Linear(i, o) for i, o in zip(layers[:-1], layers[1:]))
        self.change = nn.Linear(hidden, dim)

    def encode(self, pixels):
        return self.projector(self.trunk(pixels.div(127.5).sub(1)))

    def predict(self, z, actions):
        x = torch.cat([z, actions], 1)
        for layer in self.hidden:
            x = F.gelu(layer(x))
        return z + self.change(x)

    @torch.no_grad()
    def take(self, weights):
        """Copies our weights: HWIO kernels, input-major matrices. Norms are at 1 and 0 in both."""
        self.trunk.take(weights)
        take_linear(self.projector.hidden, weights, "encoder.projector.hidden")
        take_linear(self.projector.output, weights, "encoder.projector.output")
        for i, layer in enumerate(self.hidden):
            take_linear(layer, weights, f"predictor.hidden{i}")
        take_linear(self.change, weights, "predictor.change")


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
