from .admin import router as admin_router
from .v1 import users_router
from .v1.users import router as _hidden_router
from .v1.items import router as items_router

__all__ = ["users_router", "items_router"]
