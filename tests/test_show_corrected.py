"""The chart of a corrected share: its finding in words, and what to beware of."""

import pandas as pd
import pytest

from monitor.show.charts.corrected import NOT_VALIDATED, corrected_chart


def frame(validated: bool) -> pd.DataFrame:
    rows = [
        ("critical", "all", 60, 300, 0.5, 0.31, 0.25, 0.37, False, validated),
        ("critical", "2026-01", 50, 200, 0.5, 0.3, 0.2, 0.4, False, validated),
        ("critical", "2026-02", 10, 100, 0.5, 0.33, 0.2, 0.45, True, validated),
    ]
    columns = ["label", "period", "n", "total", "raw", "share", "low", "high", "pooled", "validated"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("validated", [True, False])
def test_the_title_is_the_finding_and_too_few_labels_are_told(validated: bool) -> None:
    chart = corrected_chart(frame(validated), "critical of Mali").to_dict()
    assert chart["title"]["text"] == "31% of the articles are critical of Mali, between 25% and 37%"
    assert (NOT_VALIDATED in chart["title"]["subtitle"]) == (not validated)


def test_the_months_are_drawn_and_the_borrowed_correction_is_marked() -> None:
    chart = corrected_chart(frame(True), "critical of Mali").to_dict()
    (rows,) = chart["datasets"].values()
    assert [row["period"] for row in rows] == ["2026-01", "2026-02"]
    assert [row["how"] for row in rows] == ["its own answers", "assumes constant error"]
