"""The one record: what was collected, what it says and how it was tagged. The only room with SQL."""
