"""What the processes of a run load, and what they are spared."""

import subprocess
import sys
from pathlib import Path

import pytest

from rejoinder.runtime.environment import unseen


def alone(code: str) -> str:
    """What a process of its own prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


class TestUnseen:
    def test_a_package_that_is_not_imported_looks_as_if_it_were_not_installed(self, tmp_path: Path) -> None:
        (tmp_path / "rare_package.py").touch()
        find = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom rejoinder.environment import unseen\n"
        hidden = "with unseen('rare_package'):\n  try: import rare_package\n  except ImportError: print('unseen')\n"
        assert alone(f"{find}{hidden}import rare_package; print('seen')").split() == ["unseen", "seen"]

    def test_one_that_is_imported_stays(self) -> None:
        with unseen("json"):
            import json
        assert json.loads("1") == 1

    def test_an_error_within_it_hides_nothing_for_longer(self) -> None:
        before = list(sys.meta_path)
        with pytest.raises(ZeroDivisionError), unseen("json"):
            raise ZeroDivisionError
        assert sys.meta_path == before


TABLE = "from rejoinder import schema, tables; made = tables.table([], schema.LEFT_OUT); import sys\n"


def test_tables_are_made_without_pandas() -> None:
    assert alone(f"{TABLE}print('pandas' in sys.modules)") == "False"


def test_a_table_still_becomes_a_data_frame() -> None:
    assert alone(f"{TABLE}print(type(made.to_pandas()).__module__.partition('.')[0])") == "pandas"


def test_figures_are_drawn_without_scipy() -> None:
    assert alone("from rejoinder import figures; import sys; print('scipy' in sys.modules)") == "False"


@pytest.mark.slow
def test_the_bundled_parser_is_loaded_without_transformers_which_others_still_find() -> None:
    code = (
        "from rejoinder.parses import Compact; Compact(models='').load()\n"
        "import sys; print('transformers' in sys.modules); import transformers; print(transformers.__name__)"
    )
    assert alone(code).split() == ["False", "transformers"]
