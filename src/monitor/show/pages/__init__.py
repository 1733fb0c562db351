"""The pages of the dashboard, one file each; each shows a newsroom through the chosen filters."""
