"""The MkDocs plugin: each hook hands over to a plain function of this package."""

from powerhouse_site.plugin.plugin import PowerHousePlugin

__all__ = ["PowerHousePlugin"]
