"""Charts: a DataFrame of `monitor.measure` in, an Altair chart out. No Streamlit here."""
