"""Routines that a person wrote: TOML files in their data folder, checked before they are led."""
