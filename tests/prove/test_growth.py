"""The work of the proof grows with the length of the text, whatever a file has lost: calls are counted, not seconds."""

from __future__ import annotations

import random
import sys
from collections import Counter

import pytest

from pipeline.prove import words
from pipeline.prove.compare import compare
from pipeline.prove.scatter import scattered
from pipeline.write import FORMATS
from tests.prove.samples import body

LATIN, ARABIC = "abdegiklmnoprstu", "ابتدرسعفقكلمنهوي"


def _sample(length, letters, seed=1):
    """Return a text of so many words, a fifth of them in notes, from a vocabulary that grows slowly."""
    choose = random.Random(seed)
    vocabulary = ["".join(choose.choices(letters, k=choose.randint(2, 9))) for _ in range(length // 5 + 50)]
    pieces = []
    for number in range(1, length // 25 + 1):
        samples = [" ".join(choose.choices(vocabulary, k=k)) for k in (20, 5)]
        pieces.append(f'<p>{samples[0]}<authorialNote marker="{number}"><p>{samples[1]}</p></authorialNote></p>')
    return words(body("".join(pieces)))


def _every(share):
    """Return a function that is True for one word in `1 / share`, for the same ones each time."""
    choose = random.Random(share)
    return lambda: choose.random() < 1 / share


def _dropped(words_given, hit):
    return [word for word in words_given if not hit()]


def _far(words_given, hit):
    return [
        part for n, word in enumerate(words_given) for part in ((word[:2], f"z{n}z", word[2:]) if hit() else (word,))
    ]


def _garbled(words_given, hit):
    return [f"{word[::-1]}{'ز' if word > 'z' else 'z'}" if hit() else word for word in words_given]


def _joined(words_given, hit):
    result = words_given[:1]
    for word in words_given[1:]:
        if hit():
            result[-1] += word
        else:
            result.append(word)
    return result


def _in_letters(words_given, hit):
    return [letter for word in words_given for letter in (word if hit() else [word])]


DAMAGES = (_dropped, _far, _garbled, _joined, _in_letters)


def _calls(run):
    """Return the number of functions, built-in ones among them, a run calls."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def _work(length, letters, damage, format):
    sample = _sample(length, letters)
    sample.expected, sample.expected_without_marks  # noqa: B018 - cached: found once for all formats
    words_given = "\n".join(passage.text for passage in sample.passages()).split()
    text = " ".join(damage(words_given, _every(8)))
    return _calls(lambda: compare(sample, text, FORMATS[format]))


@pytest.mark.parametrize("format", ["pdf", "txt", "md", "docx"])
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("letters", [LATIN, ARABIC])
def test_four_times_the_text_with_as_great_a_share_lost_is_about_four_times_the_work(letters, damage, format):
    compare(_sample(100, letters), "", FORMATS[format])  # what is loaded at first use
    small, large = (_work(length, letters, damage, format) for length in (1000, 4000))
    assert large < 7 * small


def test_one_letter_over_and_over_is_no_more_work_than_its_bound():
    words_lost = words(body(f"<p>{'a' * 2000}b</p>" * 4))
    text = "a " * 8000
    assert _calls(lambda: compare(words_lost, text, FORMATS["pdf"])) < 600 * 8000


def test_notes_are_not_each_looked_for_in_the_whole_file(monkeypatch):
    searched = []
    module = sys.modules["pipeline.prove.compare"]
    for name in ("in_order", "matched"):
        kept = getattr(module, name)
        monkeypatch.setattr(module, name, lambda a, b, kept=kept: searched.append(len(b)) or kept(a, b))
    sample = _sample(2500, LATIN)
    words_given = "\n".join(passage.text for passage in sample.passages()).split()
    compare(sample, " ".join(_dropped(words_given, _every(9))), FORMATS["md"])
    assert len(searched) <= 4  # the cover and the text, each once or twice


def test_pieces_that_cannot_make_up_a_word_are_not_tried_from_every_beginning():
    found = ["a", "ab"] * 2000
    missing = Counter({"ab" * 30 + "c": 1})
    calls = _calls(lambda: scattered(found, missing, Counter(found)))
    assert missing and calls < 40 * len(found)
