"""The recipe of the bundled parser: licences, own sentences, typography, a killed run that goes on, a trial run."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from rejoinder.encoder import Encoder, checkpoint
from rejoinder.encoder.articles import SUBWORDS
from rejoinder.parser import Compact
from rejoinder.parser.labeller import load_labeller
from rejoinder.parser.network import Sizes
from training.parser import conllu, cuts, evaluate, finalise, loop, news, prepare, sources, states, tree_task
from training.parser.conllu import DEPREL, FORM, HEAD, ID, UPOS, Sentence
from training.parser.typography import Restyle


def sentence(text: str, document: str = "", opens: bool = False) -> Sentence:
    """Words apart by blanks, the first the head; `a+b` is a multi-word token."""
    rows: list[list[str]] = []
    number = 0
    for token in text.split(" "):
        words = token.split("+")
        if len(words) > 1:
            rows.append([f"{number + 1}-{number + len(words)}", "".join(words), *"________"])
        for word in words:
            number += 1
            head, relation = ("0", "root") if number == 1 else ("1", "dep")
            rows.append([str(number), word, word.lower(), "X", "X", "_", head, relation, "_", "_"])
    return Sentence(rows=rows, document=document, opens=opens)


class TestLicences:
    def test_a_genre_for_non_commercial_use_is_left_out_and_counted(self) -> None:
        method = prepare.Prepare(
            restyle=Restyle(curl=0, straighten=0, curl_apostrophes=0, straighten_apostrophes=0, dash=0),
            breaks=prepare.Breaks(after_stop=0, after_other=0), news=0, cuts=0, sentences=0, seed=1,
        )  # fmt: skip
        file = [sentence("Kept here .", "GUM_news_x", True), sentence("Not this", "GUM_fiction_y", True)]
        selected, words = method.select([file], {}, sources.read_licences())
        assert [s.text for s in selected] == ["Kept here ."]
        assert words == {"gum_news": (3, 0), "gum_fiction": (0, 2)}

    def test_a_document_from_another_corpus_than_its_genre_has_its_own_licence(self) -> None:
        table = sources.read_licences()
        assert sources.identify_source("GUM_court_carpet", table.licence) == "gum_court_carpet"
        assert table.is_free("gum_court")
        assert not table.is_free("gum_court_carpet")

    def test_a_source_without_an_entry_is_an_error_that_names_it(self) -> None:
        with pytest.raises(sources.LicenceError, match="gum_poetry"):
            sources.read_licences().is_free("gum_poetry")

    def test_parts_of_another_version_of_a_joined_file_are_refused(self) -> None:
        parts = {"ewt": sources.Part(first=0, opens="Another opening")}
        with pytest.raises(sources.LicenceError, match="another version"):
            sources.assign_sources([sentence("An opening")], parts, sources.read_licences())

    def test_sentences_without_document_or_part_are_refused(self) -> None:
        with pytest.raises(sources.LicenceError, match="newdoc"):
            sources.assign_sources([sentence("Whose is this ?")], {}, sources.read_licences())

    def test_every_allowed_licence_permits_commercial_use_and_derivatives(self) -> None:
        assert not [name for name in sources.read_licences().allowed if "NC" in name or "ND" in name or "none" in name]


def heads(parsed: Sentence) -> list[int]:
    return [int(word[HEAD]) for word in parsed.words]


def ancestors(parsed: Sentence, word: int) -> list[int]:
    """Heads above a word, up to the root; a cycle ends the walk with itself."""
    path: list[int] = []
    while word and word not in path:
        path.append(word)
        word = heads(parsed)[word - 1]
    return path


OWN = [drawn for paragraph in news.draw_paragraphs(600, random.Random(5)) for drawn in paragraph]


class TestOwnSentences:
    def test_each_is_a_tree_with_one_root(self) -> None:
        for drawn in OWN:
            assert heads(drawn).count(0) == 1, drawn.text
            root = heads(drawn).index(0) + 1
            assert all(ancestors(drawn, int(word[ID]))[-1] == root for word in drawn.words), drawn.text

    def test_only_the_head_of_the_sentence_is_root(self) -> None:
        assert all((word[HEAD] == "0") == (word[DEPREL] == "root") for drawn in OWN for word in drawn.words)

    def test_punctuation_hangs_without_crossing_arcs(self) -> None:
        for drawn in OWN:
            for word in drawn.words:
                low, high = sorted((int(word[ID]), int(word[HEAD])))
                between = range(low + 1, high) if low else range(0)
                assert all(high in ancestors(drawn, one) or low in ancestors(drawn, one) for one in between), drawn.text

    def test_function_words_and_punctuation_have_no_clauses_below(self) -> None:
        bare = {"punct", "case", "mark", "det", "aux", "aux:pass", "cop", "cc"}
        for drawn in OWN:
            by_id = {word[ID]: word for word in drawn.words}
            below = [by_id[word[HEAD]] for word in drawn.words if word[HEAD] != "0" and word[DEPREL] != "fixed"]
            assert not [word[FORM] for word in below if word[DEPREL] in bare], drawn.text

    @pytest.mark.parametrize(
        ("relation", "upos"),
        [("punct", {"PUNCT"}), ("aux", {"AUX"}), ("cop", {"AUX"}), ("det", {"DET"}), ("mark", {"SCONJ", "PART"}),
         ("case", {"ADP", "PART", "VERB"}), ("cc", {"CCONJ"}), ("nummod", {"NUM"}), ("amod", {"ADJ"})],
    )  # fmt: skip
    def test_a_relation_has_the_parts_of_speech_that_the_validator_allows(self, relation: str, upos: set[str]) -> None:
        assert {word[UPOS] for drawn in OWN for word in drawn.words if word[DEPREL] == relation} <= upos

    def test_a_clause_after_said_last_month_that_hangs_on_the_verb(self) -> None:
        matching = [drawn for drawn in OWN if " last month that " in drawn.text]
        assert matching
        for drawn in matching:
            forms = [word[FORM] for word in drawn.words]
            month = forms.index("month")
            verb = heads(drawn)[month]
            assert drawn.words[verb - 1][UPOS] == "VERB"
            mark = next(word for word in drawn.words[month:] if word[FORM] == "that")
            assert heads(drawn)[int(mark[HEAD]) - 1] == verb

    def test_a_title_stands_before_the_name_as_its_description(self) -> None:
        described = [drawn for drawn in OWN if any(word[DEPREL] == "nmod:desc" for word in drawn.words)]
        assert len(described) > 100
        assert all(
            int(word[HEAD]) > int(word[ID])
            for drawn in described
            for word in drawn.words
            if word[DEPREL] == "nmod:desc"
        )

    def test_every_style_of_quotation_mark_occurs(self) -> None:
        text = "".join(drawn.text for drawn in OWN)
        assert all(mark in text for mark in ('"', "“", "”", "‘", "''"))

    def test_a_template_with_an_unknown_kind_is_refused_with_its_section(self, tmp_path: Path) -> None:
        file = tmp_path / "news.txt"
        file.write_text("[tags]\nNN NOUN NN _\n[sentence]\nRain:NN/0/root {nothing}/1/dep\n", encoding="utf-8")
        with pytest.raises(ValueError, match=r"\[sentence\].*nothing"):
            news.read_grammar(file)


class TestCuts:
    """Sentences for the tokenizer alone."""

    def test_every_character_has_a_label_and_the_last_one_ends_a_sentence(self) -> None:
        for text, labels in cuts.draw_labelled(500, random.Random(1)):
            assert len(text) == len(labels)
            assert labels[-1] in "24"
            assert all(label == "0" for sign, label in zip(text, labels, strict=True) if sign == " ")

    def test_a_sentence_may_end_before_another_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cuts, "read_kinds", lambda: {"sentence": ["At 5 p.m."]})
        paragraphs = cuts.draw_labelled(50, random.Random(1))
        assert ("At 5 p.m. At 5 p.m.", "0101000020010100002") in paragraphs
        assert sum(text.count("At") for text, _ in paragraphs) == 50

    def test_signs_of_a_line_cut_words_and_part_multi_word_tokens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cuts, "read_kinds", lambda: {"sentence": ["{who'} do+n't go~."], "who": ["we"]})
        assert cuts.draw_labelled(1, random.Random(1)) == [("We don't go.", "010000030012")]

    def test_a_sentence_has_no_two_full_stops(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cuts, "read_kinds", lambda: {"sentence": ["So says Lee~, Jr.~,~."]})
        assert [text for text, _ in cuts.draw_labelled(1, random.Random(1))] == ["So says Lee, Jr."]


class TestFiles:
    def test_labels_mark_tokens_multi_word_tokens_and_sentence_ends(self, tmp_path: Path) -> None:
        prepare.write_tokenizer_files([[sentence("We do+n't . So"), sentence("it+'s")]], tmp_path / "tok")
        assert (tmp_path / "tok.txt").read_text() == "We don't . So it's\n"
        assert (tmp_path / "tok.label").read_text() == "010000030100200004\n"

    def test_written_sentences_read_back(self, tmp_path: Path) -> None:
        sentences = [sentence("We do+n't know .", opens=True), sentence("So")]
        conllu.write(sentences, tmp_path / "x.conllu")
        assert conllu.read(tmp_path / "x.conllu") == sentences

    def test_restyled_quotes_open_and_close_and_trees_stay(self) -> None:
        straight = sentence('" Yes " ,')
        for row in (straight.rows[0], straight.rows[2]):
            row[UPOS] = "PUNCT"
        all_curled = Restyle(curl=1, straighten=0, curl_apostrophes=0, straighten_apostrophes=0, dash=0)
        (curly,) = all_curled([straight], random.Random(0))
        assert [word[FORM] for word in curly.words] == ["“", "Yes", "”", ","]
        assert heads(curly) == heads(straight)

    def test_shipped_settings_name_no_folder_of_the_machine(self) -> None:
        state = {"config": {"train_file": "/home/x/train.conllu", "save_dir": "/home/x"}, "model": {"w": torch.ones(2)}}
        shipped = finalise.finish(state)
        assert shipped["config"] == {"train_file": "train.conllu", "save_dir": ""}
        assert shipped["model"]["w"].dtype == torch.float16


class Line:
    """A task of the loop: a linear map learns to double; it stops with an error at a step, as if killed."""

    def __init__(self, until: int) -> None:
        torch.manual_seed(3)
        self.model: nn.Module = nn.Linear(2, 2)
        self.optimizers: list[torch.optim.Optimizer] = [torch.optim.Adam(self.model.parameters(), lr=0.1)]
        self.left = until

    def epoch(self, number: int) -> list[torch.Tensor]:
        generator = torch.Generator().manual_seed(number)
        return [torch.rand(4, 2, generator=generator) for _ in range(5)]

    def update(self, batch: torch.Tensor) -> float:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        loss = (self.model(nn.functional.dropout(batch, 0.2)) - 2 * batch).square().mean()
        self.optimizers[0].zero_grad()
        loss.backward()
        self.optimizers[0].step()
        return loss.item()

    def evaluate(self) -> dict[str, float]:
        return {}

    def save(self, path: Path) -> None:
        torch.save(self.model.state_dict(), path)


SCHEDULE = loop.Schedule(steps=24, warmup=0.1, average=0.9, evaluate=100, checkpoint=4)


def test_a_run_that_was_killed_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    loop.run(Line(until=99), SCHEDULE, tmp_path / "straight.pt")
    with pytest.raises(KeyboardInterrupt):
        loop.run(Line(until=14), SCHEDULE, tmp_path / "killed.pt")
    loop.run(Line(until=99), SCHEDULE, tmp_path / "killed.pt")
    straight, killed = (torch.load(tmp_path / name) for name in ("straight.pt", "killed.pt"))
    assert all(torch.equal(straight[name], killed[name]) for name in straight)
    assert not list(tmp_path.glob("*.checkpoint"))


def test_the_learning_rate_rises_then_falls_to_nothing() -> None:
    rates = [SCHEDULE.compute_rate(step) for step in range(24)]
    top = rates.index(max(rates))
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] < 0.02


LAYERS, WIDTH = 7, 768  # of the packaged encoder
SIZES = Sizes(layers=LAYERS, width=WIDTH, words=16, hidden=16, arcs=16, relations=16)
SETTINGS = tree_task.TreeSettings(sizes=SIZES, dropout=0.0, rate=1e-2, decay=0.0, words=60)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A few own sentences, and the states of their words."""
    file = tmp_path_factory.mktemp("own") / "own.conllu"
    conllu.write(OWN[:12], file)
    states.main(file, file.with_suffix(".npy"), LAYERS)
    return file, file.with_suffix(".npy")


class TestStates:
    def test_every_word_has_its_states_in_the_order_of_the_file(self, own: tuple[Path, Path]) -> None:
        cached = np.load(own[1])
        assert cached.shape == (sum(len(drawn.words) for drawn in OWN[:12]), LAYERS, WIDTH)
        assert np.abs(cached).max(axis=(1, 2)).all()

    def test_spans_hold_their_words_and_words_of_another_spelling_share_their_token(self) -> None:
        sentences = [sentence("We do+n't know .", opens=True), sentence("So", opens=True)]
        text, spans = states.place_words(sentences)
        assert [[text[start:end] for start, end in words] for words in spans] == [
            ["We", "do", "n't", "know", "."],
            ["So"],
        ]
        misspelt = sentence("wan+na")
        misspelt.rows[1][FORM], misspelt.rows[2][FORM] = "want", "to"
        assert states.place_words([misspelt])[1] == [[(0, 5), (0, 5)]]

    def test_states_are_those_of_the_sentences_that_are_read_together(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        conllu.write(OWN[:5], tmp_path / "own.conllu")
        monkeypatch.setattr(states, "_AT_ONCE", 3)
        states.main(tmp_path / "own.conllu", tmp_path / "own.npy", LAYERS)
        encoder = Encoder(model="", max_tokens=SUBWORDS, layers=(1,))
        parts = [states.compute_word_states(part, encoder, range(LAYERS, 0, -1)) for part in (OWN[:3], OWN[3:5])]
        assert np.array_equal(np.load(tmp_path / "own.npy"), np.concatenate(parts))
        assert sorted(file.name for file in tmp_path.iterdir()) == ["own.conllu", "own.npy"]


class TestTreeTask:
    def test_it_learns_the_trees_that_it_is_shown_and_is_loaded_with_its_encoder(
        self, own: tuple[Path, Path], tmp_path: Path
    ) -> None:
        file, cached = own
        task = tree_task.Task(SETTINGS, file, file, (cached, cached), 1)
        for number in range(40):
            for batch in task.epoch(number):
                task.update(batch)
        scores = task.evaluate()
        assert min(scores["UPOS"], scores["UFeats"], scores["LAS"]) > 95, scores
        task.save(tmp_path / "parser.safetensors")
        labeller, encoder = load_labeller(tmp_path)
        assert encoder == checkpoint.hash_weights(checkpoint.find_folder(""))
        words = OWN[0].words
        vectors = labeller.mix_layers(np.load(cached)[: len(words)].astype(np.float32).transpose(1, 0, 2).copy())
        labelled = labeller([word[FORM] for word in words], vectors)
        assert [label.upos for label in labelled] == [word[UPOS] for word in words]

    def test_a_pass_has_every_sentence_once_in_an_order_of_its_own(self, own: tuple[Path, Path]) -> None:
        task = tree_task.Task(SETTINGS, own[0], own[0], (own[1], own[1]), 1)
        one, again, other = ([example.begin for batch in task.epoch(n) for example in batch] for n in (0, 0, 1))
        assert one == again
        assert one != other
        assert sorted(one) == sorted(other) == sorted({example.begin for example in task.examples})

    def test_batches_have_about_as_many_words_as_asked_for(self) -> None:
        random.seed(1)
        lengths = [random.randint(1, 30) for _ in range(200)]
        batches = tree_task.draw_batches(lengths, 100)
        assert sorted(index for batch in batches for index in batch) == list(range(200))
        assert max(sum(lengths[index] for index in batch) for batch in batches) < 130


class TestScores:
    def test_an_article_of_a_test_file_has_its_paragraphs_as_blocks(self) -> None:
        article = evaluate.build_article(
            [sentence("We do+n't .", opens=True), sentence("So"), sentence("No", opens=True)]
        )
        blocks = [article["text"][block["start"] : block["end"]] for block in article["blocks"]]
        assert blocks == ["We don't . So", "No"]

    def test_gold_words_that_went_through_rows_have_full_scores(self, tmp_path: Path) -> None:
        conllu.write([sentence("We do+n't know http://example.org/x .", opens=True)], tmp_path / "gold.conllu")
        text = "We don't know http://example.org/x ."
        spans = [(0, 2), (3, 5), (5, 8), (9, 13), (14, 34), (35, 36)]
        words = [
            {
                "article_id": "test", "sent_id": 1, "block": 0, "token_id": n, "form": text[start:end], "lemma": "_",
                "upos": "X", "xpos": "X", "feats": "_", "head": min(n - 1, 1), "deprel": "dep" if n > 1 else "root",
                "start": start, "end": end, "mwt": {2: 2, 3: 0}.get(n, 1),
            }
            for n, (start, end) in enumerate(spans, 1)
        ]  # fmt: skip
        scores = evaluate.score(tmp_path / "gold.conllu", evaluate.format_words(words, text), "Words", "UPOS", "LAS")
        assert scores == {"Words": 100, "UPOS": 100, "LAS": 100}


def test_finished_models_are_finished_the_same_once_more(tmp_path: Path) -> None:
    torch.save({"config": {"save_dir": "/x"}, "model": {"w": torch.rand(3)}}, tmp_path / "any.pt")
    for name in (*finalise.STANZA_FILES, "parser.safetensors"):
        (tmp_path / name).write_bytes((tmp_path / "any.pt").read_bytes())
    finalise.main(tmp_path, tmp_path / "once")
    finalise.main(tmp_path / "once", tmp_path / "twice")
    once, twice = ((tmp_path / name / "SHA256SUMS").read_text(encoding="utf-8") for name in ("once", "twice"))
    assert once == twice
    assert len(once.splitlines()) == 3


@pytest.mark.slow
def test_the_recipe_runs_on_two_hundred_sentences(tmp_path: Path) -> None:
    for name, part in (("train", OWN[:120]), ("dev", OWN[120:140]), ("test", OWN[140:160])):
        text = conllu.format_sentences(part)
        for treebank in ("EWT/en_ewt", "GUM/en_gum", "PUD/en_pud"):
            file = tmp_path / f"UD_English-{treebank}-ud-{name}.conllu"
            conllu.write_text(file, f"# newdoc id = GUM_news_{name}\n{text}")
    trial = "steps: 3, warmup: 0.1, average: 0.9, evaluate: 2, checkpoint: 2"
    sizes = "layers: 7, width: 768, words: 16, hidden: 16, arcs: 16, relations: 16"
    overrides = [f"folder={tmp_path}", f"out={tmp_path}/run", "prepare.news=20", "prepare.sentences=60"]
    overrides += ["stanza.lemmatizer.num_epoch=1", f"parser.sizes={{{sizes}}}"]
    overrides += [f"schedule.{name}={{{trial}}}" for name in ("tokenizer", "parser")]
    subprocess.run([sys.executable, "-m", "training.parser", *overrides], check=True, capture_output=True, text=True)
    card = (tmp_path / "run/en/MODEL_CARD.md").read_text(encoding="utf-8")
    scores = json.loads((tmp_path / "run/scores.json").read_text(encoding="utf-8"))["scores"]
    assert f"{scores['pud']['LAS']:.2f}" in card
    assert "CC BY 2.5" in card
    assert checkpoint.hash_weights(checkpoint.find_folder("")) in card
    text = "It works."
    article = {"article_id": "a", "text": text, "blocks": [{"start": 0, "end": len(text), "kind": "paragraph"}]}
    assert Compact(models=str(tmp_path / "run/en"), encoder="")([article]).words
