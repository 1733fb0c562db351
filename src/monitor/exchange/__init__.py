"""Articles as rows of a file: JSON Lines, CSV, Parquet or a spreadsheet, in and out.

Each file is read and written row by row, so that it may be larger than the memory.
"""
