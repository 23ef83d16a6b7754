"""What `spbe plan --progress` says: what is done, late and open, and the index that it makes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from spbe_cli.analysis.plan import STATES, ProgressResult, TaskState, WorkItem
from spbe_cli.findings import base_name
from spbe_cli.reports import data
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import SheetReport, without_folder
from spbe_cli.reports.statements import whose_heading
from spbe_cli.reports.wording import Shown, numbers, table
from spbe_cli.scoring import IndexResult

TONES: Final[Mapping[TaskState, doc.Tone]] = {
    "done": "good", "late": "bad", "running": "fair", "open": "",
}  # fmt: skip
Counted = tuple[str, Counter[TaskState]]
"""An agency, and how many of its tasks are in each state."""


class ProgressReport(SheetReport[ProgressResult]):
    """The report of a plan that is under way."""

    columns: ClassVar[Sequence[str]] = (
        "agency", "indicator", "name", "from", "to", "owner", "due", "state", "index",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return the index reached, what every agency has done, and what is late."""
        result = self.result
        sheet, said = without_folder(result.assessment), dict[str, Any]()
        if result.reached:
            said["summary"] = tuple(self._summary())
            said["parts"] = (doc.Part(self.label("progress.all"), (self._tasks(result.tasks),)),)
        elif sheet.result:
            said["summary"] = (doc.Paragraph(self.label("progress.not_made"), "strong"),)
        said["subtitle"] = f"{base_name(result.file)} · {self.origin(sheet)}"
        return self.of_sheet("progress", title=whose_heading(sheet, stage=False), **said)

    def _summary(self) -> Iterator[doc.Block]:
        result, count = self.result, self._counts
        facts = {"count": count["done"], "total": len(result.tasks), "late": count["late"]}
        yield doc.Paragraph(self.label("progress.counted", **facts), "strong")
        yield self._indices()
        yield doc.Heading(self.label("plan.load"))
        yield self._agencies()
        if late := [task for task in result.tasks if task.state == "late"]:
            yield doc.Heading(self.label("progress.late"))
            yield self._tasks(late)
        yield doc.Paragraph(self.label("progress.note", day=self.words.show(result.today)), "grey")

    @property
    def _counts(self) -> Counter[TaskState]:
        return Counter(task.state for task in self.result.tasks)

    def _results(self) -> Mapping[str, IndexResult | None]:
        """Return the index of the sheet, with what is done, and with all of the plan."""
        result = self.result
        before = result.assessment.result
        return {"before": before, "reached": result.reached, "complete": result.complete}

    def _indices(self) -> doc.Table:
        return table(
            ((key, one) for key, one in self._results().items() if one),
            self.column("progress.state", 34, lambda one: self.label(f"progress.{one[0]}")),
            self.numbers("index", 10, lambda one: self.index(one[1].total.index)),
            self.column("predicate", 16, lambda one: self.predicate(one[1])),
            self.numbers("plan.exact", 12, lambda one: self.all_decimals(one[1]), spare=1),
        )

    def _agencies(self) -> doc.Table:
        total = self._counts
        groups: dict[str, Counter[TaskState]] = {}
        for task in self.result.tasks:
            groups.setdefault(self._agency(task), Counter())[task.state] += 1

        def counted(state: TaskState) -> Shown[Counted]:
            head = self.label(f"progress.{state}")
            return numbers(head, 12, lambda one: self.count(one[1][state]))

        all_of_it = (*(total[state] for state in STATES), total.total())
        return table(
            sorted(groups.items(), key=lambda one: (-one[1]["late"], one[0].casefold())),
            self.column("batch.agency", 34, lambda one: one[0]),
            *map(counted, STATES),
            self.numbers("progress.sum", 9, lambda one: self.count(one[1].total())),
            total=(self.label("plan.total"), *map(self.count, all_of_it)),
        )

    def _tasks(self, tasks: Sequence[WorkItem]) -> doc.Table:
        def state(one: WorkItem) -> doc.State:
            return doc.State(self.label(f"progress.{one.state}"), TONES[one.state])

        return table(
            tasks,
            self.column("batch.agency", 24, self._agency),
            *self.indicator(6, 30),
            self.column("level", 9, lambda one: self.from_to(one.start, one.end)),
            self.column("draft.owner", 20, lambda one: one.owner, spare=1),
            self.column(
                "plan.deadline", 16, lambda one: self.words.show(one.due) if one.due else ""
            ),
            self.column("plan.status", 14, state),
        )

    def _agency(self, task: WorkItem) -> str:
        return task.agency or self.label("plan.unassigned")

    def _data(self) -> Mapping[str, Any]:
        result, count = self.result, self._counts
        return {
            "plan": result.file,
            "today": result.today.iso,
            **{key: data.index_part(one) for key, one in self._results().items()},
            "counts": {state: count[state] for state in STATES},
            "tasks": list(map(_said, result.tasks)),
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        """Return one row a task; before them the index of the sheet, reached, and in the end."""
        results = self._results().items()
        rows = self.used.rows()
        return (
            *({"state": key, "index": one.total.rounded} for key, one in results if one),
            *({**_said(task), "name": rows[task.row].name} for task in self.result.tasks),
        )


def _said(task: WorkItem) -> Mapping[str, Any]:
    return {
        "agency": task.agency,
        "indicator": task.row,
        "from": data.level_number(task.start),
        "to": data.level_number(task.end),
        "owner": task.owner or None,
        "due": task.due.iso if task.due else None,
        "state": task.state,
    }
