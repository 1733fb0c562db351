"""The donors' dashboard: one page and no other. `monitor serve --donor` runs it."""

import sys

import streamlit as st

from monitor.show.pages import donor

if __name__ == "__main__":  # as Streamlit runs it
    st.set_page_config(page_title="Impact", page_icon="🔭", layout="wide", initial_sidebar_state="collapsed")
    donor.run(sys.argv[1] if len(sys.argv) > 1 else "data")
