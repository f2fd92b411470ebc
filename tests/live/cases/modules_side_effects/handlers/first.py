from core import router


@router.get("/first")
def first(): ...
