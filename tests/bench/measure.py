"""Taking times, and what is kept of them: `build/bench.json` and the table in the documents.

A benchmark never fails because a machine was slow; it says what it saw beside the bare limit of
the same work in the same run.
"""

import json
import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "build/bench.json"
PAGE = ROOT / "docs/performance.md"
START, END = "<!-- measured -->", "<!-- end -->"
Samples = list[float]


@dataclass(frozen=True)
class Result:
    """One line of `build/bench.json`. `limit` and `ratio` are None where nothing bare exists."""

    name: str
    value: float
    unit: str
    limit: float | None
    ratio: float | None
    goal: str
    met: bool
    n: int
    p50: float
    p95: float
    p99: float
    machine: str


def timed(work: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def side_by_side(
    work: Callable[[], object], bare: Callable[[], object], times: int
) -> tuple[Samples, Samples]:
    """Milliseconds of both, taken in turns, so that what else the machine does burdens both."""
    work(), bare()
    pairs = [(timed(work), timed(bare)) for _ in range(times)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def quantile(samples: Samples, part: float) -> float:
    """The sample below which `part` of all lie (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def result(
    name: str,
    samples: Samples,
    bare: Samples | None,
    *,
    goal: str,
    met: Callable[[float, float, Callable[[float], float]], bool],
    unit: str = "ms",
    value: float | None = None,
) -> Result:
    """A line from samples. `met(value, ratio, quantile)`; `value` is the median unless given."""
    shown = quantile(samples, 0.5) if value is None else value
    limit = quantile(bare, 0.5) if bare else None
    ratio = shown / limit if limit else None

    def at(part: float) -> float:
        return quantile(samples, part)

    return Result(
        name=name,
        value=round(shown, 3),
        unit=unit,
        limit=round(limit, 3) if limit else None,
        ratio=round(ratio, 3) if ratio else None,
        goal=goal,
        met=met(shown, ratio or 0.0, at),
        n=len(samples),
        p50=round(at(0.5), 3),
        p95=round(at(0.95), 3),
        p99=round(at(0.99), 3),
        machine=machine(),
    )


def machine() -> str:
    """Cores, processor, system, Python and how busy it was: what the figures belong to."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        lines = [x for x in cpus.read_text().splitlines() if x.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    system = (
        platform.freedesktop_os_release()["PRETTY_NAME"] if cpus.exists() else platform.system()
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "load unknown"
    return f"{cores} × {model}, {system}, CPython {platform.python_version()}, {load}"


def keep(results: list[Result]) -> None:
    """Writes the results over those of the same names; the others stay as they were."""
    known = {one["name"]: one for one in json.loads(BENCH.read_text())} if BENCH.exists() else {}
    known |= {one.name: asdict(one) for one in results}
    BENCH.parent.mkdir(exist_ok=True)
    BENCH.write_text(json.dumps(list(known.values()), ensure_ascii=False, indent=1) + "\n")
    _write_page(list(known.values()))


def _write_page(lines: list[dict[str, object]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(START)
    tail = rest.split(END)[1]
    PAGE.write_text(f"{head}{START}\n{_table(lines)}{END}{tail}", encoding="utf-8")


def _table(lines: list[dict[str, object]]) -> str:
    machines = sorted({str(line["machine"]).rpartition(", load ")[0] for line in lines})
    loads = [int(load) for load in (_load(line) for line in lines) if load.isdigit()]
    rows = [
        "| name | value | bare limit | ratio | p95 | p99 | goal | met |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for line in sorted(lines, key=lambda one: str(one["name"])):
        figures = (line["value"], line["limit"], line["ratio"], line["p95"], line["p99"])
        value, limit, ratio, p95, p99 = (_figure(x) for x in figures)
        met = "yes" if line["met"] else "**no**"
        unit = line["unit"]
        rows.append(
            f"| `{line['name']}` | {value} {unit} | {limit} | {ratio} | {p95} | {p99}"
            f" | {line['goal']} | {met} |"
        )
    busy = f" Load average from {min(loads)} to {max(loads)}." if loads else ""
    return "\n".join(["", *rows, "", f"Measured on {'; '.join(machines)}.{busy}", ""])


def _load(line: dict[str, object]) -> str:
    return str(line["machine"]).rpartition("load ")[2]


def _figure(value: object) -> str:
    match value:
        case None:
            return "–"
        case float() if value >= 100:
            return f"{value:,.0f}"
        case float():
            return f"{value:.2f}"
        case _:
            return str(value)
