"""How far the tags are to be trusted: the scorecards that ship with the package."""

import pandas as pd
import streamlit as st

from monitor.evaluate.scorecard import Label, Scorecard, SetScore, shipped


def section() -> None:
    """One part for each kind of tag that was measured."""
    for card in shipped():
        _card(card)


def _card(card: Scorecard) -> None:
    st.markdown(f"**{card.kind.capitalize()}**, measured with {card.version}")
    st.dataframe(_sets(card.sets), hide_index=True)
    if not (card.worst or card.confusions):
        return
    with st.expander(f"Where {card.kind} is wrong most often"):
        if card.worst:
            st.dataframe(_labels(card.worst), hide_index=True)
        if card.confusions:
            told = pd.DataFrame(card.confusions)
            names = {"said": "Said", "truth": "True was", "n": "Articles"}
            st.dataframe(told.rename(columns=names), hide_index=True)


def _sets(sets: tuple[SetScore, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Set": each.name,
            "Asked": each.note,
            "n": each.n,
            "Precision": round(each.precision, 3),
            "Recall": round(each.recall, 3),
            "F1": round(each.f1, 3),
            "95 % interval": f"{each.low:.3f} – {each.high:.3f}",
        }
        for each in sets
    )


def _labels(labels: tuple[Label, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Worst": f"{each.label} ({each.code})",
            "Precision": round(each.precision, 2),
            "Recall": round(each.recall, 2),
            "n": each.n,
        }
        for each in labels
    )
