"""Learning topics from labelled articles: the shipped model and the newsroom's own are made by one code."""
