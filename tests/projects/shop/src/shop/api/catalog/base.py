"""Routers of the catalogue share a tag and a prefix made from their name."""

from fastapi import APIRouter


class CatalogRouter(APIRouter):
    def __init__(self, name: str, **options):
        super().__init__(prefix=f"/catalog/{name}", tags=["catalog"], **options)
