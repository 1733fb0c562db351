"""The donors' report: numbered figures that can be checked, and the rules that they must keep."""
