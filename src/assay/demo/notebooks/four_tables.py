# %% [markdown]
# # What our four tables can tell
#
# We have four small tables and one question for each. Before anybody trains a model we want to know
# what is in them, what is wrong with them, and what a model could learn. Everything below was computed
# when this notebook ran; nothing is typed in.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine

tables = {
    "digits": load_digits(as_frame=True),
    "tumours": load_breast_cancer(as_frame=True),
    "wine": load_wine(as_frame=True),
    "diabetes": load_diabetes(as_frame=True),
}

# %% [markdown]
# ## Size and gaps
#
# A row is one digit, one patient, one bottle. Rows that stand twice would sit in both splits and flatter every result.

# %%
pd.DataFrame(
    {
        name: {
            "rows": len(table.data),
            "columns": table.data.shape[1],
            "missing": int(table.data.isna().sum().sum()),
            "rows that stand twice": int(table.data.duplicated().sum()),
            "constant columns": int((table.data.nunique() == 1).sum()),
        }
        for name, table in tables.items()
    }
).T

# %% [markdown]
# No gaps and no twins. A few pixels at the edge of the digits never change: they carry nothing and can go.
#
# ## Are the answers balanced?
#
# For a yes or no, always saying the commonest answer is right with probability
#
# $$ p_{\max} = \max_k \frac{n_k}{n} $$
#
# and a model has to beat that first.

# %%
shares = {name: tables[name].target.value_counts(normalize=True).sort_index() for name in ("digits", "tumours", "wine")}
figure, axes = plt.subplots(1, 3, figsize=(9, 2.6), constrained_layout=True)
for axis, (name, share) in zip(axes, shares.items(), strict=True):
    axis.bar(share.index.astype(str), share, color="#3b5bdb")
    axis.set_title(f"{name}: always the commonest is right {share.max():.0%} of the time", fontsize=8)
    axis.set_ylim(0, 0.7)
plt.show()

# %% [markdown]
# ## How far does one column get?
#
# For each tumour column: the share of pairs of one sick and one healthy patient that it puts in the right order,
# $P(x_{\text{sick}} > x_{\text{healthy}})$. One half is a coin.

# %%
tumours = tables["tumours"]
sick, healthy = (tumours.data[tumours.target == value] for value in (0, 1))


def ordered(column: str) -> float:
    """The share of pairs in the right order, ties counted half."""
    a, b = sick[column].to_numpy()[:, None], healthy[column].to_numpy()[None, :]
    return float((a > b).mean() + 0.5 * (a == b).mean())


alone = pd.Series({column: ordered(column) for column in tumours.data}, name="pairs in order")
alone.sort_values(ascending=False).head(8).round(3).to_frame()

# %% [markdown]
# One column alone already sorts most patients. That is the bar: a model that does no better is not worth its upkeep.
#
# ## Columns that say the same
#
# Radius, perimeter and area are one measurement told three times.

# %%
close = tumours.data.corr().abs()
pairs = close.where(np.triu(np.ones(close.shape, dtype=bool), k=1)).stack().dropna().sort_values(ascending=False)
print(f"{(pairs > 0.95).sum()} of {len(pairs)} pairs of columns are nearly one column (|r| > 0.95)")
pairs.head(6).round(3).to_frame("|r|")

# %% [markdown]
# ## What progression of diabetes looks like

# %%
diabetes = tables["diabetes"]
figure, axes = plt.subplots(1, 2, figsize=(9, 2.8), constrained_layout=True)
axes[0].hist(diabetes.target, bins=30, color="#3b5bdb")
axes[0].set_xlabel("progression after a year")
axes[0].set_ylabel("patients")
axes[1].scatter(diabetes.data["bmi"], diabetes.target, s=6, color="#0b7285")
axes[1].set_xlabel("body mass index, centred and scaled")
axes[1].set_ylabel("progression")
plt.show()

# %% [markdown]
# The cloud leans, and it is wide: a line will explain part of it, and no model on ten columns will explain it all.
#
# ## What we take along
#
# - [x] No gaps, no twins; test splits can be put aside now
# - [x] Drop the pixels that never change
# - [ ] The tumour table ends in 1995: ask the clinic for newer cases before anybody promises anything
# - [ ] Which person wrote which digit is unknown, so splits by person are not possible
