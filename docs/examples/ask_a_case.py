# %% [markdown]
# A case is opened once. What is wrong with it comes with it, and stops nothing.

# %%
from phaseline import api

report = api.check(api.open_case("korea-2024"))
case = api.case_of(report)
print(case.title, "as of", case.as_of.text)

# %% [markdown]
# How one option stands before the law depends on who reads it.

# %%
findings = api.law(case)
for cell in findings.cells:
    if cell.option == "direct_def":
        print(f"{cell.reading:16} {cell.standing.value}")

# %% [markdown]
# Why it is barred as the opposition reads the law: the provisions that say so.

# %%
proof = api.proofs(case, findings, "direct_def/opposition")[0]
for reason in proof.branches[0].reasons:
    if reason.holds:
        print(reason.effect.value, "by", reason.rule)

# %% [markdown]
# A change of law is a question like any other, and so is another day.

# %%
closed = api.law(case, enacted=["loopholes_closed"])
changed = [
    (before, after)
    for before, after in zip(findings.cells, closed.cells, strict=True)
    if before.standing is not after.standing
]
for before, after in changed:
    print(f"{before.option} as {before.reading} reads it: {before.standing.value}", end="")
    print(f" becomes {after.standing.value}")

# %% [markdown]
# What would pass, with its range over the draws of whips and absences.

# %%
for count in api.votes(case).votes[:3]:
    print(f"{count.id}: {count.chance:.3f} ({count.low:.3f} to {count.high:.3f})")

# %% [markdown]
# One completed ladder as a game: by how much complying is worth more than crossing to each type
# of challenger, at the best values of all assumptions. Below 0 that type is not held back.

# %%
ladder = "kim-step-down"
answer = api.solve(api.game(case, ladder))
print(ladder)
for kind, lever in answer["leverage"].items():
    print(f"  {kind}: leverage {lever:.2f}")
