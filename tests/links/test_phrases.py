"""What titles say, and what they only speak of."""

import pytest

from powerhouse_site.links.check.phrases import is_login, is_wall, says_missing

MISSING = """
404
404 Not Found
404 - File or directory not found.
404: This page could not be found.
Page Not Found | Acme
Page not found (404)
Acme - Page not found
Error 404 (Not Found)!!1
Erreur 404
HTTP 404
Oops! That page can\u2019t be found.
Sorry, this page isn't available
The page you were looking for doesn't exist (404)
The page you requested could not be found
We couldn't find that page
Oops, we can't find the page you're looking for!
Nothing here - 404
Model not found - Hub
Repository unavailable
This page no longer exists
Site not found \u00b7 Pages
Page introuvable
Diese Seite wurde leider nicht gefunden
P\u00e1gina n\u00e3o encontrada
Pagina niet gevonden | Acme
\u0421\u0442\u0440\u0430\u043d\u0438\u0446\u0430 \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u0430
\u30da\u30fc\u30b8\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093
\u9875\u9762\u4e0d\u5b58\u5728
"""
NOT_MISSING = """
The 404 Model: A Car Review
Peugeot 404 - Wikipedia
arXiv 2404.01234
Room 404
How to fix page not found errors
Not Found in Translation: a study
A file system with missing blocks
Content moderation: why articles are missing
Sites of missing persons
Resource not found errors in Kubernetes: how to fix
Document retrieval when the answer does not exist
Lost in the Middle: How Language Models Use Long Contexts
Missing data imputation
Page replacement
"""
WALLS = """
Just a moment...
Attention Required! | Cloudflare
Access denied
Access denied | example.org used Cloudflare to restrict access
Are you a robot?
Robot or human?
Verifying you are human. This may take a few seconds.
Vercel Security Checkpoint
Making sure you're not a bot!
Pardon Our Interruption...
DDoS-Guard
"""
NO_WALLS = """
Access Denied: The Practice of Internet Filtering
Just a Moment of Inertia
Attention Required for Transformers
Please wait: queueing theory
Security check in airports
Captcha: a history
Wikipedia - Captcha
"""
LOGINS = """
Sign in
Log in | Acme
Login - Confluence
Acme \u00b7 Sign in
Sign in to continue
Authentication Required
"""
NO_LOGINS = """
Login systems explained
Log in to your graphs: logarithms
Sign-in with Apple | Developer Documentation
How to log in to your router
Signing in the rain
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("title", lines(MISSING))
def test_it_is_missing(title: str) -> None:
    assert says_missing(title)


@pytest.mark.parametrize("title", lines(NOT_MISSING))
def test_it_only_speaks_of_what_is_missing(title: str) -> None:
    assert not says_missing(title)


@pytest.mark.parametrize("title", lines(WALLS))
def test_it_keeps_robots_out(title: str) -> None:
    assert is_wall(title)


@pytest.mark.parametrize("title", lines(NO_WALLS))
def test_it_only_speaks_of_walls(title: str) -> None:
    assert not is_wall(title)


@pytest.mark.parametrize("title", lines(LOGINS))
def test_it_wants_a_login(title: str) -> None:
    assert is_login(title, asks_for_password=False)


@pytest.mark.parametrize("title", lines(NO_LOGINS))
def test_it_only_speaks_of_logins(title: str) -> None:
    assert not is_login(title, asks_for_password=False)


def test_a_field_for_a_password_makes_a_loose_title_one() -> None:
    assert is_login("Sign in to Acme", asks_for_password=True)
    assert not is_login("How to log in to your router", asks_for_password=True)


@pytest.mark.parametrize(
    "title",
    ["sorry " * 60, "the " * 90, "404 " * 90, "error 404 " * 40, "page you " + "a " * 150, "!" * 300, "- " * 150],
)
def test_no_title_takes_forever(title: str) -> None:
    assert not is_wall(title)
    assert not is_login(title, asks_for_password=True)
    assert says_missing(title) in (True, False)
