"""What the addresses of the review answer: a sentence, what is decided on it, and undoing."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.web.frame import Frame
from phaseline.web.guard import Refused, fields
from phaseline.web.outline import BY_ID, REVIEW
from phaseline.web.page_pictures import PagePictures
from phaseline.web.permission import READ_ONLY
from phaseline.web.review_desk import ReviewDesk, ReviewReply

Around = Callable[[str], Mapping[str, Any]]


class ReviewPages:
    """
    The pages of the review.

    Args:
        desk: The review; None for a shipped case, to which nobody writes.
        frame: The frame around them.
        around: Gives what the frame shows, for a title.
        pictures: Draws pages of papers.
    """

    def __init__(
        self, desk: ReviewDesk | None, frame: Frame, around: Around, pictures: PagePictures
    ) -> None:
        self._desk, self._frame, self._around = desk, frame, around
        self._pictures = pictures

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            Route("/review", self.sentence),
            Route("/review/several", self.several, methods=["GET", "POST"]),
            Route("/review/page/{name}", self.picture),
            Route("/review/confirm", self.confirm, methods=["POST"]),
            Route("/review/decide", self.decide, methods=["POST"]),
            Route("/review/undo", self.undo, methods=["POST"]),
        ]

    async def sentence(self, request: Request) -> Response:
        """Show a sentence of a paper with what is proposed of it."""
        if self._desk is None:
            return self._page(ReviewReply(status=200, shown={"stub": None, "unreadable": ()}))
        query = fields(request.scope["query_string"])
        return self._page(await asyncio.to_thread(self._desk.shown, query))

    async def several(self, request: Request) -> Response:
        """
        Show several sentences at once, or decide on them.

        Raises:
            Refused: The case is a shipped one.
        """
        if request.method == "POST":
            return await self._written(request, lambda desk: desk.several_decided)
        if self._desk is None:
            raise Refused(403, READ_ONLY)
        query = fields(request.scope["query_string"])
        return self._page(await asyncio.to_thread(self._desk.several, query))

    async def picture(self, request: Request) -> Response:
        """
        Give the page on which a sentence is printed, with the sentence lit.

        Raises:
            Refused: There is no such sentence, or it stands on no page.
        """
        desk, name = self._desk, request.path_params["name"]
        asked = await asyncio.to_thread(desk.page_asked, name) if desk is not None else None
        if asked is None:
            raise Refused(404, "There is no such page.")
        picture = await self._pictures.picture(asked)
        headers = {"Cache-Control": "private, no-cache"}
        return Response(picture, media_type="image/svg+xml", headers=headers)

    async def confirm(self, request: Request) -> Response:
        """
        Make a fact of a sentence.

        Raises:
            Refused: The case is a shipped one.
        """
        return await self._written(request, lambda desk: desk.confirmed)

    async def decide(self, request: Request) -> Response:
        """
        Reject or skip a sentence.

        Raises:
            Refused: The case is a shipped one.
        """
        return await self._written(request, lambda desk: desk.decided)

    async def undo(self, request: Request) -> Response:
        """
        Take back what was written last.

        Raises:
            Refused: The case is a shipped one.
        """
        return await self._written(request, lambda desk: desk.undone)

    async def _written(
        self,
        request: Request,
        deed: Callable[[ReviewDesk], Callable[[Mapping[str, str]], ReviewReply]],
    ) -> Response:
        """
        Do what a form asks; what is begun is done though the browser turns away.

        Raises:
            Refused: The case is a shipped one.
        """
        if self._desk is None:
            raise Refused(403, READ_ONLY)
        form = fields(await request.body())
        return self._page(await asyncio.shield(asyncio.to_thread(deed(self._desk), form)))

    def _page(self, reply: ReviewReply) -> Response:
        if reply.leads:
            return RedirectResponse(reply.leads, status_code=reply.status)
        page = BY_ID[REVIEW]
        shown = {
            **self._around(page.title),
            "page": page,
            "is_own": self._desk is not None,
            **reply.shown,
        }
        return Response(
            self._frame.page(reply.template, shown),
            status_code=reply.status,
            media_type="text/html",
            headers={"Cache-Control": "private, no-store"},
        )
