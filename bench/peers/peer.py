"""What the PyTorch peers have in common.

A peer is started as `NAME.py FOLDER THREADS`. It reads `sizes.json`, `weights.safetensors` and `inputs.safetensors` from FOLDER,
writes what it made of them to `answers.safetensors`, prints one JSON line of versions, and then takes lines `run ROUNDS FORM` from
stdin, each answered by one JSON line `{"ms": milliseconds a round}`.
"""

import json
import platform
import struct
import sys
import time

import numpy as np
import torch

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


def store(path, tensors):
    """Writes float32 tensors as a safetensors file."""
    header, parts, end = {}, [], 0
    for name, tensor in tensors.items():
        part = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [end, end + len(part)]}
        parts.append(part)
        end += len(part)
    head = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head + b"".join(parts))


def linear(layer, name):
    """Where our input-major matrix and its bias lie in a linear layer."""
    yield f"{name}.weight", layer.weight, lambda x: x.T
    if layer.bias is not None:
        yield f"{name}.bias", layer.bias, lambda x: x


def norm(layer, name):
    """Where our weight and bias lie in a norm."""
    yield f"{name}.weight", layer.weight, lambda x: x
    yield f"{name}.bias", layer.bias, lambda x: x


def answer(run):
    """Calls `run(form, rounds)` as stdin says, and tells how long a round took."""
    versions = {"torch": torch.__version__, "python": platform.python_version(), "threads": torch.get_num_threads()}
    print(json.dumps(versions), flush=True)
    for line in sys.stdin:
        _, rounds, form = line.split()
        started = time.perf_counter()
        run(form, int(rounds))
        print(json.dumps({"ms": (time.perf_counter() - started) * 1000 / int(rounds)}), flush=True)
