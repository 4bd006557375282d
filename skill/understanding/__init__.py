"""From words to an Intent, compiled from the interaction models."""
