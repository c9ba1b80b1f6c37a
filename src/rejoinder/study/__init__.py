"""Commands `new` and `update`: a study is a folder of its own, begun with copies of the program's files."""

from rejoinder.study.begin import begin_study
from rejoinder.study.update import describe_lag, update_study

__all__ = ["begin_study", "describe_lag", "update_study"]
