"""The kernels of the benchmark as NumPy does them, on blocks large enough that calls cost nothing.

Reads lines "kernel milliseconds" and answers each with the nanoseconds of processor time per unit, the least over rounds
of a tenth of that time; "nan" for a kernel that it does not have. Matrix products are OpenBLAS's; start with
OPENBLAS_NUM_THREADS=1 and, on machines with AVX-512, OPENBLAS_CORETYPE=SkylakeX.
"""

import sys
import time

import numpy as np

n = 8192
x = 20 * np.sin(np.arange(n))
positive = np.abs(x) + 1e-3
out = np.empty(n)
z = np.cos(np.arange(n))
generator = np.random.Generator(np.random.PCG64(1))
state = x.reshape(16, 512).copy()
R, N, D = 32, 1024, 256
states = np.sin(np.arange(R * D)).reshape(R, D)
points = np.cos(np.arange(N * D)).reshape(D, N)
products = np.empty((R, N))
averages = np.empty((R, D))


def mixture_step():
    pull = 0.01 * np.tanh(0.1 * state.sum(axis=1))
    noise = generator.standard_normal(state.shape)
    state[:] = 0.99 * state + pull[:, None] + 0.1 * noise


coupling = 1.2
grid = np.arange(-48, 49) * 0.7071067811865476 / np.sqrt(coupling * 512)
spins = np.sin(np.arange(512)) + 0.1


def curie_weiss_step():
    field = coupling * grid[:, None] + spins
    size = np.abs(field)
    log_weight = (size + np.log1p(np.exp(-2 * size))).sum(axis=1) - 256 * coupling * grid**2
    weight = np.exp(log_weight - log_weight.max())
    mean = weight @ np.tanh(field) / weight.sum()
    spins[:] = 0.9 * spins + 0.1 * mean + 0.1 * generator.standard_normal(512)


def score_step():
    np.matmul(states, points, out=products)
    np.exp(products, out=products)
    np.matmul(products, points.T, out=averages)


def log_cosh():
    a = np.abs(x)
    return a + np.log1p(np.exp(-2 * a)) - np.log(2)


KERNELS = {
    "random-words": (n, lambda: generator.integers(0, 2**64, n, np.uint64)),
    "gaussians": (n, lambda: generator.standard_normal(out=out)),
    "exp": (n, lambda: np.exp(x, out=out)),
    "expm1": (n, lambda: np.expm1(x, out=out)),
    "log": (n, lambda: np.log(positive, out=out)),
    "log1p": (n, lambda: np.log1p(positive, out=out)),
    "tanh": (n, lambda: np.tanh(x, out=out)),
    "sigmoid": (n, lambda: 1 / (1 + np.exp(-x))),
    "log-cosh": (n, log_cosh),
    "sin": (n, lambda: np.sin(x, out=out)),
    "cos": (n, lambda: np.cos(x, out=out)),
    "sum": (n, lambda: x.sum()),
    "dot": (n, lambda: x.dot(z)),
    "mixture-step": (n, mixture_step),
    "curie-weiss-step": (512, curie_weiss_step),
    "score-step": (4 * R * N * D, score_step),
    "score-product": (2 * R * N * D, lambda: np.matmul(states, points, out=products)),
}


def least(units, run, milliseconds):
    best = float("inf")
    for _ in range(10):
        start, calls = time.thread_time_ns(), 0
        while time.thread_time_ns() - start < milliseconds * 1e5:
            run()
            calls += 1
        best = min(best, (time.thread_time_ns() - start) / calls / units)
    return best


for line in sys.stdin:
    name, milliseconds = line.split()
    known = KERNELS.get(name)
    print(f"{least(*known, float(milliseconds)):.6g}" if known else "nan", flush=True)
