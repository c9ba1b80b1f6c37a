"""Whom the source of an attribution means: the person, body or country that speaks, and their side.

`resolve.resolve_speakers` is the list of steps. Each step reads the value of the one before and returns a new one:

1. `gazetteer`: the word lists, indexed by `place_names`; `unlisted_countries` adds the countries that only this
   article knows, `local_places` the bodies and cities that only this article settles;
2. `mentions`: the article's names, from `capitalised_spans`, with the `titles` before them, all together in
   `named_article`;
3. `descriptions`: which phrases describe a name (`left_appositions` those before it); `roles` and `affiliations` read
   what they say;
4. `coreference.clusters`: names that mean the same, as `entities`, with what describes them and the gender that
   pronouns tell;
5. `sources`: the attributions' sources, front to back. Each is taken apart by `phrases` and looked up in
   `coreference`, where `discourse` holds all that changes while the article is read; `stated` reads who speaks a text
   as a whole, where the input says so; `headline_quotations` gives a headline's words to whom the text quotes;
6. `sides`: the side of each speaker, by `side_index`; where the article does not state it, by whose somebody is, by
   `earlier_phrases`, by the `surroundings` and by the country that the article is at `home` in.

A module imports only from the layers below it, which stand in pyproject.toml. `sources` stands above `sides`:
it asks for the side of several persons who speak together.

Where to look:

- where a quotation's speaker is chosen: `sources.SourceResolver`; without a source, `coreference.turns`;
- whom "he" means: `coreference.pronouns`; whom "the spokeswoman" or "the ministry" means: `coreference.persons`,
  `coreference.bodies`;
- whose a ministry's or an organisation's release is: `issuers`;
- where a side comes from: `sides` and `side_index`, from `conf/actors` and the speaker's country; a guess is marked in
  the resolution ("full-name+home", "description-group+context", "full-name+owner");
- where a title's meaning is read: `roles`, from `titles.csv` and `person_nouns.csv` of the word lists;
- where a name begins and ends: `capitalised_spans`, with its `calendar_words`; person, body or country: `mentions`;
- when two names are one person's: `names.is_same_person`, `coreference.clusters`.
"""

from rejoinder.statements.speakers.gazetteer import Gazetteer, GazetteerError, read_gazetteer
from rejoinder.statements.speakers.issuers import find_issuer
from rejoinder.statements.speakers.resolve import resolve_name, resolve_speakers

__all__ = ["Gazetteer", "GazetteerError", "find_issuer", "read_gazetteer", "resolve_name", "resolve_speakers"]
