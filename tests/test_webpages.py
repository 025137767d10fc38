"""A web page's story is taken out as text; its code never is."""

from __future__ import annotations

import datetime as dt

from workbench import webpages

HEAD = """<meta property="og:site_name" content="The Daily Example">
<meta property="og:title" content="Mortars hit depot in Testville"><meta name="author" content="Ana Writer">"""
DATED = '<meta property="article:published_time" content="2021-03-04T10:00:00Z">'
PAGE = """<!doctype html><html lang="en"><head><title>Mortars hit depot in Testville - The Daily Example</title>
{head}<style>.a{{color:red}}</style><script>var x = "code in the head";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Mortars hit depot in Testville</h1>
<p class="byline">By Ana Writer</p>{time}
<p>TESTVILLE (Reuters) - Two mortar rounds hit a fuel depot on Thursday, police said, wounding three guards.</p>
<figure><img src="a.jpg"><figcaption>Guards stand near the depot. (Jo Lens/Reuters)</figcaption></figure>
<p>Nobody claimed the attack, the second in a week in the town &amp; &lt;b&gt;its port&lt;/b&gt;.</p>
<script>alert("code in the body")</script><h2>Second round</h2>
<p>A <b>second</b> round fell in a field, a <a href="/x">farmer</a> told reporters on February 2, 2020.</p></article>
<aside><time datetime="2022-01-01">1 January 2022</time><a href="/r">Harbour strike goes on</a></aside></body></html>"""


def web(head: str = HEAD + DATED, time: str = "<time>March 4, 2021</time>") -> webpages.Web:
    found = webpages.extract(PAGE.format(head=head, time=time))
    assert found is not None
    return found


def test_the_story_is_title_byline_date_and_paragraphs_with_blank_lines_between():
    assert [words.split()[0] for words in web().text.split("\n\n")] == [
        "Mortars",
        "By",
        "March",
        "TESTVILLE",
        "Guards",
        "Nobody",
        "Second",
        "A",
    ]


def test_a_page_says_its_title_outlet_authors_day_and_captions():
    found = web()
    assert (found.title, found.outlet) == ("Mortars hit depot in Testville", "The Daily Example")
    assert (found.authors, found.published) == (("Ana Writer",), dt.date(2021, 3, 4))
    assert found.captions == ("Guards stand near the depot. (Jo Lens/Reuters)",)


def test_no_code_and_no_list_of_other_stories_passes():
    assert not any(words in web().text for words in ("code in", "color", "Home", "Harbour strike"))


def test_signs_that_a_page_prints_stay_signs():
    assert "<b>its port</b>" in web().text


def test_a_date_in_the_story_or_beside_it_is_not_the_day_of_publication():
    assert web(head=HEAD, time="").published is None


def test_a_page_without_a_story_gives_none():
    assert webpages.extract("<html><body></body></html>") is None
