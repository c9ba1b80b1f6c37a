"""The literature behind each option."""

from collections.abc import Iterable
from dataclasses import dataclass

from rejoinder.report.provenance import Option


@dataclass(frozen=True)
class Reference:
    """A work to cite.

    Attributes:
        targets: beginnings of the `_target_` of the options that it stands behind.
        use: what it is used for.
        text: the entry.
        url: its address.
    """

    targets: tuple[str, ...]
    use: str
    text: str
    url: str


REFERENCES = (
    Reference(
        ("rejoinder.articles.FolderFiles",),
        "main text of web pages",
        "Barbaresi, A. (2021). Trafilatura: A web scraping library and command-line tool for text discovery and "
        "extraction. ACL-IJCNLP: System Demonstrations, 122–131.",
        "https://doi.org/10.18653/v1/2021.acl-demo.15",
    ),
    Reference(
        (
            "rejoinder.articles.FolderFiles",
            "rejoinder.articles.TableFiles",
            "rejoinder.articles.Nexis",
            "rejoinder.articles.Factiva",
        ),
        "near copies",
        "Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of "
        "Sequences, 21–29.",
        "https://doi.org/10.1109/SEQUEN.1997.666900",
    ),
    Reference(
        ("rejoinder.parser",),
        "parsing",
        "Qi, P., Zhang, Y., Zhang, Y., Bolton, J. & Manning, C. D. (2020). Stanza: A Python natural language "
        "processing toolkit for many human languages. ACL: System Demonstrations, 101–108.",
        "https://doi.org/10.18653/v1/2020.acl-demos.14",
    ),
    Reference(
        ("rejoinder.parser",),
        "grammatical annotation",
        "de Marneffe, M.-C., Manning, C. D., Nivre, J. & Zeman, D. (2021). Universal Dependencies. Computational "
        "Linguistics 47(2), 255–308.",
        "https://doi.org/10.1162/coli_a_00402",
    ),
    Reference(
        ("rejoinder.parser.Compact",),
        "tags and trees",
        "Dozat, T. & Manning, C. D. (2017). Deep biaffine attention for neural dependency parsing. ICLR.",
        "https://arxiv.org/abs/1611.01734",
    ),
    Reference(
        ("rejoinder.statements",),
        "attribution: source, cue and content",
        "Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political news. LREC.",
        "https://aclanthology.org/L18-1524/",
    ),
    Reference(
        ("rejoinder.statements",),
        "statements as the unit of coding",
        "Leifeld, P. (2017). Discourse network analysis: Policy debates as dynamic networks. In The Oxford "
        "Handbook of Political Networks.",
        "https://doi.org/10.1093/oxfordhb/9780190228217.013.25",
    ),
    Reference(
        ("rejoinder.encoder",),
        "text encoders",
        "Reimers, N. & Gurevych, I. (2019). Sentence-BERT: Sentence embeddings using Siamese BERT-networks. "
        "EMNLP-IJCNLP, 3982–3992.",
        "https://doi.org/10.18653/v1/D19-1410",
    ),
    Reference(
        ("rejoinder.encoder",),
        "the network of the packaged encoder",
        "Song, K., Tan, X., Qin, T., Lu, J. & Liu, T.-Y. (2020). MPNet: Masked and permuted pre-training for "
        "language understanding. NeurIPS 33, 16857–16867.",
        "https://arxiv.org/abs/2004.09297",
    ),
    Reference(
        ("rejoinder.encoder", "rejoinder.parser"),
        "how the packaged encoder was tuned",
        "Hu, E. J., Shen, Y., Wallis, P., Allen-Zhu, Z., Li, Y., Wang, S., Wang, L. & Chen, W. (2022). LoRA: Low-rank "
        "adaptation of large language models. ICLR.",
        "https://arxiv.org/abs/2106.09685",
    ),
    Reference(
        ("rejoinder.frames.TunedFrames",),
        "the threshold of frames",
        "Lipton, Z. C., Elkan, C. & Naryanaswamy, B. (2014). Optimal thresholding of classifiers to maximize F1 "
        "measure. ECML PKDD, 225–239.",
        "https://doi.org/10.1007/978-3-662-44851-9_15",
    ),
    Reference(
        ("rejoinder.agreement",),
        "agreement of two coders",
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological "
        "Measurement 20(1), 37–46.",
        "https://doi.org/10.1177/001316446002000104",
    ),
    Reference(
        ("rejoinder.agreement",),
        "agreement of any number of coders",
        "Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding "
        "data. Communication Methods and Measures 1(1), 77–89.",
        "https://doi.org/10.1080/19312450709336664",
    ),
    Reference(
        ("rejoinder.agreement",),
        "Brier score",
        "Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review "
        "78(1), 1–3.",
        "https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2",
    ),
    Reference(
        ("rejoinder.agreement",),
        "calibration error in bins of equal numbers",
        "Nguyen, K. & O’Connor, B. (2015). Posterior calibration and exploratory analysis for natural language "
        "processing models. EMNLP, 1587–1598.",
        "https://doi.org/10.18653/v1/D15-1182",
    ),
    Reference(
        ("rejoinder.agreement",),
        "shares corrected for the machine’s errors",
        "Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I. & Zrnic, T. (2023). Prediction-powered "
        "inference. Science 382(6671), 669–674.",
        "https://doi.org/10.1126/science.adi6000",
    ),
    Reference(
        ("rejoinder.agreement",),
        "their power tuning",
        "Angelopoulos, A. N., Duchi, J. C. & Zrnic, T. (2023). PPI++: Efficient prediction-powered inference.",
        "https://arxiv.org/abs/2311.01453",
    ),
    Reference(
        ("rejoinder.agreement",),
        "their strata",
        "Fisch, A., Maynez, J., Hofer, R. A., Dhingra, B., Globerson, A. & Cohen, W. W. (2024). Stratified "
        "prediction-powered inference for hybrid language model evaluation. NeurIPS 37.",
        "https://arxiv.org/abs/2406.04291",
    ),
    Reference(
        ("rejoinder.agreement",),
        "samples from a finite set of statements",
        "Särndal, C.-E., Swensson, B. & Wretman, J. (1992). Model assisted survey sampling. Springer.",
        "https://doi.org/10.1007/978-1-4612-4378-6",
    ),
    Reference(
        ("rejoinder.agreement",),
        "intervals where disagreements are few",
        "Agresti, A. & Min, Y. (2005). Simple improved confidence intervals for comparing matched proportions. "
        "Statistics in Medicine 24(5), 729–740.",
        "https://doi.org/10.1002/sim.1781",
    ),
    Reference(
        ("rejoinder.figures",),
        "intervals of shares by outlet and over time",
        "Franco, C., Little, R. J. A., Louis, T. A. & Slud, E. V. (2019). Comparative study of confidence "
        "intervals for proportions in complex sample surveys. Journal of Survey Statistics and Methodology 7(3), "
        "334–364.",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6690503",
    ),
    Reference(
        ("rejoinder.figures",),
        "who stands with whom in slices of time",
        "Leifeld, P. (2013). Reconceptualizing major policy change in the advocacy coalition framework: A discourse "
        "network analysis of German pension politics. Policy Studies Journal 41(1), 169–198.",
        "https://doi.org/10.1111/psj.12007",
    ),
    Reference(
        ("rejoinder.figures",),
        "clusters of actors",
        "Clauset, A., Newman, M. E. J. & Moore, C. (2004). Finding community structure in very large networks. "
        "Physical Review E 70, 066111.",
        "https://doi.org/10.1103/PhysRevE.70.066111",
    ),
    Reference(
        ("rejoinder.figures",),
        "intervals of differences between groups",
        "Woodruff, R. S. (1971). A simple method for approximating the variance of a complicated estimate. Journal of "
        "the American Statistical Association 66(334), 411–414.",
        "https://doi.org/10.1080/01621459.1971.10482279",
    ),
    Reference(
        ("rejoinder.figures",),
        "intervals of differences near 0 and 1",
        "Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of "
        "eleven methods. Statistics in Medicine 17(8), 873–890.",
        "https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I",
    ),
    Reference(
        ("rejoinder.figures",),
        "errors of regressions",
        "Liang, K.-Y. & Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models. Biometrika "
        "73(1), 13–22.",
        "https://doi.org/10.1093/biomet/73.1.13",
    ),
    Reference(
        ("rejoinder.figures",),
        "replies as adjacency pairs",
        "Schegloff, E. A. & Sacks, H. (1973). Opening up closings. Semiotica 8(4), 289–327.",
        "https://doi.org/10.1515/semi.1973.8.4.289",
    ),
)


def list_references(options: Iterable[Option]) -> list[Reference]:
    """The works behind the chosen options, each once."""
    targets = [option.target for option in options]
    return [reference for reference in REFERENCES if any(target.startswith(reference.targets) for target in targets)]
