"""When to worry: findings taken from what was said, weighed by rules into one urgency."""
