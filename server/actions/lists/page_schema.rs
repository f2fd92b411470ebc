//! What does a page of a list say? Its fields, and the file that is made where a project has no such schema.

use super::bounds::Bounds;
use super::style::Style;

/// What a field of a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Items,
    Total,
    Size,
    Start,
    Pages,
    NextOffset,
    NextPage,
    NextCursor,
    HasMore,
}

impl Part {
    /// What a field of a project's own schema says by its name.
    pub(super) fn of(style: Style, name: &str) -> Option<Self> {
        Some(match (name, style) {
            ("items" | "data" | "results", _) => Part::Items,
            ("limit" | "size" | "per_page" | "page_size", _) => Part::Size,
            ("total" | "count", Style::Offset | Style::Page) => Part::Total,
            ("offset" | "skip", Style::Offset) => Part::Start,
            ("next_offset", Style::Offset) => Part::NextOffset,
            ("page" | "page_number", Style::Page) => Part::Start,
            ("pages" | "total_pages", Style::Page) => Part::Pages,
            ("next" | "next_page", Style::Page) => Part::NextPage,
            ("next_cursor", Style::Cursor) => Part::NextCursor,
            ("has_more" | "has_next", Style::Cursor) => Part::HasMore,
            _ => return None,
        })
    }

    /// Its value; `items` is the expression of the list.
    pub(super) fn value(self, bounds: &Bounds, items: &str, next_cursor: &str) -> String {
        let (size, start) = (&bounds.size, &bounds.start);
        match self {
            Part::Items => items.to_owned(),
            Part::Total => "total".to_owned(),
            Part::Size => size.clone(),
            Part::Start => start.clone(),
            Part::Pages => "pages".to_owned(),
            Part::NextOffset => format!("{start} + {size} if {start} + {size} < total else None"),
            Part::NextPage => format!("{start} + 1 if {start} < pages else None"),
            Part::NextCursor => format!("{next_cursor} if has_more else None"),
            Part::HasMore => "has_more".to_owned(),
        }
    }
}

/// The fields of the page that is made for a style.
pub(super) fn own_fields(style: Style) -> Vec<(&'static str, Part)> {
    match style {
        Style::Cursor => {
            vec![("items", Part::Items), ("next_cursor", Part::NextCursor), ("has_more", Part::HasMore)]
        }
        Style::Offset => vec![
            ("items", Part::Items),
            ("total", Part::Total),
            ("limit", Part::Size),
            ("offset", Part::Start),
            ("next_offset", Part::NextOffset),
        ],
        Style::Page => vec![
            ("items", Part::Items),
            ("total", Part::Total),
            ("page", Part::Start),
            ("size", Part::Size),
            ("pages", Part::Pages),
            ("next", Part::NextPage),
        ],
    }
}

/// The file that defines that page.
pub(super) fn file(style: Style) -> &'static str {
    match style {
        Style::Cursor => CURSOR,
        Style::Offset => OFFSET,
        Style::Page => PAGE,
    }
}

const OFFSET: &str = r#""""What a page of a list says."""

from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    limit: int
    offset: int
    next_offset: int | None = None
"#;

const PAGE: &str = r#""""What a page of a list says."""

from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    page: int
    size: int
    pages: int
    next: int | None = None
"#;

const CURSOR: &str = r#""""What a page of a list says, and the cursor that says where the next one begins."""

import base64
from typing import Any, Generic, TypeVar

from fastapi import HTTPException, status
from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_json

T = TypeVar("T")


class CursorPage(BaseModel, Generic[T]):
    items: list[T]
    next_cursor: str | None = None
    has_more: bool = False


def encode_cursor(*key: Any) -> str:
    return base64.urlsafe_b64encode(to_json(key)).decode()


def decode_cursor(cursor: str, *kinds: type) -> tuple[Any, ...]:
    try:
        key = base64.urlsafe_b64decode(cursor)
        return TypeAdapter(tuple[kinds]).validate_json(key)
    except ValueError as error:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Invalid cursor") from error
"#;
