"""What the world hands out, and the awkward texts it is made of."""

from dataclasses import dataclass, field

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG_WORD = "antidisestablishmentarianism_" * 3
LONG_TITLE = f"Does {LONG_WORD} change what the model sees of customers who leave within thirty days of their contract?"
MARKDOWN = f"""# What we do

A table, code and a list, with a word that does not break: {LONG_WORD}.

| feature | before | after | why this column has a rather long heading |
|---|---|---|---|
| tenure | .81 | .83 | it is the strongest |

```python
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=10_000, class_weight="balanced"), memory="cache")
```

So $P(A \\mid B) = \\frac{{P(B \\mid A) P(A)}}{{P(B)}}$, and:

$$\\hat\\theta = \\underset{{\\theta}}{{\\operatorname{{argmax}}}} \\sum_{{i=1}}^{{n}} \\log p(x_i \\mid \\theta)
+ \\sum_{{j=1}}^{{m}} \\log q(y_j \\mid \\theta)$$

- [x] done
- [ ] open, see `features.py` and <https://example.org/a/very/long/address/that/goes/on/and/on/and/on/for/ever.html>

> Quoted words.
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class World:
    """Whom one can be, where one can go. `sessions` and `places` are read by their names."""

    sessions: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
