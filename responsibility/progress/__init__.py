"""What units report: workbooks read back, statuses, lights."""
