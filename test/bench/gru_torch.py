"""The update of models.ts in PyTorch, on one thread: the same GRU, losses, AdamW and clipping.

For every line of standard input, `batch hidden turns updates`, makes that many updates and prints what they took, in
milliseconds of processor time and on the clock. The first line that it prints is its version, and whose matrix products it uses.
"""

import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, one_hot, silu

SYMBOLS, START, EMBEDDING = 5, 4, 32


class Model(nn.Module):
    def __init__(self, hidden: int):
        super().__init__()
        self.embedding = nn.Linear(SYMBOLS, EMBEDDING, bias=False)
        self.gru = nn.GRU(EMBEDDING, hidden)
        self.heads = nn.Linear(hidden, 3)

    def forward(self, symbols: torch.Tensor) -> torch.Tensor:
        """[turns, batch] -> [turns, batch, 3]: log-odds of own C, and of the co-player's if the own action is C, or D."""
        states, _ = self.gru(self.embedding(one_hot(symbols, SYMBOLS).float()))
        return self.heads(silu(states))


def update(model: Model, optimiser: torch.optim.Optimizer, outcomes: torch.Tensor) -> None:
    start = torch.full_like(outcomes[:1], START)
    outputs = model(torch.cat([start, outcomes[:-1]]))
    own, co_player = outcomes >> 1, outcomes & 1
    if_played = outputs.gather(2, (1 + own).unsqueeze(2)).squeeze(2)
    loss = binary_cross_entropy_with_logits(outputs[:, :, 0], 1.0 - own)
    loss = loss + binary_cross_entropy_with_logits(if_played, 1.0 - co_player)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()


def measure(batch: int, hidden: int, turns: int, updates: int) -> str:
    torch.manual_seed(1)
    model = Model(hidden)
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.003, betas=(0.9, 0.98), weight_decay=0.01)
    batches = [torch.randint(0, 4, (turns, batch)) for _ in range(updates)]
    cpu, wall = time.process_time(), time.perf_counter()
    for outcomes in batches:
        update(model, optimiser, outcomes)
    return f"{(time.process_time() - cpu) * 1000} {(time.perf_counter() - wall) * 1000}"


def blas() -> str:
    """Whose matrix products they are: Debian has PyTorch use any that is installed, and the reference one is slow."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    with open("/proc/self/maps") as maps:
        mapped = {line.split()[-1] for line in maps if "/" in line}
    for name in ("mkl", "openblas", "blis", "atlas"):
        if any(name in path for path in mapped):
            return name
    return "the reference BLAS" if any("/libblas" in path for path in mapped) else "its own BLAS"


torch.set_num_threads(1)
print(f"{torch.__version__} on {blas()}", flush=True)
for line in sys.stdin:
    print(measure(*map(int, line.split())), flush=True)
