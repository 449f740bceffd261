import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.words import excerpt, indexed, marked, parse, stems, term_of, words_of


def holds(text: str, question: str) -> bool:
    """Answer as an index would that keeps `indexed(text)`."""
    kept = indexed(text)
    words, forms = kept.words.split(), {*kept.words.split(), *kept.more.split()}

    def has(term):
        many = len(term.words)
        runs = (words[at : at + many] for at in range(len(words)))
        ends = str.startswith if term.is_prefix else str.__eq__
        phrase = any(
            len(run) == many and run[:-1] == list(term.words[:-1]) and ends(run[-1], term.words[-1]) for run in runs
        )
        single = many == 1 and not term.is_exact
        begun = single and term.is_prefix and any(form.startswith(term.words[0]) for form in forms)
        return phrase or begun or bool(forms & (term.forms | ({term.words[0]} if single else set())))

    asked = parse(question)
    return bool(asked) and all(has(term) for term in asked.wanted) and not any(has(term) for term in asked.unwanted)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Fine-tune BERT-base", "bert"),
        ("Fine-tune BERT-base", "BERT-base"),
        ("Fine-tune BERT-base", "bertbase"),
        ("a ResNet50v2 backbone", "resnet"),
        ("a ResNet50v2 backbone", "resnet backbone"),
        ("a ResNet50v2 backbone", "res"),
        ("max_depth = 8", "depth"),
        ("max_depth = 8", "maxdepth"),
        ("GradientBoosting", "boosting"),
        ("HTTPServer error", "server"),
        ("lr=0.001", "0.001"),
        ("ML-EXP-05 Tenure", "ml-exp-05"),
        ("ML-EXP-05 Tenure", "mlexp05"),
        ("we trained two models", "model training"),
        ("la validación falla", "validacion"),
        ("dos validaciones", "validacion"),
        ("duas previsões erradas", "previsoes"),
        ("обучение моделей", "модель"),
        ("ошибки в данных", "ошибка"),
        ("the experiment", "exper"),
        ("深度学习", "学习"),
        ('he said "no gain"', '"no gain"'),
        ("Über-Modell", "uber"),
    ],
)
def test_question_finds_what_people_mean(text, question):
    assert holds(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("gain of no use", '"no gain"'),
        ("BERT on images", "bert -images"),
        ("anything", "-else"),
        ("anything", ""),
        ("base of BERT", "BERT-base"),
        ("experiment", "e"),
    ],
)
def test_question_leaves_out_what_people_do_not_mean(text, question):
    assert not holds(text, question)


@given(st.text(max_size=300))
def test_any_text_is_a_question_and_a_text(text):
    for term in parse(text).terms:
        assert all(word.isalnum() for word in {*term.words, *term.forms})
    kept = indexed(text)
    assert all(word.isalnum() for word in f"{kept.words} {kept.more}".split())


@given(st.from_regex(r"[A-Za-zñóçãйяё]{2,12}", fullmatch=True))
def test_every_word_finds_itself_and_its_beginning(word):
    assert holds(f"before {word} after", word)
    assert holds(f"before {word} after", words_of(word)[0][:3])


@given(st.text(max_size=400), st.text(max_size=40))
def test_marked_pieces_are_the_text(text, question):
    terms = parse(question).wanted
    assert "".join(piece.text for piece in marked(text, terms)) == text
    excerpt(text, terms)


def test_excerpt_shows_the_surroundings_of_the_first_word_found():
    found = excerpt("word " * 100 + "then the models overfit " + "word " * 100, parse("model").wanted)
    assert [piece.text for piece in found.pieces if piece.is_marked] == ["models"]
    assert found.pieces[0].text == "… "
    assert found.terms == 1


def test_digests_and_numbers_have_no_stems():
    assert not stems("a" * 40)
    assert not stems("12")
    assert term_of("0.5").words == ("0", "5")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**What we learned**\n\n> Depth *eight* is `enough`.", "What we learned Depth eight is enough."),
        ("## Result\n- [x] done\n- [ ] see [the run](/runs/1)", "Result done see the run"),
        ("a_b = 2 * 3 * 4, x__y, f1 > 0.9, [0, 1]", "a_b = 2 * 3 * 4, x__y, f1 > 0.9, [0, 1]"),
    ],
)
def test_an_excerpt_shows_no_marks_of_markdown(written, shown):
    assert "".join(piece.text for piece in excerpt(written, parse("nothing").wanted).pieces) == shown
