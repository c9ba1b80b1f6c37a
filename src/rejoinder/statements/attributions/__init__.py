"""Who says what: quotations and reported speech, found by rules on the parses (Pareti 2015; Newell et al. 2018).

The way of a sentence through the modules, which `extract.py` runs in this order:

1. `quotations` pairs the article's quotation marks; `lost_marks` ends those that are left open at their cue;
   `parsed_article` joins them with the parse.
2. `signatures` attributes quotations and letters to the names behind or below them; `quoted_speech` tells other
   quotations that are speech from names, titles and scare quotes.
3. `direct` attributes those: `quotation_cues` finds the cue, `quotation_sources` chooses the source.
4. `speaker_labels` attributes paragraphs that open with a speaker's name and a colon; `headlines` what only headlines
   leave out.
5. `adjuncts` attributes clauses by what stands beside them ("according to X", "allegedly");
   `reporting_clauses` by a clause that a comma sets off ("..., X said"), whose source `reporting_sources` finds, and
   its words `reporting_extent`.
6. `indirect` attributes what a cue governs. `complements`, with `verb_complements` and `passive_complements`, lists the
   candidates; the cue's subcategorisation patterns choose one.
7. `floating_quotations` joins quotations without a cue to the attribution that they go on with, `free_indirect_speech`
   the sentences in which a report goes on; `continuations` attributes words quoted in a narrated clause or a headline.
8. `turns` attributes what the layout says who speaks, with `interviews` for words without labels,
   `joint_documents` for what several say together and `records` for minutes; `document_ends` tells where the outlet
   goes on.
9. `nesting` puts all in order and links what one speaker says that another says.

To add a rule of indirect speech, name its pattern in `subcategorisation`, let `complements` or one of its modules list
what fills it, and give the pattern to the cues in `seeds/language/attribution_cues.csv`.

What the rules share: `cue_lexicon` has the words that are cues, `sources` finds who speaks, `cue_phrases` and
`contents` delimit cue and content, `scope` tells what a report leaves out, and `speech_events` where an act of speech
is told without its content. `drafts`, `clauses` and `spans` serve all.
"""

from rejoinder.statements.attributions.cue_lexicon import CueLexicon, CueLexiconError, read_cue_lexicon
from rejoinder.statements.attributions.extract import extract_attributions

__all__ = ["CueLexicon", "CueLexiconError", "extract_attributions", "read_cue_lexicon"]
