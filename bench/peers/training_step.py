"""A training step in PyTorch: same mathematics, same weights, same loss as bench/training_step.ts. See peer.py."""

import json
import math
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

from peer import answer, linear, load, norm, store


class Projector(nn.Module):
    def __init__(self, width, hidden, out):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.norm = nn.BatchNorm1d(hidden)
        self.output = nn.Linear(hidden, out)

    def forward(self, x):
        return self.output(F.gelu(self.norm(self.hidden(x))))

    def places(self, name):
        yield from linear(self.hidden, f"{name}.hidden")
        yield from norm(self.norm, f"{name}.norm")
        yield from linear(self.output, f"{name}.output")


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

    def places(self):
        for i, conv in enumerate(self.convs):
            yield f"encoder.conv{i}.weight", conv.weight, lambda x: x.permute(2, 3, 1, 0)
            yield f"encoder.conv{i}.bias", conv.bias, lambda x: x
        yield from linear(self.head, "encoder.head")


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

    def places(self, name):
        for i, part in enumerate(("query", "key", "value")):
            yield f"{name}.attention.{part}.weight", self.qkv.weight, lambda x, i=i: x.chunk(3)[i].T
            yield f"{name}.attention.{part}.bias", self.qkv.bias, lambda x, i=i: x.chunk(3)[i]
        yield from linear(self.output, f"{name}.attention.output")
        yield from linear(self.mlp_in, f"{name}.mlp.hidden")
        yield from linear(self.mlp_out, f"{name}.mlp.output")
        yield from norm(self.norm1, f"{name}.attentionNorm")
        yield from norm(self.norm2, f"{name}.mlpNorm")


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

    def places(self):
        yield "encoder.cls", self.cls, lambda x: x
        yield "encoder.positions", self.positions, lambda x: x
        yield from linear(self.patches, "encoder.patches")
        for i, block in enumerate(self.blocks):
            yield from block.places(f"encoder.block{i}")
        yield from norm(self.norm, "encoder.norm")


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

    def places(self):
        """Our name of each parameter, the parameter here, and how ours lies in it: a view."""
        yield from self.trunk.places()
        yield from self.projector.places("encoder.projector")
        for i, layer in enumerate(self.hidden):
            yield from linear(layer, f"predictor.hidden{i}")
        yield from linear(self.change, "predictor.change")


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
    weights = load(f"{folder}/weights.safetensors")
    with torch.no_grad():
        for name, parameter, view in model.places():
            view(parameter).copy_(weights[name])
    data = load(f"{folder}/inputs.safetensors")
    pixels, actions = data["pixels"].flatten(0, 1), data["actions"].flatten(0, 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=sizes["learningRate"], weight_decay=1e-3)

    def differentiate(directions):
        optimiser.zero_grad(set_to_none=True)
        z = model.encode(pixels).view(batch, frames, dim)
        guess = model.predict(z[:, :-1].flatten(0, 1), actions)
        loss = F.mse_loss(guess, z[:, 1:].flatten(0, 1)) + 0.09 * sigreg(z, directions)
        loss.backward()
        return loss

    def update():
        norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        return norm

    def steps(_form, rounds):
        for _ in range(rounds):
            loss = differentiate(torch.randn(dim, sizes["slices"]))
            update()
        if not math.isfinite(loss.item()):
            raise SystemExit(f"loss {loss.item()}")

    loss = differentiate(data["directions"])
    answers = {f"gradient {name}": view(parameter.grad).clone() for name, parameter, view in model.places()}
    answers["gradNorm"] = update()
    answers["loss"] = loss.detach()
    store(f"{folder}/answers.safetensors", answers)
    answer(steps)


main()
