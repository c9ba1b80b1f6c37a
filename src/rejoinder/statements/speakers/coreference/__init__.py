"""Who is who: names grouped into entities (clusters), then pronouns, descriptions and bare quotations resolved to them.

- `clusters`: names of one person, body or country;
- `discourse`: who was spoken of and who spoke, as far as the article has been read, and how salient they are;
- `pronouns`: whom "he" and "they" mean;
- `nominals`: whom a description means, of `persons` ("the spokeswoman", "officials") or `bodies` ("the ministry");
- `owners`: whose they are ("its chairman"); `offices`: whether a description and somebody hold one office;
- `cataphora`: who is described first and named later; `authors`: who speaks through a document; `pairs`: "both";
- `turns`: who speaks a quotation without a source.
"""
