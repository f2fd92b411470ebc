import core


@core.router.get("/second")
def second(): ...


@core.app.get("/direct")
def direct(): ...
