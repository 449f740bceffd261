"""The MLflow tracking protocol, served."""
