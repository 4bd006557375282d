"""The self-hosted endpoint as a process: sockets, limits, a graceful end, logs and metrics.

:mod:`skill.alexa.app` decides what is answered; this only decides how it is served and watched.
"""
