"""What the tests of engines share."""

import pytest

from rejoinder import config, engine
from rejoinder.engine import Engine, Job
from tests.support.jobs import RunWith, read_outputs


@pytest.fixture
def run_with(monkeypatch: pytest.MonkeyPatch) -> RunWith:
    """Runs a job with an engine, as a stage does; returns the bytes it wrote."""
    composed = config.compose_run()

    def run(method: Engine, job: Job) -> dict[str, bytes]:
        (job.inputs["articles"].parent / "log").write_text("")
        monkeypatch.setattr(config.Run, "load", lambda *_: method)
        engine.run_job(job, composed)
        return read_outputs(job)

    return run
