"""The little that the theme cannot say: contrast of captions, charts in the dark, and the printed page."""

import streamlit as st

SHEET = """
[data-testid=stMainBlockContainer] {padding-top: 4rem}
/* Captions are as dark as the text, which is what readers of small print need. */
[data-testid=stCaptionContainer] {opacity: 1 !important}
/* Charts are drawn on white, in the dark too, where the white wants a margin. */
[data-testid=stVegaLiteChart] {background: white; border-radius: .1rem; box-shadow: 0 0 0 .5rem white}
@page {margin: 15mm}
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar],
  [data-testid=stExpandSidebarButton], [data-testid=stDownloadButton], [data-testid=stForm],
  [data-testid=stElementToolbar],
  [data-testid=stExpander] {display: none !important}
  [data-testid=stApp], [data-testid=stAppViewContainer], [data-testid=stMain] {
    position: static !important; display: block !important; height: auto !important;
    overflow: visible !important; color-scheme: light
  }
  [data-testid=stMainBlockContainer] {padding: 0 !important; max-width: none !important}
  [data-testid=stVegaLiteChart] svg {max-width: 100% !important; height: auto !important}
  [data-testid=stVegaLiteChart], [data-testid=stMetric], [data-testid=stDataFrame], li {break-inside: avoid}
  h1, h2, h3 {break-after: avoid}
}
"""


def sheet() -> None:
    """Put the sheet into the page."""
    st.html(f"<style>{SHEET}</style>")
