"""Rules for certain hosts: a case at least for each row of `hosts` and `signs` in `powerhouse_site.links.check`."""

from powerhouse_site.links.verdicts import Reason
from tests.links.hostile.case import BROKEN, OK, REDIRECTED, UNCERTAIN, Case
from tests.links.server import Request

VIDEOS = {"fine": 200, "gone": 404, "wrong": 400, "noembed": 401, "private": 401, "shy": 403, "limited": 429}


def youtube(request: Request) -> None:
    """Says 200 to every video, and the truth only as oEmbed."""
    if not request.path.startswith("/oembed"):
        request.page("YouTube")
        return
    name = request.path.rpartition("%3D")[2].removeprefix("video_")
    request.send(VIDEOS[name], "{}", {"Content-Type": "application/json"})


def thumbnails(request: Request) -> None:
    request.send(404 if "private" in request.path else 200, b"\xff\xd8", {"Content-Type": "image/jpeg"})


def hugging_face(request: Request) -> None:
    if request.path.startswith("/gone"):
        request.send(
            401, "Repository not found", {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
        )
    elif request.path.startswith("/words"):
        request.page("401", "Repository not found", 401)
    else:
        request.send(401, "Access to this model is restricted", {"X-Error-Code": "GatedRepo"})


def github(request: Request) -> None:
    words = "<p>" + "Some words. " * 30
    if request.path.startswith("/a/private"):
        request.redirect("/login?return_to=x", 302)
    else:
        request.page("GitHub", words + '<h2 id="user-content-install">')


def github_api(request: Request) -> None:
    if request.headers.get("authorization") != "Bearer token-for-tests":
        request.send(401, "{}")
    elif request.path == "/repos/a/old":
        request.redirect("https://api.github.com/repositories/1")
    elif request.path == "/repositories/1":
        request.send(200, '{"full_name": "b/new", "archived": false}')
    elif request.path == "/repos/a/archived":
        request.send(200, '{"full_name": "a/archived", "archived": true}')
    elif request.path == "/repos/a/stolen":
        request.redirect("https://stranger.hostile.org/repos/a/stolen")
    elif request.path == "/repos/a/broken":
        request.send(200, "this is no JSON")
    else:
        request.send(404, "{}")


def stranger(request: Request) -> None:
    """Must never see the token."""
    request.page(status=500 if "authorization" in request.headers else 200)


def signed(request: Request) -> None:
    request.send(
        403,
        "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
        {"Content-Type": "text/html"},
    )


def google(request: Request) -> None:
    request.redirect("https://accounts.google.com/ServiceLogin?x=y", 302)


def watch(name: str) -> str:
    return f"https://www.youtube.com/watch?v=video_{name}"


ALSO = (
    ("www.youtube.com", youtube),
    ("i.ytimg.com", thumbnails),
    ("huggingface.co", hugging_face),
    ("github.com", github),
    ("api.github.com", github_api),
    ("stranger.hostile.org", stranger),
    ("drive.google.com", google),
    ("accounts.google.com", lambda r: r.page("Sign in")),
)
SIGNATURE = "X-Amz-Date=20200101T000000Z&X-Amz-Expires=3600&X-Amz-Signature=abc"

CASES = (
    Case("youtube-fine", OK, Reason.OK, url=watch("fine"), also=ALSO),
    Case("youtube-gone", BROKEN, Reason.NOT_FOUND, url=watch("gone")),
    Case("youtube-wrong", BROKEN, Reason.NOT_FOUND, url=watch("wrong")),
    Case("youtube-no-embedding", OK, Reason.OK, url=watch("noembed")),
    Case("youtube-private", BROKEN, Reason.NOT_FOUND, url=watch("private")),
    Case("youtube-shy", OK, Reason.OK, url=watch("shy")),
    Case("youtube-limited", UNCERTAIN, Reason.RATE_LIMITED, url=watch("limited")),
    Case("youtube-short", BROKEN, Reason.NOT_FOUND, url="https://youtu.be/video_gone?t=5"),
    Case("youtube-embed", BROKEN, Reason.NOT_FOUND, url="https://www.youtube.com/embed/video_gone"),
    Case("youtube-list", OK, Reason.OK, url="https://www.youtube.com/watch?list=abc&v=video_fine"),
    Case("youtube-playlist", BROKEN, Reason.NOT_FOUND, url="https://www.youtube.com/playlist?list=video_gone"),
    Case("youtube-channel", OK, Reason.OK, url="https://www.youtube.com/@someone"),
    Case("hugging-face-gone", BROKEN, Reason.NOT_FOUND, url="https://huggingface.co/gone/model"),
    Case("hugging-face-words", BROKEN, Reason.NOT_FOUND, url="https://huggingface.co/words/model"),
    Case("hugging-face-gated", UNCERTAIN, Reason.AUTHENTICATION, url="https://huggingface.co/gated/model"),
    Case(
        "github-renamed", REDIRECTED, Reason.RENAMED, url="https://github.com/a/old", target="https://github.com/b/new"
    ),
    Case("github-archived", OK, Reason.ARCHIVED, url="https://github.com/a/archived"),
    Case("github-unknown", OK, Reason.OK, url="https://github.com/a/unknown"),
    Case("github-stolen", OK, Reason.OK, url="https://github.com/a/stolen"),
    Case("github-broken", OK, Reason.OK, url="https://github.com/a/broken"),
    Case("github-anchor", OK, Reason.OK, url="https://github.com/a/b/blob/main/README.md#install"),
    Case("github-no-anchor", BROKEN, Reason.MISSING_FRAGMENT, url="https://github.com/a/b/blob/main/README.md#nothing"),
    Case("github-line", OK, Reason.OK, url="https://github.com/a/b/blob/main/x.py#L10"),
    Case("github-lines", OK, Reason.OK, url="https://github.com/a/b/blob/main/x.py#L10-L20"),
    Case("github-comment", OK, Reason.OK, url="https://github.com/a/b/issues/1#issuecomment-123"),
    Case("github-private", UNCERTAIN, Reason.LOGIN, url="https://github.com/a/private/wiki"),
    Case("google-sign-in", UNCERTAIN, Reason.LOGIN, url="https://drive.google.com/file/d/1/view"),
    Case("signed-words", BROKEN, Reason.EXPIRED_SIGNATURE, signed, "http://{host}/f?Signature=abc&Expires=9999999999"),
    Case("signed-date", BROKEN, Reason.EXPIRED_SIGNATURE, lambda r: r.send(403), "http://{host}/f?" + SIGNATURE),
    Case(
        "signed-azure",
        BROKEN,
        Reason.EXPIRED_SIGNATURE,
        lambda r: r.send(403),
        "http://{host}/f?se=2020-01-01T00:00:00Z&sig=abc",
    ),
    Case(
        "signed-valid",
        UNCERTAIN,
        Reason.FORBIDDEN,
        lambda r: r.send(403),
        "http://{host}/f?Signature=abc&Expires=9999999999",
    ),
    Case("signed-works", OK, Reason.OK, lambda r: r.page(), "http://{host}/f?" + SIGNATURE),
)
