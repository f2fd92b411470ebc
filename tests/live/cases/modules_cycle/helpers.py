import views


def path(name):
    return f"/{name}{SUFFIX}"


def prefix():
    return views.PREFIX


SUFFIX = "/h"
