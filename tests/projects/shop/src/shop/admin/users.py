from fastapi import APIRouter, HTTPException, status

from shop.deps import StoreDep
from shop.models import User

router = APIRouter(tags=["users"])


@router.get("/")
def list_users(store: StoreDep) -> list[User]:
    return list(store.users.values())


@router.put("/{username}/staff")
@router.delete("/{username}/staff")
def change_staff(username: str, store: StoreDep) -> User:
    """Stacked decorators: one function under two methods."""
    user = store.users.get(username)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such user")
    user.is_staff = not user.is_staff
    return user
