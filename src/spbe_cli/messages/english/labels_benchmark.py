"""Words of `benchmark`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "benchmark.group.kementerian": "ministries (kementerian)",
    "benchmark.group.lpnk": "non-ministerial agencies (LPNK)",
    "benchmark.group.lns": "non-structural agencies (LNS)",
    "benchmark.group.instansi lainnya": "other institutions (instansi lainnya)",
    "benchmark.group.provinsi": "provinces (provinsi)",
    "benchmark.group.kabupaten": "regencies (kabupaten)",
    "benchmark.group.kota": "cities (kota)",
    "benchmark.rank": "rank {rank} of {count} {group}",
    "benchmark.counts": "Of the {others} {group} compared with in {year}: {above} higher, {equal} equal, {below} lower.",
    "benchmark.part": "Index and domains",
    "benchmark.rank_head": "Rank",
    "benchmark.rank_of": "{rank} of {count}",
    "benchmark.percentile": "Percentile",
    "benchmark.q1": "Q1",
    "benchmark.median": "Median",
    "benchmark.q3": "Q3",
    "benchmark.position": "Position",
    "benchmark.above": "above",
    "benchmark.below": "below",
    "benchmark.equal": "equal",
    "benchmark.unread": "-",
    "benchmark.nearest": "Nearest institutions by index",
    "benchmark.nearest_ranks": "Rank and name of the nearest institutions",
    "benchmark.institution": "Institution",
    "benchmark.difference": "Difference",
    "benchmark.this_sheet": "(this file)",
    "benchmark.this_institution": "(this institution)",
    "benchmark.latest": "Used: the latest result of this institution, {year}; for another year: --year.",
    "benchmark.latest_no_year": "The file gives no year; compared with the latest results, {year}.",
    "benchmark.latest_other": "There are no results of {found} in the data; compared with the latest, {year}.",
    "benchmark.own": "The official result of {name} in {year}, {index} ({predicate}), is not counted among the others.",
    "benchmark.added": "Not among the {count} published {group}; counted in addition.",
    "benchmark.self": "The others were judged by assessors, this self-assessment was not yet.",
    "benchmark.illegible": "{code}: not legible in the report and not counted for {count} of the institutions.",
    "benchmark.legend": "Percentile: how many percent of the others are lower, equal ones counted half. Q1, median, Q3: a quarter, a half and three quarters of the {count} {group} do not exceed that figure. Position: relative to the median.",
    "benchmark.legend_narrow": "Median: half of the {count} {group} do not exceed that figure. Position: relative to the median. A wider screen shows percentiles and quartiles.",
    "benchmark.rounded": "The figures of the file are compared as they would be published, rounded to two decimals.",
    "benchmark.source": "Source of the comparison: Kementerian PANRB, Laporan Pelaksanaan Evaluasi SPBE {year}. Ranks, percentiles and quartiles are computed by spbe and are not official figures.",
    "benchmark.drawing": "Distribution of {name}, {count} {group}, {year}",
    "benchmark.drawing_key": "{what}. Thin lines: the index of each institution; box: Q1 to Q3 with the median; triangle: this result.",
    "benchmark.drawing_text": "Lowest {lowest}, Q1 {q1}, median {median}, Q3 {q3}, highest {highest}. {whose}: {index}.",
    "command.benchmark": "Show where a result stands among the official ones of its group",
    "command.benchmark.text": (
        "Shows where a result stands among the official results of 2023 and 2024 (1,236 rows): rank, percentile and the quartiles of the group, for the index and each domain, and the nearest institutions. Without a file, --institution takes the official result of an institution.\n"
        "The group follows from the name of the institution, unless --group names it: kementerian, lpnk, lns, instansi lainnya, provinsi, kabupaten or kota. The institution's own official result of the same year is not counted among the others. Only for instruments with the structure and weights of PermenPANRB 59/2020."
    ),
    "command.benchmark.examples": (
        "spbe benchmark answers.xlsx | among its group in the same year\n"
        "spbe benchmark answers.xlsx --group kota --year 2024 | a certain group and year\n"
        'spbe benchmark --institution "Kota Salatiga" | the official result of an institution, without a file'
    ),
    "argument.benchmark": "The answer file, filled in (.xlsx); without one: --institution",
    "metavar.group": "GROUP",
    "option.group": "The group to compare with, such as kota (default: by the name of the institution)",
    "option.institution.benchmark": 'The institution whose official result is used, such as "Kota Salatiga"',
    "option.year.benchmark": "The year of the results to compare with (default: that of the file, else the latest)",
    "refusal.benchmark_nothing": 'Name an answer file, or an institution with --institution, such as --institution "Kota Salatiga"',
    "refusal.benchmark_both": "A file and --institution cannot be used together; choose one",
    "refusal.benchmark_alone": "--instrument is only for a file; leave it out, as the official results are by {instrument}",
    "refusal.benchmark_edition": "The official results in the data are by {instrument2}; {instrument1} has another structure or other weights, so they cannot be compared",
    "refusal.benchmark_year": "--year {year}: there are no results of that year in the data; choose one of: {years}",
    "refusal.benchmark_group": "The group cannot be told from Instansi ({found}); name it with --group, one of: {groups}",
    "refusal.institution": 'Institution {name} is not among the results of {years}; write its name like "Kota Salatiga"',
    "refusal.institution_close": "Institution {name} is not among the results of {years}; alike: {names}",
    "refusal.institution_many": "{name} may mean several institutions; write one of: {names}",
    "refusal.institution_year": "Institution {name} is not among the results of {years}, but among those of {other}; use --year {other}",
}
