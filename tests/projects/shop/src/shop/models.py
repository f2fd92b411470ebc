"""What travels over the wire."""

from datetime import datetime
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel, Field


class Category(BaseModel):
    slug: str
    title: str


class ProductIn(BaseModel):
    name: str = Field(min_length=1, max_length=120)
    category: str
    price: Decimal = Field(gt=0, decimal_places=2)
    stock: int = Field(default=0, ge=0)


class ProductPatch(BaseModel):
    name: str | None = None
    price: Decimal | None = Field(default=None, gt=0)
    stock: int | None = Field(default=None, ge=0)


class Product(ProductIn):
    id: int
    has_image: bool = False


class ReviewIn(BaseModel):
    stars: int = Field(ge=1, le=5)
    text: str = ""


class Review(ReviewIn):
    author: str


class Credentials(BaseModel):
    username: str = Field(min_length=3)
    password: str = Field(min_length=8)


class User(BaseModel):
    username: str
    is_staff: bool = False


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


class CartLine(BaseModel):
    product_id: int
    quantity: int = Field(default=1, ge=1)


class Cart(BaseModel):
    lines: list[CartLine] = []


class OrderStatus(str, Enum):
    placed = "placed"
    paid = "paid"
    shipped = "shipped"
    cancelled = "cancelled"


class Order(BaseModel):
    id: int
    customer: str
    lines: list[CartLine]
    total: Decimal
    status: OrderStatus = OrderStatus.placed
    placed_at: datetime


class PaymentEvent(BaseModel):
    order_id: int
    succeeded: bool


class ShippingEvent(BaseModel):
    order_id: int
    carrier: str


class Stats(BaseModel):
    users: int
    products: int
    orders: int
