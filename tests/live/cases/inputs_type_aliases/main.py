# Annotations through aliases, in another module, nested and partly overridden.
from types_ import ItemId, Limit, Listing, Name, Payload, Session, Tag

from fastapi import FastAPI

app = FastAPI()


@app.post("/{item_id}")
def make(item_id: ItemId, payload: Payload, tag: Tag, limit: Limit, session: Session, listing: Listing, name: Name = "x"): ...
