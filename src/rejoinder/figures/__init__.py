"""Stage `figures`: the paper's figures, each with the table it draws, and the paper's tables.

Each figure is a pair of functions in the module of its name: `count_NAME` makes the table, `plot_NAME` draws it.

===================  =======================  =========================================================
reports/figures/     module                   what it shows
===================  =======================  =========================================================
score                `score`                  one article: sentences, their speakers and frames
sides_frames         `sides_frames`           heat map of statements by side and frame
speakers_frames      `speakers_frames`        bars: profiles of speakers
stance_network       `stance_network`         ribbons from speakers to the targets of their stances
two_mode_network     `two_mode_network`       lines from actors to the frames or targets they take positions on
congruence_clusters  `congruence_clusters`    clusters of actors who take the same positions, over time
differences          `differences`            by how much sides differ from all others, with intervals
replies              `replies`                heat map of which side answers which
agreement            `agreement`              machine and coders, F1 and Krippendorff's alpha
thresholds           `thresholds`             the same by the score from which a frame is given
reliability          `reliability`            whether scores are probabilities
prevalence           `prevalence`             shares of statements, corrected for the machine's errors
over_time            `over_time`              shares by day, month or year, where there are several
by_outlet            `by_outlet`              shares by outlet, where there are several
===================  =======================  =========================================================

reports/tables: `paper_tables`, `comparison_tables` and `agreement_tables` make the tables, `numbers` the LaTeX macros
for running text.
`data` counts what all of them draw from; `style`, `labels` and `panels` hold what figures share; `write` makes files.
`heat_map` and `group_panels` draw what two figures are; `network_layout` places the nodes of `two_mode_network`;
`network_settings` says whom figures of networks show. `clustering`, `pairs` and `corrected_differences` are the
statistics of `shares` and `differences`, `regression` that of table `models`, with `model_settings`.
"""

from rejoinder.figures.stage import draw_figures, main
from rejoinder.figures.style import Paper

__all__ = ["Paper", "draw_figures", "main"]
