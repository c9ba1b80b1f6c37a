"""Who is who: names grouped into entities (clusters), then pronouns, descriptions and bare quotations resolved to them.

- `clusters`: names of one person, body or country;
- `discourse`: who was spoken of and who spoke, as far as the article has been read, and how salient they are;
- `pronouns`, `nominals` ("the spokeswoman", "officials"), `turns` (quotations without a source): the antecedent.
"""
