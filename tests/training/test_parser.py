"""The recipe of the bundled parser: licences, own sentences, typography, a trial run that is killed and goes on."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import torch
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.depparse.trainer import unpack_batch
from torch import nn

from rejoinder.parser import Compact
from training.parser import conllu, finalise, loop, news, prepare, retag, sources, speedups, tasks
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
            breaks=prepare.Breaks(after_stop=0, after_other=0), news=0, sentences=0, seed=1,
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

    def test_jackknifed_halves_share_no_sentence_and_lose_none(self) -> None:
        paragraphs = [[sentence(f"s{number}", opens=True)] for number in range(50)]
        one, other = prepare.split_folds(paragraphs, 10)
        assert Counter(s.text for s in one + other) == Counter(paragraph[0].text for paragraph in paragraphs)
        assert len(one) == 30

    def test_retagging_changes_tags_only(self) -> None:
        gold, tagged = sentence("We know"), sentence("We know")
        tagged.rows[0][UPOS], tagged.rows[0][HEAD] = "PRON", "2"
        (retagged,) = retag.copy_tags([gold], [tagged])
        assert (retagged.rows[0][UPOS], retagged.rows[0][HEAD]) == ("PRON", gold.rows[0][HEAD])

    @pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
    def test_a_share_of_the_sentences_has_automatic_tags(self, share: float) -> None:
        gold, tagged = [sentence("gold")] * 1000, [sentence("tagged")] * 1000
        mixed = retag.mix(gold, tagged, share, random.Random(2))
        assert [s.text for s in mixed].count("tagged") == pytest.approx(1000 * share, abs=50)

    def test_shipped_settings_name_no_folder_of_the_machine(self) -> None:
        state = {"config": {"train_file": "/home/x/train.conllu", "save_dir": "/home/x"}, "model": {"w": torch.ones(2)}}
        shipped = finalise.finish("pos", state)
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


def test_the_faster_lstm_gives_the_same_states_and_gradients() -> None:
    torch.manual_seed(1)
    lstm = nn.LSTM(3, 4, batch_first=True, bidirectional=True)
    results = []
    for run in (speedups._ORIGINAL_LSTM, speedups._run_lstm):
        sequences = [torch.arange(3.0 * size).view(size, 3).div(10).requires_grad_() for size in (5, 3, 3, 1)]
        states, _ = run(lstm, nn.utils.rnn.pack_sequence(sequences))
        states.data.sin().sum().backward()
        results.append([states.data, *(part.grad for part in sequences)])
    assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(*results, strict=True))


def parser(folder: Path) -> tasks.Parser:
    """A small parser without dropout, over own sentences."""
    conllu.write(OWN[:60], folder / "own.conllu")
    words = PretrainedWordVocab(["the", "said", "plan"])
    torch.save({"vocab": words.state_dict(), "emb": torch.rand(len(words), 8)}, folder / "vectors.pt")
    files = {"train_file": folder / "own.conllu", "eval_file": folder / "own.conllu"}
    sizes = {"hidden_dim": 8, "char_hidden_dim": 8, "word_emb_dim": 8, "char_emb_dim": 8, "tag_emb_dim": 8}
    still = {"dropout": 0.0, "word_dropout": 0.0, "rec_dropout": 0.0, "augment_nopunct": 0.0, "cpu": True}
    common = {"mode": "train", "lang": "en", "shorthand": "en_own", "wordvec_pretrain_file": folder / "vectors.pt"}
    return tasks.Parser({**common, **files, **sizes, **still}, folder / "own.conllu")


def test_the_faster_loss_of_the_parser_is_its_own(tmp_path: Path) -> None:
    task = parser(tmp_path)
    batch, _, order, lengths, word_lengths, text = unpack_batch(next(iter(task.epoch(0))), "cpu")
    task.model.train()
    fast, _ = task.model.forward(*batch, order, lengths, word_lengths, text)
    original, _ = type(task.model).forward(task.model, *batch, order, lengths, word_lengths, text)
    assert fast.item() == pytest.approx(original.item(), rel=1e-5)


@pytest.mark.slow
def test_the_recipe_runs_on_two_hundred_sentences(tmp_path: Path) -> None:
    sentences = [drawn for paragraph in news.draw_paragraphs(150, random.Random(1)) for drawn in paragraph]
    for name, part in (("train", sentences[:140]), ("dev", sentences[140:170]), ("test", sentences[170:200])):
        text = conllu.format_sentences(part)
        for treebank in ("EWT/en_ewt", "GUM/en_gum", "PUD/en_pud"):
            file = tmp_path / f"UD_English-{treebank}-ud-{name}.conllu"
            conllu.write_text(file, f"# newdoc id = GUM_news_{name}\n{text}")
    trial = "steps: 3, warmup: 0.1, average: 0.9, evaluate: 2, checkpoint: 2"
    overrides = [f"folder={tmp_path}", f"out={tmp_path}/run", "prepare.news=20", "vectors.words=500"]
    overrides += ["vectors.supervised_dim=10", "stanza.splitter.num_epoch=1", "stanza.lemmatizer.num_epoch=1"]
    overrides += ["teacher.hidden=16", "silver.since=2026", "silver.sure=0", "silver.words=500"]
    overrides += [f"schedule.{name}={{{trial}}}" for name in ("teacher", "fold", "tagger", "parser", "tokenizer")]
    subprocess.run([sys.executable, "-m", "training.parser", *overrides], check=True, capture_output=True, text=True)
    card = (tmp_path / "run/en/MODEL_CARD.md").read_text(encoding="utf-8")
    scores = json.loads((tmp_path / "run/scores.json").read_text(encoding="utf-8"))["scores"]
    assert f"{scores['pud']['LAS']:.2f}" in card
    assert "CC BY 2.5" in card
    assert "public domain" in card
    assert Compact(models=str(tmp_path / "run/en")).load()("It works.").num_words > 0
