"""The document in which the pages stand: in English, and as large as somebody wants to read it."""

CHANGES = {  # what the server of the pages writes -> what is sent
    b"<html>": b'<html lang="en">',
    b", maximum-scale=1, user-scalable=no, minimal-ui": b"",
}


def readable(app):
    """The app, whose documents say their language and can be zoomed."""

    async def answer(scope, receive, send):
        held = None

        async def tell(message):
            nonlocal held
            if message["type"] == "http.response.start" and is_document(message):
                held = message
                return
            if held:
                headers = [each for each in held["headers"] if each[0] != b"content-length"]
                await send(held | {"headers": headers})
                held, message = None, message | {"body": changed(message["body"])}
            await send(message)

        await app(scope, receive, tell if scope["type"] == "http" else send)

    return answer


def is_document(message):
    """Is this the beginning of an answer in HTML?"""
    return any(
        name == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )


def changed(body):
    """A document with all changes made."""
    for before, after in CHANGES.items():
        body = body.replace(before, after)
    return body
