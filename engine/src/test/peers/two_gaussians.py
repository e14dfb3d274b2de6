#!/usr/bin/env python3
"""Numbers for golden/two-gaussians-program.csv, computed without any code of the engine.

The clone experiment on p N(v, s^2) + (1-p) N(-v, s^2) is followed along y = v.x/|v|, which makes Euler-Maruyama steps
y' = y + h [y (1 - (1+L)/G) + (1+L) (a/G) tanh(a y/G + logit(p)/2)] + sqrt(2 L h) z,  a = |v| e^-t, G = 1 + (s^2-1) e^-2t,
at t = horizon, horizon - dt, ... with one shorter step at a branching time off the grid. Laws of y go forward and
functions of the end go backward, both as sums over one equidistant grid, whose spacing is a third of the smallest step's
noise and less than a quarter of the distance from the real axis to the poles of the posterior: errors below 1e-10.
Usage: python3 two_gaussians.py > ../resources/golden/two-gaussians-program.csv   (needs numpy; a minute)
"""
import math
import numpy as np

POINTS = [
    "d=256 t=2.5",
    "d=64 t=1.5 centre=0.5 width=2 weight=0.3 horizon=4 sampler.steps=80",
    "d=16 t=0.7 centre=0.5 width=0.5 horizon=3 sampler.steps=60 sampler.noiseLevel=2 start=horizon",
    "d=12 t=1.05 centre=0.5 width=2 weight=0.7 horizon=3 sampler.steps=30 start=horizon route=direct",
]
USUAL = {"centre": "1", "width": "1", "weight": "0.5", "horizon": "10", "sampler.steps": "1000",
         "sampler.noiseLevel": "1", "start": "exact"}
erfc = np.vectorize(math.erfc)


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


class Program:
    def __init__(self, words):
        p = dict(USUAL, **dict(w.split("=") for w in words.split()))
        self.d = int(p["d"])
        self.t = float(p["t"])
        self.width = float(p["width"])
        self.weight = float(p["weight"])
        self.level = float(p["sampler.noiseLevel"])
        self.horizon = float(p["horizon"])
        self.count = int(p["sampler.steps"])
        self.norm = float(p["centre"]) * math.sqrt(self.d)
        self.logit = math.log(self.weight / (1 - self.weight))
        self.exact = p["start"] == "exact"
        down = self.times(self.t, 0.0)
        self.clone = list(zip(down[:-1], down[1:]))
        top = [] if self.exact else self.times(self.horizon, self.t)
        self.before = list(zip(top[:-1], top[1:]))
        noise = min(math.sqrt(2 * self.level * (a - b)) for a, b in self.clone + self.before)
        half = self.norm + 11 * max(1.0, self.width)
        pole = math.pi / 2 * self.width**2 / self.norm  # of the sharpest tanh, p(+ | x_0)
        cells = math.ceil(2 * half / min(noise / 3, pole / 4.2))
        self.y = np.linspace(-half, half, cells + 1 + cells % 2)
        self.dy = self.y[1] - self.y[0]

    def times(self, start, end):
        """start, then every multiple of dt strictly between, then end."""
        dt = self.horizon / self.count
        inside = [k * dt for k in range(self.count + 1) if end + 1e-9 < k * dt < start - 1e-9]
        return [start] + inside[::-1] + [end]

    def gamma(self, t):
        return 1 + (self.width**2 - 1) * math.exp(-2 * t)

    def mean(self, y, t, h):
        a, g = self.norm * math.exp(-t), self.gamma(t)
        both = 1 + self.level
        return y + h * (y * (1 - both / g) + both * a / g * np.tanh(a * y / g + 0.5 * self.logit))

    def kernel(self, step):
        t, h = step[0], step[0] - step[1]
        s = math.sqrt(2 * self.level * h)
        z = (self.y[None, :] - self.mean(self.y, t, h)[:, None]) / s
        return np.exp(-0.5 * z * z) * (self.dy / (s * math.sqrt(2 * math.pi)))

    def component(self, t, sign):
        g = self.gamma(t)
        z = self.y - sign * self.norm * math.exp(-t)
        return np.exp(-0.5 * z * z / g) / math.sqrt(2 * math.pi * g)

    def posterior(self, t):
        return sigmoid(2 * self.norm * math.exp(-t) * self.y / self.gamma(t) + self.logit)

    def integral(self, f):
        return float(np.sum(f) * self.dy)

    def across(self):
        v = self.gamma(self.t) if self.exact else 1.0
        for a, b in self.before + self.clone:
            h = a - b
            v = (1 + h * (1 - (1 + self.level) / self.gamma(a)))**2 * v + 2 * self.level * h
        return v

    def values(self):
        p = self.weight
        if self.exact:
            law = p * self.component(self.t, 1) + (1 - p) * self.component(self.t, -1)
        else:
            law = np.exp(-0.5 * self.y**2) / math.sqrt(2 * math.pi)
            for step in self.before:
                law = law @ self.kernel(step)
        end, label, sign = law, self.posterior(0.0), None
        for step in self.clone:
            end = end @ self.kernel(step)
        for step in reversed(self.clone):
            kernel = self.kernel(step)
            if sign is None:
                h = step[0] - step[1]
                sign = 0.5 * erfc(-self.mean(self.y, step[0], h) / math.sqrt(4 * self.level * h))
            else:
                sign = kernel @ sign
            label = kernel @ label
        agree = lambda q: self.integral(law * (q * q + (1 - q)**2))
        forward = self.integral(end * self.posterior(0.0))
        backward = self.integral(law * label)
        assert abs(forward - backward) < 1e-10 and abs(self.integral(end) - 1) < 1e-10, (forward, backward)
        back = p * self.integral(self.component(self.t, 1) * label)
        back += (1 - p) * self.integral(self.component(self.t, -1) * (1 - label))
        return {
            "same_label_clone": agree(label),
            "same_label_uturn": back,
            "same_sign_clone": agree(sign),
            "same_label_exact": agree(self.posterior(self.t)),
            "plus_fraction": backward,
            "final_radius_sq": (self.integral(end * self.y**2) + (self.d - 1) * self.across()) / self.d,
        }

    def continuous(self):
        q = self.posterior(self.t)
        law = self.weight * self.component(self.t, 1) + (1 - self.weight) * self.component(self.t, -1)
        return self.integral(law * (q * q + (1 - q)**2))


def main():
    print("quantity,point,value,tolerance,method,source")
    source = "peers/two_gaussians.py; dynamics of arXiv 2402.18491"
    for words in POINTS:
        program = Program(words)
        for name, value in program.values().items():
            print(f"{name},{words},{value:.12f},1e-9,Chapman-Kolmogorov on a grid in both directions,{source}")
        print(f"continuous,{words},{program.continuous():.12f},1e-9,trapezoidal quadrature,{source}")


if __name__ == "__main__":
    main()
