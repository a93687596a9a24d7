"""The API. Its CORS is generated from ../cors.policy.ts: npm run generate."""

import os

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

api = FastAPI()
notes = ["Buy milk", "Learn CORS"]


class Note(BaseModel):
    text: str


@api.get("/notes")
def list_notes(request: Request, response: Response):
    response.headers["X-Total"] = str(len(notes))
    # The page sends it back only with credentials: 'include'.
    response.set_cookie("visits", str(int(request.cookies.get("visits", "0")) + 1), samesite="lax")
    return {"notes": notes, "visits": request.cookies.get("visits", "0")}


@api.put("/notes/{number}")
def change_note(number: int, note: Note):
    notes[number] = note.text
    return {"notes": notes}


@api.get("/crash")
def crash():
    raise RuntimeError("a mistake in the app")


app = api
if os.environ.get("CORS_BY") != "nginx":
    from cors_policy import CorsPolicy

    # The last line, and not add_middleware: around FastAPI's error handling, so that the page can read a 500 too.
    app = CorsPolicy(api)
