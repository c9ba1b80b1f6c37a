"""The tutorial as its readers follow it: `python -m tests.support.tutorial` makes its pictures again."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.support.project import ROOT, SOURCE

TUTORIAL = ROOT / "docs/tutorial.md"
PICTURES = ROOT / "docs/tutorial"
_PERSON = {
    f"GIT_{role}_{key}": f"t{at}" for role in ("AUTHOR", "COMMITTER") for key, at in (("NAME", ""), ("EMAIL", "@t"))
}
_WIDTH = 800  # pixels of a picture in the tutorial, at most
_COLOURS = 64


def list_blocks() -> list[tuple[str, str]]:
    """Blocks of the tutorial that readers type, in order: sh, yaml or python, and what stands there."""
    return re.findall(r"```(sh|yaml|python)\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)


def list_pictures() -> list[str]:
    """Names of the tutorial's pictures, which other documents may show, too."""
    texts = (document.read_text(encoding="utf-8") for document in sorted(TUTORIAL.parent.glob("*.md")))
    return sorted({name for text in texts for name in re.findall(r"\]\(tutorial/([\w.]+)\)", text)})


def follow(folder: Path) -> Path:
    """Do all that the tutorial says, in a folder that is empty at first; the study that this makes."""
    for language, block in list_blocks():
        if language == "sh":
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                if words[0] == "cd":
                    folder = folder / words[1]
                else:
                    _run(folder, *words)
        else:
            file = folder / block.partition("\n")[0].removeprefix("# ")
            if language == "python":
                file.write_text(block, encoding="utf-8")
            else:
                _edit(file, block.splitlines()[1:])
    return folder


def _edit(file: Path, lines: list[str]) -> None:
    """Put lines in place of those with the same key, which must be there."""
    text = file.read_text(encoding="utf-8")
    for line in lines:
        text, count = re.subn(rf"^{line.partition(':')[0]}:.*$", line, text, flags=re.MULTILINE)
        assert count == 1, f"{file}: {line}"
    file.write_text(text, encoding="utf-8")


def find_picture(study: Path, name: str) -> Path:
    """Where the run makes a picture of the tutorial: one of the report's, or the reader's own."""
    of_report = study / "reports/figures" / name
    return of_report if of_report.exists() else study / name


def _run(folder: Path, *command: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | _PERSON | {"PATH": path, "PYTHONPATH": str(SOURCE), "MPLBACKEND": "agg"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}{done.stderr}"


def _shrink(picture: Path, smaller: Path) -> None:
    image = Image.open(picture).convert("RGB")
    image.thumbnail((_WIDTH, image.height), Image.Resampling.LANCZOS)
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(smaller, optimize=True)


def main() -> None:
    """Follow the tutorial, and keep its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        study = follow(Path(folder))
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir()
        for name in list_pictures():
            _shrink(find_picture(study, name), PICTURES / name)


if __name__ == "__main__":
    main()
