"""Titles and captions of the report, each of which stands alone, and what figures show in words."""

from typing import NamedTuple


class FigureCaption(NamedTuple):
    """Title, caption, and what the figure shows in words for those who do not see it; {names} are filled in.

    Attributes:
        title: without a full stop.
        text: of the caption.
        alt: what the picture shows, "" where only the title is known.
    """

    title: str
    text: str
    alt: str


class TableCaption(NamedTuple):
    """Title and caption of a table."""

    title: str
    text: str


# By file name, in the order of the report: sides, time, networks, replies, speakers, one article, agreement. Figures
# and tables that are not named here come after, by name.
FIGURES = {
    "sides_frames": FigureCaption(
        "Which side uses which frame",
        "Number of statements by the speaker’s side and frame, out of {statements} statements in {articles}; n is the"
        " number of all statements of the side, and the darker a cell, the larger its share of them; the pale bar at"
        " its foot is as wide as the part of its count that is uncertain. A statement with two frames counts for both."
        " Grey, below the named sides: third parties (speakers of a country or body that is no side), speakers whose"
        " side is not known, and what the outlet narrates.",
        "Heat map of counts with sides in rows and frames in columns: {frames}, none.",
    ),
    "differences": FigureCaption(
        "How sides differ in their frames",
        "Share of the side’s statements with each frame less the share among the statements of all other sides, of"
        " speakers whose side is known; n is the number of the side’s statements. Right of the line a side uses a frame"
        " more than the others, left of it less. Lines are 95 % intervals that allow for statements of one article"
        " being alike; a hollow mark has none, as no statement or each has the frame, and sides with too few articles"
        " are in the table “Differences”. They leave the machine’s errors aside, and of many intervals some miss.",
        "Dot plots with intervals on both sides of zero, one panel for each frame, a row for each side.",
    ),
    "over_time": FigureCaption(
        "Frames over time",
        "Share of statements with each frame by day, month or year; {undated}lines break where there are no articles."
        " Bands are 95 % intervals that allow for statements of one article being alike, left out, and the mark hollow,"
        " where articles are few. They take the articles as a sample of their like, and leave machine errors aside.",
        "Line charts of the share of statements by period, one panel for each frame: {frames}.",
    ),
    "by_outlet": FigureCaption(
        "Frames by outlet",
        "Share of each outlet’s statements with each frame; n is the number of all its statements, outlets with the"
        " fewest are pooled as “others”. Lines are 95 % intervals that allow for statements of one article being alike,"
        " left out, and the mark hollow, where articles are few. They take the articles as a sample of their like, and"
        " leave the machine’s errors aside.",
        "Dot plots of shares with intervals, one panel for each frame, a row for each outlet.",
    ),
    "stance_network": FigureCaption(
        "Who speaks how of whom",
        "Speakers, or sides where speakers are too many, on the left, the targets their statements speak of on the"
        " right. A ribbon is as wide as its number of statements; its colour and hatching tell whether they favour the"
        " target, oppose it or do neither. A statement counts once for each target, so n may exceed the speaker’s"
        " statements. Pale, below the named sides: third parties, speakers whose side is not"
        " known, and narration; where these have more statements, their ribbons are narrower, together as wide as the"
        " named sides’, and the note says at what part of their width they are drawn.",
        "Ribbons from speakers on the left to targets on the right, coloured and hatched by stance.",
    ),
    "two_mode_network": FigureCaption(
        "Who takes which position",
        "The two-mode network of actors, in the outer columns below their sides, and of what they take positions"
        " on, in the middle: the frames of their statements, or the targets that these favour or oppose. A line is"
        " as wide as its number of positions; a statement is one for each of its frames or targets. In brackets, and"
        " as the area of a circle, is the number of an actor’s positions; in a box, that of the actors shown. Actors"
        " with fewer positions than the page has room for are in the data only. Grey and pale, below the named"
        " sides: third parties, and actors whose side is not known. What outlets say themselves is left out.",
        "Network with actors on the left and right, frames or targets in the middle, and lines between them.",
    ),
    "congruence_clusters": FigureCaption(
        "Who stands with whom, over time",
        "Clusters of actors who take the same positions, in slices of time with about equal numbers of articles."
        " Those of one colour and letter agree with each other more than with others: a tie is two actors’"
        " agreements less their contradictions, divided by their mean number of positions. A cluster keeps its"
        " letter while most of its actors stay together; where an actor stays in it, cells are joined. The legend"
        " says which positions several of its actors take most. In brackets is an actor’s number of positions;"
        " without a letter are those with too few. Modularity is near 0 where nothing divides the actors, and higher"
        " the more they are divided. What outlets say themselves is left out.",
        "Grid with a row for each actor and a column for each slice of time; clusters have colours and letters.",
    ),
    "specification_curve": FigureCaption(
        "Shares under other choices",
        "Specification curves: the share of all statements with each frame under every combination of the defensible"
        " choices in conf/multiverse. Above, all specifications in the order of their estimates, with 95 % intervals"
        " that allow for statements of one article being alike; below, what each chooses, the preferred value first."
        " Blocks in colour are of the choice that moves the number most; choices that move none are left out. The"
        " median’s interval is from resamples of whole articles. Machine errors are left aside.",
        "For each frame a curve of sorted estimates, above rows of blocks that tell which choices each is of.",
    ),
    "specification_curve_sides": FigureCaption(
        "Differences of sides under other choices",
        "Specification curves: the share of the side’s statements with each frame less that of all other sides, under"
        " every combination of the defensible choices in conf/multiverse. Above, all specifications in the order of"
        " their estimates, with 95 % intervals that allow for statements of one article being alike; those without"
        " have too few articles. Below, what each chooses, the preferred value first. Blocks in colour are of the"
        " choice that moves the number most. The median’s interval is from resamples of whole articles. Sides for"
        " which there is no room, or with too few articles, are in the table “Numbers under other choices”.",
        "For each side and frame a curve of sorted estimates, above rows of blocks that tell which choices each is of.",
    ),
    "replies": FigureCaption(
        "Who answers whom",
        "Number of replies by the side that answers, in rows, and the side that is answered, in columns. Replies are"
        " denials, by their frame, and retorts: accusations against a side that accused the speaker’s own earlier in"
        " the article. A denial answers the side that its sentence names, else the one that last accused the speaker’s"
        " own in the article; the pale bar at a cell’s foot is as wide as the part of its count that does not name whom"
        " it answers. The darker a cell, the larger its share of the row; n is the row’s sum. A statement that answers"
        " two sides counts for both.",
        "Heat map of counts with answering sides in rows and answered sides in columns.",
    ),
    "keyness": FigureCaption(
        "Key words",
        "Words that a part of the corpus uses more (right, blue) or less (left, brown) than what it is held against, by"
        " signed log-likelihood ratio G² (Dunning’s, of four cells); of up to six parts, those with p below .05 and the"
        " highest G². In parentheses all words of the part; of sides, what they are reported to say. Pale are words of"
        " weak evidence (BIC below 2), and those that one article alone has: they are key to that article. G² takes"
        " words as drawn one by one, and is not corrected for the number of words tested.",
        "Bar charts, a panel for each part of the corpus, a bar for each word, to the right where it is more frequent.",
    ),
    "speakers_frames": FigureCaption(
        "Speakers’ frame profiles",
        "Share of each speaker’s statements with each frame and with none, the pale end of a bar those that are"
        " uncertain; the numbers at the bars are counts, n is the number of all statements of the speaker, out of"
        " {statements} in {articles}. The panels share one scale."
        " Grey, below the speakers of the named sides: third parties (of a country or body that is no side), speakers"
        " whose side is not known, and the outlet’s narration; those beyond the room of the page are pooled with their"
        " like.",
        "Bar charts, one panel for each frame and one for none, a bar for each speaker.",
    ),
    "score": FigureCaption(
        "The article as a score",
        "The article with the most framed statements. Its sentences run from left to right, each in the row of its"
        " speaker, speakers grouped by side: those of the named sides first, then third parties, speakers whose side is"
        " not known, and the outlet, with grey names. A coloured cell carries a frame, by colour and sign ({frames});"
        " one without a frame is grey where the outlet speaks and empty where somebody is quoted.",
        "Grid with a column for each sentence and a row for each speaker; cells are coloured and lettered by frame.",
    ),
    "agreement": FigureCaption(
        "Machine and gold coding",
        "Agreement on each frame, pooled over all frames and as the frames’ mean, between the machine and each gold"
        " coding and between these: F1 and Krippendorff’s alpha, 1 being full agreement; n is the number of"
        " statements coded by both. Lines are intervals, left out where there are too few articles for one.",
        "Two dot plots, F1 and Krippendorff’s alpha, a row for each frame and a mark for each pair of coders.",
    ),
    "thresholds": FigureCaption(
        "Agreement by threshold",
        "F1 and Krippendorff’s alpha of the machine with each gold coding if a frame were given from another score"
        " on; n is the number of statements coded. A threshold chosen here must be tested on other statements.",
        "Line charts of F1 and alpha by threshold, one panel for each frame, a line style for each coding.",
    ),
    "reliability": FigureCaption(
        "Scores as probabilities",
        "Statements in bins of like scores, of as equal numbers as ties allow: the share that each gold coding gave the"
        " frame, by mean score. “Cross-validation” are statements that the model which scored them did not learn from:"
        " training statements of other topics or, of the tuned network, those held out when it was trained. On the"
        " diagonal scores are probabilities. The Brier score is 0 at best; where codings differ, its lowest and highest"
        " are given. n is the number of statements coded.",
        "Charts of the share coded by mean score, one panel for each frame, with the diagonal.",
    ),
    "prevalence": FigureCaption(
        "Shares corrected for the machine’s errors",
        "Share of all {statements} statements in {articles} with each frame: the machine’s own, and that estimated"
        " from each coded random sample by prediction-powered inference. Lines are intervals, of these articles only.",
        "Dot plot of shares, a row for each frame: the machine’s, and the corrected ones with intervals.",
    ),
}
TABLES = {
    "statements": TableCaption(
        "Statements",
        "Every sentence with its speaker, side, form and frames, and the rules that found them. The CSV has all codes,"
        " scores and stances as well.",
    ),
    "sides_frames": TableCaption(
        "Frames by side",
        "Number of statements; one with two frames counts for both. Sides that are not named in conf/actors are third"
        " parties; below them what is of no known side, and narration.",
    ),
    "sides": TableCaption(
        "Shares by side",
        "Share of each side’s statements with each frame, with 95 % intervals that allow for statements of one article"
        " being alike and leave the machine’s errors aside.",
    ),
    "outlets": TableCaption(
        "Frames by outlet", "Share of each outlet’s statements with each frame, with 95 % intervals, no outlet pooled."
    ),
    "stances": TableCaption(
        "Stances of sides",
        "Number of statements toward each target by stance, how many of them do not name it (implied), and the share"
        " that is neutral; scores run from −1 to 1.",
    ),
    "differences": TableCaption(
        "Differences",
        "Share of statements with each frame in a side, outlet, genre or period, less that in its reference: all others"
        " of its kind or, of periods, the one before. 95 % intervals allow for statements of one article being alike."
        " Of sides, only statements by speakers whose side is known count. Where a coder is named, shares are corrected"
        " for the machine’s errors by that coder’s random sample, and intervals allow for both; groups with too few"
        " coded statements have no such row.",
    ),
    "multiverse": TableCaption(
        "Numbers under other choices",
        "Shares of all statements with each frame (without a side), and differences of sides from all others, under"
        " every combination of the choices in conf/multiverse: the preferred one, and median, quartiles and extremes of"
        " all. same_sign is the share of specifications with the median’s sign, apart of those whose interval lies"
        " wholly on its side of zero; p_median and p_apart are how often resamples of articles without any difference"
        " have a median as far from zero, and as many apart. most is the choice that moves the number most,"
        " most_alone its share of the variance.",
    ),
    "multiverse_choices": TableCaption(
        "What each choice moves",
        "Of the variance of a number between specifications, the share that a choice makes alone, and with others, as"
        " where it matters only under another choice; moves is by how much the number differs on average between its"
        " values. Notes say why a choice is none here.",
    ),
    "models": TableCaption(
        "Models of frames",
        "Logistic regression of each frame on what statements differ in at once, clustered by article. Effect is the"
        " average marginal effect: by how much the share with the frame would be higher at this level than at the"
        " reference, all else as it is. Models of too few articles or statements are withheld. The machine’s"
        " errors are left aside. docs/comparisons.md explains the columns.",
    ),
    "replies": TableCaption(
        "Replies",
        "Denials and retorts, each with the accusation that it answers, where one was found, and what tells so: its"
        " sentence, which names the side, or the order of the article. Days are those between the two; depth is 1 for"
        " the reply to a first accusation, 2 for the reply to such a reply, and so on.",
    ),
    "keyness": TableCaption(
        "Key words",
        "Words that are more, or less, frequent in a part of the corpus than in its reference, with raw counts and the"
        " number of articles that have them. G2 is below 0 where a word is less frequent; p (of one word, not corrected"
        " for the number tested) and BIC (G2 − ln N) are of the four-term G2. In Log Ratio a count of 0 is taken for"
        " 0.5; other ratios to 0 are left empty. docs/words.md has the formulas.",
    ),
    "concordance": TableCaption("Concordance", "Terms, cues and words that speak for a frame, in their sentences."),
    "agreement": TableCaption(
        "Agreement", "Coders in pairs; precision and recall are the first coder’s, held against the second."
    ),
    "calibration": TableCaption(
        "Calibration",
        "The machine’s scores as probabilities: Brier score with its interval, that of a constant (base), and"
        " calibration error.",
    ),
    "prevalence": TableCaption(
        "Corrected shares",
        "Share of statements with each frame, in all and by side: the machine’s, and corrected for its errors by a"
        " coded random sample, with interval and λ (tuning). Coders and sides without any corrected share are left out"
        " here; the data of the figure has them, with the reason.",
    ),
    "efforts": TableCaption(
        "What coders take",
        "Seconds, tokens and money for 1,000 statements. No run measures what it shows: a language model’s numbers are"
        " those of its recorded answers, a kept coder’s those of the hour when it was kept. All begin with"
        " the same parses, which are not counted.",
    ),
    "correctness": TableCaption(
        "Speakers, sides and stances",
        "Share of the machine’s that each coder calls right, with n and interval: of speakers and sides of all"
        " statements coded, of stances among those that machine or coder gives, in favour or against. The statements of"
        " a sheet weigh as many as they stand for, here as in table “Agreement”: the share is that of all statements of"
        " these articles.",
    ),
    "confusion": TableCaption(
        "Confusion", "Statements marked by both coders, one or neither, with some of them by identifier."
    ),
    "corrections": TableCaption(
        "Corrections",
        "Values set by seeds/corrections.csv, by line: what the machine said, what stands, and in how many statements."
        " Without a line is what follows from others: the side of a corrected speaker, stances judged anew. Agreement"
        " is that of the machine’s own values.",
    ),
    "speakers_to_check": TableCaption(
        "Speakers to check",
        "Those without a side, with contradicting sides, merged from several names, with a name that may be somebody"
        " else’s, or whose name is a pronoun, a common noun or in small letters only, by number of statements; the"
        " example is of the rarest side and name.",
    ),
    "coder": TableCaption(
        "Cross-validation of the frame coder",
        "Of the variant “tuned” on statements held out when the network was trained, whose scores came with its"
        " weights; its threshold is one number for all frames. Of the others on the training statements: decisions on"
        " topics that neither model nor threshold had seen.",
    ),
    "variables": TableCaption(
        "Variables", "The columns of statements.csv and statements.parquet, which hold one row for each statement."
    ),
    "codebook": TableCaption("Codebook", "The frames as coders read them."),
}
