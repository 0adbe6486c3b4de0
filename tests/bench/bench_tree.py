"""The tree with 10,000 VMs on 20 hosts, all unfolded: filter, arrange, sort, select, scroll; from the change to the last pixel, medians of five.

No libvirt in it: the VMs are put into the inventory as a backend would. Best of three runs.
"""

from __future__ import annotations

from tests.bench.program import Program
from tests.bench.report import Figure

_WORDS = {
    "expand_first_ms": ("unfold all, the first time", 100.0),
    "filter_first_ms": ("filter, the first letter", 50.0),
    "filter_few_ms": ("filter, few match", 50.0),
    "filter_many_ms": ("filter, a quarter matches", 50.0),
    "filter_none_ms": ("filter, nothing matches", 50.0),
    "filter_field_ms": ("filter state:running, a third matches", 50.0),
    "filter_clear_ms": ("filter cleared", 50.0),
    "view_state_ms": ("group by state", 50.0),
    "view_os_ms": ("group by operating system", 50.0),
    "view_tag_ms": ("group by tag", 50.0),
    "view_folder_ms": ("group by folder (10,000 in one)", 50.0),
    "view_infrastructure_ms": ("back to the infrastructure, all unfolded", 50.0),
    "rename_sort_ms": ("a VM renamed: sorted anew, all unfolded", 50.0),
    "select_ms": ("selection → General painted", 50.0),
    "scroll_p95_ms": ("a step of the wheel, p95", 1000 / 60),
}


def run() -> list[Figure]:
    """The figures."""
    best: dict[str, float] = {}
    for _ in range(3):
        with Program("tree", [], vms=10_000) as program:
            said = program.hear()
            program.end()
        for name in _WORDS:
            best[name] = min(best.get(name, 1e9), float(said[name]))
    return [Figure(words, best[name], "ms", limit) for name, (words, limit) in _WORDS.items()]
