"""The file that a new entry begins as."""

from powerhouse_site.scaffold.ids import id_problem
from powerhouse_site.scaffold.settings import SettingError
from powerhouse_site.scaffold.skeleton import scaffold

__all__ = ["SettingError", "id_problem", "scaffold"]
