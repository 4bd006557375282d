"""The endpoint beside ask-sdk's hello-world: signed requests, the same server, the same run."""
