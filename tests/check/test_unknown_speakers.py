"""`rejoinder check` on corrections of a speaker's statements, after a run."""

from rejoinder import check, paths, schema, tables
from rejoinder.corrections.file import COLUMNS


def correct(*names: str) -> None:
    """Corrections of the side of speakers, from line 2 on."""
    paths.CORRECTIONS_FILE.parent.mkdir(parents=True)
    lines = [",".join(COLUMNS), *(f",,,{name},side,none" for name in names)]
    paths.CORRECTIONS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run_with(*speakers: str) -> None:
    """What a run in which these speak leaves."""
    columns = {
        "statement_id": "a/1", "article_id": "a", "sent_id": 1, "text": "It is shut.", "speaker_kind": "person",
        "organisation": "", "role": "", "side": "", "form": "direct", "unit": "paragraph", "rule": "",
    }  # fmt: skip
    rows = [{**columns, "statement_id": f"a/{n}", "sent_id": n, "speaker": name} for n, name in enumerate(speakers, 1)]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.build_table(rows, schema.STATEMENTS))


def test_a_speaker_whom_the_last_run_does_not_have_is_named_with_the_nearest() -> None:
    paths.SEEDS.unlink()
    correct("Ada Moor", "Ada More")
    run_with("Ada Moor")
    assert check.describe_unknown_speakers() == (
        "seeds/corrections.csv, line 3: in the last run no statement is by 'Ada More'; did you mean 'Ada Moor'?"
    )


def test_before_the_first_run_nobody_knows_who_speaks() -> None:
    paths.SEEDS.unlink()
    correct("Ada More")
    assert check.describe_unknown_speakers() == ""
