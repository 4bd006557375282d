"""The skill package: manifest, models and icons, as the ASK command line deploys them."""

from skill.alexa.package.manifest import Deployment
from skill.alexa.package.write import PackageError, write_package

__all__ = ["Deployment", "PackageError", "write_package"]
