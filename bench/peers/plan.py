"""A plan by the cross-entropy method in PyTorch, on the same predictor as bench/planning.ts. See peer.py; a round is an iteration.

Form `same` imagines as ours does. Form `plain` is how LeWorldModel's code plans: every step of a rollout embeds all actions so far
and predicts anew from the last frames.
"""

import json
import math
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

from peer import answer, linear, load, norm, store


class Block(nn.Module):
    """A causal transformer block that the actions steer by AdaLN-zero."""

    def __init__(self, sizes):
        super().__init__()
        dim, self.heads, self.width = sizes["dim"], sizes["heads"], sizes["headWidth"]
        inner = self.heads * self.width
        self.unit = nn.LayerNorm(dim, eps=1e-6, elementwise_affine=False)
        self.attention_norm = nn.LayerNorm(dim)
        self.qkv = nn.Linear(dim, 3 * inner, bias=False)
        self.output = nn.Linear(inner, dim)
        self.mlp_norm = nn.LayerNorm(dim)
        self.mlp_in = nn.Linear(dim, sizes["mlp"])
        self.mlp_out = nn.Linear(sizes["mlp"], dim)
        self.modulation = nn.Linear(dim, 6 * dim)

    def attend(self, x):
        n, t, _ = x.shape
        query, key, value = self.qkv(x).view(n, t, 3, self.heads, self.width).permute(2, 0, 3, 1, 4).unbind(0)
        never = torch.full((t, t), -math.inf).triu(1)
        shares = (query @ key.transpose(-1, -2) / math.sqrt(self.width) + never).softmax(-1)
        return self.output((shares @ value).transpose(1, 2).reshape(n, t, -1))

    def forward(self, x, condition):
        shift1, scale1, gate1, shift2, scale2, gate2 = self.modulation(F.silu(condition)).chunk(6, -1)
        x = x + gate1 * self.attend(self.attention_norm(self.unit(x) * (1 + scale1) + shift1))
        y = self.mlp_norm(self.unit(x) * (1 + scale2) + shift2)
        return x + gate2 * self.mlp_out(F.gelu(self.mlp_in(y)))

    def places(self, name):
        for i, part in enumerate(("query", "key", "value")):
            yield f"{name}.attention.{part}.weight", self.qkv.weight, lambda x, i=i: x.chunk(3)[i].T
        yield from linear(self.output, f"{name}.attention.output")
        yield from norm(self.attention_norm, f"{name}.attentionNorm")
        yield from linear(self.mlp_in, f"{name}.mlp.hidden")
        yield from linear(self.mlp_out, f"{name}.mlp.output")
        yield from norm(self.mlp_norm, f"{name}.mlpNorm")
        yield from linear(self.modulation, f"{name}.modulation")


class Predictor(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        dim = sizes["dim"]
        self.positions = nn.Parameter(torch.zeros(sizes["history"], dim))
        self.smooth = nn.Linear(sizes["action"], sizes["actionSmoothed"])
        self.embed_in = nn.Linear(sizes["actionSmoothed"], sizes["actionScale"] * dim)
        self.embed_out = nn.Linear(sizes["actionScale"] * dim, dim)
        self.blocks = nn.ModuleList(Block(sizes) for _ in range(sizes["depth"]))
        self.norm = nn.LayerNorm(dim)
        self.hidden = nn.Linear(dim, sizes["projector"])
        self.batch_norm = nn.BatchNorm1d(sizes["projector"])
        self.output = nn.Linear(sizes["projector"], dim)
        self.spread = sizes["actionStd"]

    def embed(self, actions):
        return self.embed_out(F.silu(self.embed_in(self.smooth(actions / self.spread))))

    def forward(self, x, condition):
        x = x + self.positions[: x.shape[1]]
        for block in self.blocks:
            x = block(x, condition)
        rows = self.hidden(self.norm(x).flatten(0, 1))
        return self.output(F.gelu(self.batch_norm(rows))).view(x.shape)

    def places(self):
        """Our name of each weight, the weight here, and how ours lies in it: a view."""
        yield "positions", self.positions, lambda x: x
        yield from linear(self.smooth, "action.smooth")
        yield from linear(self.embed_in, "action.hidden")
        yield from linear(self.embed_out, "action.output")
        for i, block in enumerate(self.blocks):
            yield from block.places(f"block{i}")
        yield from norm(self.norm, "norm")
        yield from linear(self.hidden, "projector.hidden")
        yield from norm(self.batch_norm, "projector.norm")
        yield "projector.norm.running_mean", self.batch_norm.running_mean, lambda x: x
        yield "projector.norm.running_var", self.batch_norm.running_var, lambda x: x
        yield from linear(self.output, "projector.output")


class Imagination:
    """Scores plans [B, N, H, A] by the latent that they lead to."""

    def __init__(self, predictor, history, data):
        self.predictor, self.history = predictor, history
        self.latents, self.past, self.goals = data["latents"], data["past"], data["goals"]

    def score(self, plans, form):
        batch, count, horizon, width = plans.shape
        rows = lambda x: x.unsqueeze(1).expand(-1, count, -1, -1).flatten(0, 1)
        roll_out = self.same if form == "same" else self.plain
        end = roll_out(rows(self.latents), rows(self.past), plans.reshape(batch * count, horizon, width))
        return (end.view(batch, count, -1) - self.goals.unsqueeze(1)).square().sum(-1)

    def same(self, context, taken, plans):
        for h in range(plans.shape[1]):
            blocks = torch.cat([taken, plans[:, h : h + 1]], 1)
            following = self.predictor(context, self.predictor.embed(blocks))[:, -1:]
            context = torch.cat([context, following], 1)[:, -self.history :]
            taken = blocks[:, 1 - self.history :]
        return following

    def plain(self, latents, actions, plans):
        for h in range(plans.shape[1]):
            actions = torch.cat([actions, plans[:, h : h + 1]], 1)
            embedded = self.predictor.embed(actions)
            following = self.predictor(latents[:, -self.history :], embedded[:, -self.history :])[:, -1:]
            latents = torch.cat([latents, following], 1)
        return following


def main():
    folder = sys.argv[1]
    with open(f"{folder}/sizes.json") as file:
        sizes = json.load(file)
    predictor = Predictor(sizes).eval()
    weights = load(f"{folder}/weights.safetensors")
    with torch.no_grad():
        for name, parameter, view in predictor.places():
            view(parameter).copy_(weights[name])
    data = load(f"{folder}/inputs.safetensors")
    imagination = Imagination(predictor, sizes["history"], data)
    candidates, elites, floor = sizes["samples"], sizes["elites"], sizes["minStd"]
    batch, horizon, width = sizes["episodes"], sizes["horizon"], sizes["action"]

    @torch.inference_mode()
    def plan(form, iterations):
        mean = torch.zeros(batch, 1, horizon, width)
        std = torch.full_like(mean, sizes["initialStd"])
        for _ in range(iterations):
            plans = mean + std * torch.randn(batch, candidates, horizon, width)
            plans[:, :1] = mean
            plans.clamp_(-1, 1)
            best = imagination.score(plans, form).topk(elites, largest=False).indices
            kept = plans.gather(1, best[:, :, None, None].expand(-1, -1, horizon, width))
            mean = kept.mean(1, keepdim=True)
            std = kept.std(1, unbiased=False, keepdim=True).clamp(min=floor)
        if not imagination.score(mean, form).isfinite().all():
            raise SystemExit("a cost is not finite")

    with torch.inference_mode():
        store(f"{folder}/answers.safetensors", {"scores": imagination.score(data["plans"], "same")})
    answer(plan)


main()
