"""What the class-based views of fastapi-utils and fastapi-restful mean to the evaluator: our own abbreviation.

Evaluated, never executed.
"""

from fastapi.routing import APIRouter


class InferringRouter(APIRouter):
    pass


def cbv(router, *urls):
    def decorator(cls):
        functions = list(vars(cls).values())
        for route in router.routes:
            if route.endpoint in functions:
                route.name = cls.__name__ + "." + route.endpoint.__name__
        return cls

    return decorator
