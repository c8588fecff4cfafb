"""One comment on a pull request, kept up to date however many runs there are."""

from collections.abc import Callable

from generator.forge.client import Missing, Rejected, Unanswered
from generator.forge.draft import Draft, same, stamped
from generator.forge.request import Comment, Request


def post(request: Request, draft: Draft, *, create: bool) -> str:
    """Write the comment, unless a newer run has; returns what was done.

    Without `create` only a comment that is there already is updated.
    """
    state = request.state()
    if not state.open:
        return "nothing written: the pull request is closed"
    if draft.commit and state.commit != draft.commit:
        return f"nothing written: the pull request is at {state.commit[:12]} by now, and this is {draft.commit[:12]}"
    mine = _mine(request, draft, request.author())
    if mine:
        return _kept(request, draft, mine)
    return _created(request, draft) if create else "nothing written: nothing changes, and there is no comment yet"


def _mine(request: Request, draft: Draft, author: str) -> list[Comment]:
    """Our comments with this marker, the oldest first: anybody can write a marker, but not as us."""
    found = [each for each in request.comments() if each.author == author and _begins(each.body, draft.marker)]
    return sorted(found, key=lambda comment: comment.id)


def _begins(body: str, marker: str) -> bool:
    return body.replace("\r\n", "\n").partition("\n")[0] == marker


def _kept(request: Request, draft: Draft, mine: list[Comment]) -> str:
    """Of several comments the oldest stays."""
    oldest, *later = mine
    for each in later:
        request.delete(each)
    if draft.run[0] and stamped(oldest.body) > draft.run:
        return f"nothing written: a newer run wrote comment {oldest.id}"
    text = draft.text(request.limit)
    if same(oldest.body, text):
        return f"comment {oldest.id} says so already"
    try:
        written = _written(lambda body: request.update(oldest, body), draft, text)
    except Missing:
        return _created(request, draft)
    return f"updated comment {written.id}{', which somebody has hidden' if oldest.hidden else ''}"


def _created(request: Request, draft: Draft) -> str:
    """A new comment, unless another run has made one by now: the older stays, and ours goes."""
    made = _written(lambda body: _once(request, draft, body), draft, draft.text(request.limit))
    mine = _mine(request, draft, made.author)
    if not mine or mine[0].id >= made.id:
        return f"created comment {made.id}"
    request.delete(made)
    return _kept(request, draft, [mine[0]])


def _once(request: Request, draft: Draft, body: str) -> Comment:
    """A comment that is not written twice where the service breaks off: it may have been written."""
    try:
        return request.create(body)
    except Unanswered:
        mine = _mine(request, draft, request.author())
        return mine[-1] if mine else request.create(body)


def _written(write: Callable[[str], Comment], draft: Draft, text: str) -> Comment:
    try:
        return write(text)
    except Rejected as error:
        if "too long" not in str(error):
            raise
        return write(draft.short())
