"""What may be sent through a socket: messages of pages. Anything else ends it, and nothing more."""

from typing import Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

UNREADABLE = 1003  # why a socket is closed whose frames cannot be read


class Open(BaseModel):
    """A widget is made known."""

    comm_id: str
    target_name: str
    data: dict


class Said(BaseModel):
    """Something is told to a widget."""

    comm_id: str
    data: dict


class Closed(BaseModel):
    """A widget is gone."""

    comm_id: str


CONTENTS = {  # kinds of messages, and what is in them
    "kernel_info_request": dict,
    "comm_info_request": dict,
    "shutdown_request": dict,
    "comm_open": Open,
    "comm_msg": Said,
    "comm_close": Closed,
}


class Header(BaseModel):
    """What kind of message it is, and whose."""

    msg_id: str
    msg_type: Literal[tuple(CONTENTS)]


class Frame(BaseModel):
    """A message of a page."""

    header: Header
    channel: str
    content: dict


def readable_frames(receive):
    """Receive for a socket that ends at the first frame that is no message of a page."""

    async def received():
        message = await receive()
        if message["type"] == "websocket.receive" and not is_message(message):
            return {"type": "websocket.disconnect", "code": UNREADABLE}
        return message

    return received


def is_message(frame):
    """Is this frame a message that the server of the pages understands? Pages send text alone."""
    try:
        said = Frame.model_validate_json(frame.get("text") or "")
        TypeAdapter(CONTENTS[said.header.msg_type]).validate_python(said.content)
    except ValidationError:
        return False
    return True
