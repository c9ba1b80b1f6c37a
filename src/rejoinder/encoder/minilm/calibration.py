"""Texts that calibrate the encoder's quantisation: news of every kind, written for this project."""

TEXTS = (
    "Talks failed.",
    "“We reject this,” the spokeswoman said; “it is a lie.”",
    "The ministry denied on Tuesday that its ships had crossed the line, and called the report an insult.",
    "Prices rose 3.4 % in 2019, to $1,250 a tonne, after the U.N. lifted its ban.",
    "If you attack us, we'll answer with everything we have!",
    "Officials from both countries agreed to share data on floods, fires and disease, and to meet again in the spring.",
    "Who gave the order, and why did nobody in the capital stop it?",
    "* The opposition * praised the judges, but their own lawyer, Dr. Amal Roth, was less sure.",
    "A crowd of farmers, students, nurses and pensioners, some of whom had walked for three days through rain and mud"
    " to be there, waited in silence outside the parliament while the deputies argued until long after midnight"
    " over a law that hardly any of them had read.",
    "He was [MASK] by * the company *, according to e-mails seen by a newspaper.",
    "photo: www.example.org/news?id=42 (c) 2020 - all rights reserved",
    "For my mother it wasn't history, it was home.",
)
