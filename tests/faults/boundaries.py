"""Where a worker may die: before or after each call of each platform's flow."""

from __future__ import annotations

from dataclasses import dataclass

CONTAINER = r"^/v[\d.]+/\d+/media$"
OBJECT = r"^/v[\d.]+/\d+$"
PUBLISH = r"/media_publish$"
PHOTOS = r"/photos$"
VIDEOS = r"/videos$"
REELS = r"/video_reels$"
BYTES_OF_A_REEL = r"-upload/"
UPLOAD = r"/upload/youtube/v3/videos$"
TWEETS = r"^/2/tweets$"
TIKTOK_INIT = r"/video/init/$"
TIKTOK_BYTES = r"^/video/$"
TIKTOK_STATUS = r"/status/fetch/$"
BEFORE, AFTER = ("hold_before", "before it takes effect"), ("hold_after_commit", "after it took effect")


@dataclass(frozen=True, slots=True)
class Boundary:
    """`skip`: calls of that form before the one meant; `shape`: see `prepare.SHAPES`; `quick`: part of the short run."""

    name: str
    platform: str
    method: str
    path: str
    stage: str
    skip: int = 0
    shape: str = ""
    quick: bool = False


def both(
    name: str, platform: str, call: tuple[str, str], skip: int = 0, shape: str = "", quick: tuple[str, ...] = ()
) -> list[Boundary]:
    """The boundary before a call takes effect, and the one after it."""
    method, path = call
    return [
        Boundary(f"{platform}: {name}, {words}", platform, method, path, stage, skip, shape, quick=stage in quick)
        for stage, words in (BEFORE, AFTER)
    ]


_EITHER, _LATER = (BEFORE[0], AFTER[0]), (AFTER[0],)
_INSTAGRAM = [
    *both("making the container", "instagram", ("POST", CONTAINER)),
    *both("waiting for the container", "instagram", ("GET", OBJECT)),
    *both("publishing", "instagram", ("POST", PUBLISH), quick=_EITHER),
    *both("reading the permalink", "instagram", ("GET", OBJECT), 1),
    *both("making a reel's container", "instagram", ("POST", CONTAINER), 0, "reel"),
    *both("asking how much of a reel arrived", "instagram", ("GET", OBJECT), 0, "reel"),
    *both("sending a reel's bytes", "instagram", ("POST", BYTES_OF_A_REEL), 0, "reel"),
    *both("waiting for a reel's container", "instagram", ("GET", OBJECT), 1, "reel"),
    *both("publishing a reel", "instagram", ("POST", PUBLISH), 0, "reel"),
    *both("reading a reel's permalink", "instagram", ("GET", OBJECT), 2, "reel"),
]
_FACEBOOK = [
    *both("publishing", "facebook", ("POST", PHOTOS), quick=_EITHER),
    *both("opening a video's upload", "facebook", ("POST", VIDEOS), 0, "video"),
    *both("sending a video's bytes", "facebook", ("POST", VIDEOS), 1, "video"),
    *both("publishing a video", "facebook", ("POST", VIDEOS), 2, "video"),
    *both("asking whether a video is public", "facebook", ("GET", OBJECT), 0, "video"),
    *both("opening a reel's upload", "facebook", ("POST", REELS), 0, "reel"),
    *both("asking how much of a reel arrived", "facebook", ("GET", OBJECT), 0, "reel"),
    *both("sending a reel's bytes", "facebook", ("POST", BYTES_OF_A_REEL), 0, "reel"),
    *both("publishing a reel", "facebook", ("POST", REELS), 1, "reel"),
    *both("asking whether a reel is public", "facebook", ("GET", OBJECT), 1, "reel"),
]
_X = [
    *both("posting", "x", ("POST", TWEETS), 0, "text"),
    *both("a thread's first post", "x", ("POST", TWEETS), 0, "thread"),
    *both("a thread's second post", "x", ("POST", TWEETS), 1, "thread", quick=_LATER),
    *both("a thread's last post", "x", ("POST", TWEETS), 2, "thread"),
    *both("announcing a photo", "x", ("POST", r"/media/upload/initialize$"), 0, "photo"),
    *both("sending a photo's bytes", "x", ("POST", r"/media/upload/\d+/append$"), 0, "photo"),
    *both("describing a photo", "x", ("POST", r"/media/metadata$"), 0, "photo"),
    *both("closing a photo's upload", "x", ("POST", r"/media/upload/\d+/finalize$"), 0, "photo"),
    *both("posting a photo", "x", ("POST", TWEETS), 0, "photo"),
    *both("closing a video's upload", "x", ("POST", r"/media/upload/\d+/finalize$"), 0, "video"),
]
_YOUTUBE = [
    *both("opening the upload", "youtube", ("POST", UPLOAD)),
    *both("sending the bytes", "youtube", ("PUT", UPLOAD), quick=_EITHER),
    *both("asking whether it can be watched", "youtube", ("GET", r"/videos$")),
]
_TIKTOK = [
    *both("asking about the creator", "tiktok", ("POST", r"/creator_info/query/$")),
    *both("announcing", "tiktok", ("POST", TIKTOK_INIT)),
    *both("asking how much arrived", "tiktok", ("POST", TIKTOK_STATUS)),
    *both("sending the bytes", "tiktok", ("PUT", TIKTOK_BYTES), quick=_LATER),
    *both("waiting for the public post", "tiktok", ("POST", TIKTOK_STATUS), 1),
]
BOUNDARIES = [*_INSTAGRAM, *_FACEBOOK, *_X, *_YOUTUBE, *_TIKTOK]
TROUBLES = [
    ("the answer is lost", "lost_after_commit"),
    ("the platform hangs", "hang:4"),
    ("a gateway answers before", "html_502"),
    ("a gateway answers instead", "html_502_after_commit"),
    ("the answer is cut in half", "truncate"),
    ("the platform does it too late", "late:4"),
]
COMMITS = {
    "instagram": ("POST", PUBLISH),
    "facebook": ("POST", PHOTOS),
    "x": ("POST", TWEETS),
    "youtube": ("PUT", UPLOAD),
    "tiktok": ("PUT", TIKTOK_BYTES),
}
RESUMED = frozenset({"youtube", "tiktok"})
"""Where the publishing call goes on after a break, so that nothing has to be proved absent."""
_QUICK = {("instagram", "lost_after_commit"), ("facebook", "html_502_after_commit"), ("youtube", "hang:4")}
_LEAVE_NOTHING = {"hang:4", "html_502"}
"""On a commit these leave nothing public: absence must be proved, which takes ten minutes."""


def mishaps(*, short: bool) -> list[tuple[str, str, str]]:
    """Platform, words and fault of every mishap on a publishing call that ends soon."""
    every = [(platform, words, kind) for platform in COMMITS for words, kind in TROUBLES]
    if short:
        return [one for one in every if (one[0], one[2]) in _QUICK]
    return [one for one in every if one[0] in RESUMED or one[2] not in _LEAVE_NOTHING]
