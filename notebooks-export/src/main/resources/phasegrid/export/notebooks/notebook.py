# %% [markdown]
# # {{title}}
#
# Everything here is drawn from the files beside this notebook: `phase.csv` (one row per point), `columns.json` (what each
# column is) and `phase.npz` (the same numbers as dense grids). Errors, theory and z were computed by the sweep; nothing is
# estimated again.
# %%
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

about = json.loads(Path("columns.json").read_text(encoding="utf-8"))
words = {c["name"]: str for c in about["columns"] if c["type"] == "string"}
phase = pd.read_csv("phase.csv", float_precision="round_trip", dtype=words)
columns = {c["name"]: c for c in about["columns"]}
axes = about["axes"]
observables = about["observables"]
print(about["model"], "-", len(phase), "points, hash", about["hash"])
phase[axes + observables + ["status"]].head()
# %% [markdown]
# ## The columns
# %%
pd.DataFrame(about["columns"]).set_index("name")
# %% [markdown]
# ## Curves over theory
#
# Points with one standard error; lines are theory. The horizontal axis is `t` where it varies, else the axis with most
# values; colour is the next one, and each further axis makes a panel of its own.
# %%
def label(name):
    c = columns.get(name, {})
    symbol = c.get("symbol") or name
    unit = c.get("unit", "")
    return symbol if unit in ("", "1", "probability") else f"{symbol} [{unit}]"


def numeric(name):
    return columns[name]["type"] != "string"


def brief(value):
    return f"{value:.4g}" if isinstance(value, float) else str(value)


by_length = sorted((a for a in axes if numeric(a)), key=lambda a: -phase[a].nunique())
x = "t" if "t" in by_length else (by_length[0] if by_length else None)
rest = [a for a in by_length if a != x] + [a for a in axes if not numeric(a)]
colour = rest[0] if rest else None
panels = rest[1:]


def groups(rows, names):
    if not names:
        return [("", rows)]
    found = rows.groupby(names if len(names) > 1 else names[0], dropna=False, sort=True)
    return [(", ".join(f"{label(n)} = {brief(v)}" for n, v in zip(names, key if isinstance(key, tuple) else (key,))), part)
            for key, part in found]


def curves(ax, rows, y):
    power = f"{y}_slope" in columns and columns[f"{y}_slope"]["definition"].find(f"({x})") > 0
    size = np.abs if power else np.asarray
    parts = groups(rows, [colour] if colour else [])
    shades = plt.cm.viridis(np.linspace(0, 0.9, len(parts)))
    for shade, (name, part) in zip(shades, parts):
        part = part[np.isfinite(part[x])].sort_values(x)
        ax.errorbar(part[x], size(part[y]), part[f"{y}_stderr"], fmt="o", ms=3.5, lw=1, color=shade, label=name or None)
        theory = part[part[f"{y}_theory"].notna()]
        ax.plot(theory[x], size(theory[f"{y}_theory"]), color=shade, lw=1)
    if power:
        ax.set_xscale("log")
        ax.set_yscale("log")
    ax.set_xlabel(label(x))
    ax.set_ylabel(f"|{label(y)}|" if power else label(y))


if x is not None:
    for y in observables:
        parts = groups(phase[phase[y].notna()], panels)
        if not parts:
            continue
        figure, grid = plt.subplots(1, len(parts), figsize=(4.6 * len(parts), 3.4), squeeze=False, sharey=True)
        for ax, (name, part) in zip(grid[0], parts):
            curves(ax, part, y)
            ax.set_title(name, fontsize=9)
        handles, names = grid[0][0].get_legend_handles_labels()
        if names:
            figure.legend(handles, names, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=8)
        figure.tight_layout()
        plt.show()
# %% [markdown]
# ## The phase diagram
#
# Dense grids hold NaN where the sweep has no point; transition lines of theory lie over the map.
# %%
grids = np.load("phase.npz") if Path("phase.npz").exists() else None


def geometric(values):
    """Whether the steps are more even on a logarithmic axis."""
    def uneven(v):
        steps = np.diff(np.sort(v))
        return steps.max() / steps.min()

    return len(values) > 2 and values.min() > 0 and uneven(np.log(values)) < 0.9 * uneven(values)


def phase_diagram(y, horizontal, vertical):
    names = list(grids["axes"])
    order = [names.index(vertical), names.index(horizontal)]
    others = [i for i in range(len(names)) if i not in order]
    box = np.transpose(grids[y].astype(float), order + others)
    box = box.reshape(box.shape[0], box.shape[1], -1)[:, :, 0]
    across, up = grids[f"axis_{horizontal}"], grids[f"axis_{vertical}"]
    inside = np.ix_(np.isfinite(up), np.isfinite(across))
    figure, ax = plt.subplots(figsize=(5.2, 3.8))
    image = ax.pcolormesh(across[np.isfinite(across)], up[np.isfinite(up)], box[inside], shading="nearest", cmap="viridis")
    figure.colorbar(image, ax=ax, label=label(y))
    edges = ax.get_xlim(), ax.get_ylim()
    for line in about["lines"]:
        rows = phase[[horizontal, vertical, line["name"]]].replace([np.inf, -np.inf], np.nan).dropna()
        if line["along"] == horizontal:
            rows = rows.groupby(vertical)[line["name"]].first()
            ax.plot(rows.values, rows.index, "w--", lw=1.2)
        elif line["along"] == vertical:
            rows = rows.groupby(horizontal)[line["name"]].first()
            ax.plot(rows.index, rows.values, "w--", lw=1.2)
    ax.set_xlim(edges[0])
    ax.set_ylim(edges[1])
    for axis, values in ((ax.set_xscale, across), (ax.set_yscale, up)):
        if geometric(values[np.isfinite(values)]):
            axis("log")
    ax.set_xlabel(label(horizontal))
    ax.set_ylabel(label(vertical))
    figure.tight_layout()
    plt.show()


if grids is not None and x is not None and colour is not None and numeric(colour):
    phase_diagram(observables[0], x, colour)
# %% [markdown]
# ## Agreement with theory
#
# z = (measured − theory) / error: a standard normal where theory is exact and rows are independent.
# %%
judged = [y for y in observables if phase[f"{y}_z"].notna().any()]
if judged:
    figure, ax = plt.subplots(figsize=(4.6, 3.2))
    bins = np.linspace(-5, 5, 21)
    shades = plt.cm.viridis(np.linspace(0, 0.95, len(judged)))
    ax.hist([phase[f"{y}_z"].dropna().clip(-5, 5) for y in judged], bins, stacked=True, density=True, label=judged, color=shades)
    at = np.linspace(-5, 5, 200)
    ax.plot(at, np.exp(-at**2 / 2) / np.sqrt(2 * np.pi), "k", lw=1)
    ax.set_xlabel("z")
    figure.legend(*ax.get_legend_handles_labels(), loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=7)
    figure.tight_layout()
    plt.show()
phase["status"].value_counts()
# %% [markdown]
# ## Fits
# %%
if Path("fits.csv").exists():
    fits = pd.read_csv("fits.csv", float_precision="round_trip")
    across = [c for c in fits.columns if c in axes and c != fits["along"].iloc[0] and numeric(c)]
    if across:
        figure, ax = plt.subplots(figsize=(4.6, 3.2))
        at = max(across, key=lambda c: fits[c].nunique())
        for name, part in groups(fits, ["fit"] + [c for c in across if c != at]):
            part = part.sort_values(at)
            ax.errorbar(part[at], part["value"], part["stderr"], fmt="o", ms=3.5, label=name)
        for line in (entry for entry in about["lines"] if entry["along"] == fits["along"].iloc[0]):
            rows = phase.groupby(at)[line["name"]].first().dropna()
            ax.plot(rows.index, rows.values, lw=1, label=line["name"])
        ax.set_xlabel(label(at))
        ax.set_ylabel(label(fits["along"].iloc[0]))
        ax.legend(frameon=False, fontsize=7)
        figure.tight_layout()
        plt.show()
    display(fits)
# %% [markdown]
# ## The same table elsewhere
#
# ```python
# import duckdb;         duckdb.sql("select * from 'phase.parquet' where status <> 'ok'")
# import polars as pl;   pl.read_parquet("phase.parquet")
# import pyarrow.feather as f; f.read_table("phase.arrow").schema.field(0).metadata
# import xarray as xr, numpy as np
# z = np.load("phase.npz"); dims = list(z["axes"])
# xr.DataArray(z["status"], dims=dims, coords={d: z["axis_" + d] for d in dims})
# spark.read.parquet("phase.parquet")
# ```
