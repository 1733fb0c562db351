"""What people see: charts of the numbers, and pages of the charts."""
