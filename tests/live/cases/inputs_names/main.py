# Names on the wire: alias, header underscores, converted or not, cookies, path aliases.
from typing import Annotated

from fastapi import Cookie, FastAPI, Header, Path, Query

app = FastAPI()


@app.get("/names/{item-id}")
def names(
    item: Annotated[int, Path(alias="item-id")],
    q: Annotated[str | None, Query(alias="item-query")] = None,
    user_agent: Annotated[str | None, Header()] = None,
    x_token: str = Header(...),
    strange_header: Annotated[str, Header(convert_underscores=False)] = "",
    aliased: Annotated[str, Header(alias="X_Kept_As_Is")] = "",
    session_id: Annotated[str | None, Cookie()] = None,
    ads: str = Cookie("x", alias="ads-id"),
): ...
