"""Flow and forecasts, derived from the history of tasks."""
