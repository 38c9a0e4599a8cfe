"""Say in words and tables what `measure.py` measured, and which goals are met."""

import itertools

STEPS = {  # name: what it is, and what its floor is
    "load": ("load and validate every table", "`pandas.read_csv` of the same files"),
    "place": ("assign provinces to points", "one `shapely.STRtree` query"),
    "months": ("monthly counts, with doubt and intervals", "one `groupby`"),
    "claims": ("claim shares, with intervals", "one `groupby`"),
    "build": ("build: validate, join, write four files", "read and write the same files, without checks"),
    "partitions": ("counts partition by partition, on Dask", "the same counts in memory"),
    "export": ("read and check an ACLED export", "`pandas.read_csv` of the same file"),
}
RATIOS = {"load": 3, "place": 1.5, "export": 3}  # goals: times the floor, at the largest size
GROWTH, MEMORY = 12, 4  # goals: growth from size to size; peak memory as a multiple of the frame's own
LESS_MEMORY = {"export": 3}
OTHERS = {"import": 1.1, "notebooks": 2}  # goals: times the floor


def write_page(results, path):
    """Write the page of results."""
    machine = results["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    text = f"""# How fast it is

`make bench` writes this page. It times each step on the data and on made-up incidents, beside its *floor*: the least
work that the same libraries need for it. Each measurement is a process of its own. Steps, floors and sizes take turns,
because the speed of a machine changes over minutes; the best of several counts. Memory is the most that a step held at
once, with the frame that it was given; *own* is the size of that frame (for loading, of the tables that come out; for
building, of those and of the incidents joined from them).

## Goals

| goal | measured | met |
| --- | --- | --- |
{chr(10).join(judge(results))}

## Steps

| step | incidents | seconds | floor | times the floor | growth | peak, MB | own, MB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(list_rows(results["rows"]))}

Growth is the time beside that of the next smaller size of made-up incidents. The floors:

{list_floors()}

{describe_equal(results["rows"])}

{describe_notebooks(results["notebooks"])}

Measured with `{results["command"]}` on {machine["processor"]}, {machine["cores"]} cores, {machine["memory"]},
{machine["system"]}; {versions}. The made-up incidents come from `benchmarks/generate.py`.
"""
    path.write_text(text, encoding="utf-8", newline="\n")


def pair_sizes(rows, step):
    """Pair the rows of a step with those of the next smaller size, leaving out the data themselves."""
    sized = [row for row in rows if row["step"] == step][1:]
    return list(itertools.pairwise(sized))


def list_rows(rows):
    """Return one line of the table a step and size."""
    lines = []
    for step, (name, _) in STEPS.items():
        growth = {larger["incidents"]: grow(smaller, larger) for smaller, larger in pair_sizes(rows, step)}
        for row in (row for row in rows if row["step"] == step):
            seconds, floor = row["taken"]["seconds"], row["floor"]["seconds"]
            grown = f"{growth[row['incidents']]:.1f}" if row["incidents"] in growth else ""
            memory = [f"{row['taken'][key] / 1e6:.0f}" if row["taken"][key] else "" for key in ("peak", "own")]
            cells = [name, f"{row['incidents']:,}", f"{seconds:.4g}", f"{floor:.4g}", f"{seconds / floor:.1f}", grown]
            lines.append("| " + " | ".join([*cells, *memory]) + " |")
    return lines


def grow(smaller, larger):
    """Return how many times as long the larger size took, for ten times the incidents."""
    return larger["taken"]["seconds"] / smaller["taken"]["seconds"]


def judge(results):
    """Return one line a goal: what was asked, what was measured, and whether it is met."""
    lines, rows = [], results["rows"]
    largest = {row["step"]: row for row in rows}  # later rows are of larger sizes
    for step in [step for step in RATIOS if step in largest]:
        row, most = largest[step], RATIOS[step]
        ratio = row["taken"]["seconds"] / row["floor"]["seconds"]
        goal = f"{STEPS[step][0]}, {row['incidents']:,} incidents: at most {most} times {STEPS[step][1]}"
        lines.append(judge_one(goal, ratio, most))
    for step in STEPS:
        if pairs := pair_sizes(rows, step)[-1:]:
            ((smaller, larger),) = pairs
            sizes = f"{smaller['incidents']:,} to {larger['incidents']:,}"
            lines.append(
                judge_one(f"{STEPS[step][0]}, from {sizes}: grows at most {GROWTH} times", grow(*pairs[0]), GROWTH)
            )
    for step, row in largest.items():
        if not row["taken"]["own"]:
            continue
        most = LESS_MEMORY.get(step, MEMORY)
        goal = f"{STEPS[step][0]}, {row['incidents']:,} incidents: peak memory at most {most} times the frame's own"
        lines.append(judge_one(goal, row["taken"]["peak"] / row["taken"]["own"], most))
    names = {"import": "`import helpers`, beside pandas and geopandas", "notebooks": "executing all notebooks, beside "}
    names["notebooks"] += "as many that only import the libraries"
    for other, most in OTHERS.items():
        seconds, floor = (results[other][key]["seconds"] for key in ("step", "floor"))
        goal = f"{names[other]} ({seconds:.2f} s and {floor:.2f} s): at most {most} times"
        lines.append(judge_one(goal, seconds / floor, most))
    return lines


def judge_one(goal, measured, most):
    return f"| {goal} | {measured:.2f} | {'yes' if measured <= most else '**no**'} |"


def list_floors():
    return "\n".join(f"- {name}: {floor}" for name, floor in STEPS.values())


def describe_equal(rows):
    """Say that the counts by partition were those in memory."""
    compared = [row for row in rows if "equal" in row]
    if not compared:
        return "Dask is not installed here (the extra `big`), so counting by partition was not measured."
    sizes = ", ".join(f"{row['incidents']:,}" for row in compared)
    counts = "Counts by month, province and claim status"
    most = [round(compared[-1][kind]["peak"] / 1e6) for kind in ("taken", "floor")]
    return (
        f"{counts}, added up over partitions, equal those in memory ({sizes} incidents). At the largest size "
        f"the partitions held at most {most[0]} MB at once, the whole {most[1]} MB."
    )


def describe_notebooks(notebooks):
    """Say where the time of executing the notebooks goes."""
    seconds = {kind: result["seconds"] for kind, result in notebooks.items()}
    return (
        f"Of the {seconds['step']:.1f} s of all notebooks, {seconds['floor']:.1f} s start kernels and import pandas, "
        f"geopandas, matplotlib and folium; as many notebooks that import every library which the helpers use take "
        f"{seconds['libraries']:.1f} s. The rest is loading with all checks, statistics and drawing."
    )
